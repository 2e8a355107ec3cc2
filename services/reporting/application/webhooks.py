"""Subscriptions to events: made, listed, given a new secret, resumed, removed by their client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.reporting.domain.webhook_rules import (
    MOST_OF_ONE_CLIENT,
    SECRET_OVERLAP,
    PositionAhead,
    TooManyWebhooks,
    WebhookUnknown,
)
from shared.eventstore.cursor import Cursor
from shared.kernel.clock import now
from shared.kernel.context import Actor
from shared.kernel.store import Store, Transaction

ALL = "SELECT * FROM reporting.webhook"
OF_CLIENT = f"{ALL} WHERE client_id = %(client_id)s"
ONE = f"{OF_CLIENT} AND webhook_id = %(webhook_id)s"
LOCKED = "SELECT pg_advisory_xact_lock(hashtextextended(%(client_id)s, 8104))"
PLACE = "SELECT epoch, chain_hash FROM store.ledger WHERE position = %(position)s"
HEAD = "SELECT coalesce(max(position), 0) AS position FROM store.ledger"
MAKE = """
    INSERT INTO reporting.webhook (webhook_id, client_id, subject, role, url, types, created_at,
        generation, epoch, position, chain_hash, state, next_attempt_at)
    VALUES (%(webhook_id)s, %(client_id)s, %(subject)s, %(role)s, %(url)s, %(types)s, %(at)s,
        1, %(epoch)s, %(position)s, %(chain_hash)s, 'active', %(at)s)
    RETURNING *"""
MINE = "WHERE client_id = %(client_id)s AND webhook_id = %(webhook_id)s RETURNING *"
REPLACE_SECRET = f"""
    UPDATE reporting.webhook SET generation = generation + 1, previous_until = %(until)s {MINE}"""
RESUME = f"""
    UPDATE reporting.webhook SET state = 'active', fault = NULL, failing_since = NULL,
        attempts = 0, next_attempt_at = %(at)s, lease_id = NULL, leased_until = NULL {MINE}"""
MOVE = f"""
    UPDATE reporting.webhook SET epoch = %(epoch)s, position = %(position)s,
        chain_hash = %(chain_hash)s {MINE}"""
REMOVE = f"DELETE FROM reporting.webhook {MINE}"


class State(StrEnum):
    """Whether a subscription is delivered."""

    ACTIVE = "active"
    STOPPED = "stopped"  # given up: nothing is sent until its client resumes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """One subscription, and how far it has been delivered."""

    webhook_id: UUID
    client_id: str
    subject: str
    role: str
    url: str
    types: Sequence[str]  # none: all
    created_at: datetime
    generation: int  # of its secret
    previous_until: datetime | None  # the secret before signs as well, until then
    epoch: int
    position: int
    chain_hash: bytes | None  # None before the first position
    state: str
    fault: str | None
    failing_since: datetime | None
    attempts: int
    next_attempt_at: datetime
    lease_id: UUID | None
    leased_until: datetime | None

    @property
    def place(self) -> Cursor | int:
        """What has been delivered, as one reads on from it."""
        if self.chain_hash is None:
            return self.position
        return Cursor(self.epoch, self.position, self.chain_hash)

    def signing(self, at: datetime) -> list[int]:
        """Return the generations of the secret that sign at ``at``."""
        overlaps = self.previous_until is not None and at < self.previous_until
        return [self.generation, self.generation - 1] if overlaps else [self.generation]


def webhook_of(row: Mapping[str, Any]) -> Webhook:
    """Return the subscription that a row is."""
    return Webhook(**{field.name: row[field.name] for field in fields(Webhook)})


async def make(
    tx: Transaction,
    webhook_id: UUID,
    actor: Actor,
    *,
    url: str,
    types: Sequence[str],
    after: int | None,
) -> Webhook:
    """Make a subscription that begins after a position, or with what happens from now on.

    Raises:
        TooManyWebhooks, PositionAhead: and nothing was made.
    """
    mine = {"client_id": actor.client_id}
    await tx.rows(LOCKED, mine)
    if len(await tx.rows(OF_CLIENT, mine)) >= MOST_OF_ONE_CLIENT:
        raise TooManyWebhooks
    told = {
        **mine,
        **await _place(tx, after),
        "webhook_id": webhook_id,
        "subject": actor.subject,
        "role": actor.role,
        "url": url,
        "types": list(types),
        "at": now(),
    }
    (row,) = await tx.rows(MAKE, told)
    return webhook_of(row)


async def of_client(store: Store, client_id: str, *, limit: int, offset: int) -> Sequence[Webhook]:
    """Return the client's subscriptions, oldest first."""
    page = f"{OF_CLIENT} ORDER BY webhook_id LIMIT %(limit)s OFFSET %(offset)s"
    asked = {"client_id": client_id, "limit": limit, "offset": offset}
    return [webhook_of(row) for row in await store.rows(page, asked)]


async def one(store: Store, client_id: str, webhook_id: UUID) -> Webhook:
    """Return the client's subscription.

    Raises:
        WebhookUnknown: there is none, or it is another client's.
    """
    rows = await store.rows(ONE, {"client_id": client_id, "webhook_id": webhook_id})
    return _only(rows)


async def replace_secret(tx: Transaction, client_id: str, webhook_id: UUID) -> Webhook:
    """Begin a new generation of the secret; the one before still signs for a day.

    Raises:
        WebhookUnknown: there is none, or it is another client's.
    """
    asked = {"client_id": client_id, "webhook_id": webhook_id, "until": now() + SECRET_OVERLAP}
    return _only(await tx.rows(REPLACE_SECRET, asked))


async def resume(
    tx: Transaction, client_id: str, webhook_id: UUID, *, after: int | None
) -> Webhook:
    """Deliver again: from where it stopped, or after a position.

    Raises:
        WebhookUnknown, PositionAhead: and nothing was changed.
    """
    mine = {"client_id": client_id, "webhook_id": webhook_id}
    resumed = _only(await tx.rows(RESUME, {**mine, "at": now()}))
    if after is None:
        return resumed
    return _only(await tx.rows(MOVE, {**mine, **await _place(tx, after)}))


async def remove(tx: Transaction, client_id: str, webhook_id: UUID) -> Webhook:
    """Remove a subscription: what is being sent may still arrive, and nothing after that.

    Raises:
        WebhookUnknown: there is none, or it is another client's.
    """
    return _only(await tx.rows(REMOVE, {"client_id": client_id, "webhook_id": webhook_id}))


async def _place(tx: Transaction, after: int | None) -> Mapping[str, Any]:
    """Return the place after a position; of the ledger's end when none is given."""
    position = (await tx.rows(HEAD))[0]["position"] if after is None else after
    if position == 0:
        return {"position": 0, "epoch": 0, "chain_hash": None}
    held = await tx.rows(PLACE, {"position": position})
    if not held:
        raise PositionAhead
    return {"position": position, **held[0]}


def _only(rows: Sequence[Mapping[str, Any]]) -> Webhook:
    if not rows:
        raise WebhookUnknown
    return webhook_of(rows[0])
