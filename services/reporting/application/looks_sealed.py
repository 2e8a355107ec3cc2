"""The access log sealed into the ledger: a batch at a time, so that no look waits for another.

What the ledger remembers of a batch is in its hashes, its signed checkpoints and their copies
outside. A look that is changed, removed or slipped in afterwards no longer adds up to it.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.reporting.application.storage import CODEC
from services.reporting.domain.events import LooksSealed
from shared.kernel.clock import new_id
from shared.kernel.context import Actor, Client, Context
from shared.kernel.endless import end_if_cancelled
from shared.kernel.refusal import StoreUnavailable, StreamMoved
from shared.kernel.store import Store, Transaction

STREAM = UUID("6c6f6f6b-0000-5000-8000-000000000001")
EVERY_SECONDS = 60.0
NAME = "reporting.looks-sealed.v1"
SEALER = Actor(
    subject="looks-sealer", role="system", client=Client.SYSTEM, client_id="rodatraden-reporting"
)
_SEALED = """
    SELECT version, data FROM store.own_event
    WHERE stream_id = %(stream_id)s AND version > %(after)s ORDER BY version LIMIT %(most)s"""
_LAST = """
    SELECT version, data FROM store.own_event
    WHERE stream_id = %(stream_id)s ORDER BY version DESC LIMIT 1"""
_EPOCH = "SELECT epoch FROM store.ledger_head"
_END = "SELECT access.batch_end(%(epoch)s)::text::bigint AS until"
_BATCH = """
    SELECT looks, encode(digest, 'hex') AS digest, first_at, last_at
    FROM access.batch(%(epoch)s, %(since)s::text::xid8, %(until)s::text::xid8)"""
_EXPIRED = "SELECT max(before) AS before FROM access.expiry"

log = logging.getLogger(__name__)


class LooksSealer:
    """The worker that seals what has come into the log since the last time."""

    def __init__(self, store: Store, *, every_seconds: float = EVERY_SECONDS) -> None:
        self._store = store
        self._every_seconds = every_seconds

    async def run(self) -> None:
        """Seal until cancelled; another process that was first is as good."""
        while True:
            end_if_cancelled()
            try:
                while await seal(self._store):
                    end_if_cancelled()
            except (StoreUnavailable, StreamMoved):
                log.warning("the access log was not sealed this time")
            await asyncio.sleep(self._every_seconds)


async def seal(store: Store) -> LooksSealed | None:
    """Seal the next batch; None when there is nothing to seal.

    Raises:
        StreamMoved: somebody else did so at the same moment.
    """
    async with store.transaction() as tx:
        version, last = await _last(tx)
        ((current),) = await tx.rows(_EPOCH)
        epochs = range(last.epoch if last else 1, current["epoch"] + 1)
        for epoch in epochs:
            since = last.until if last and last.epoch == epoch else 0
            batch = await _batch(tx, epoch, since)
            if batch is not None:
                context = Context(actor=SEALER, thread_id=STREAM, causation_id=new_id())
                await tx.append(STREAM, [batch], context, after=version)
                return batch
    return None


@dataclass(frozen=True, slots=True)
class Flaw:
    """A batch that the log no longer adds up to."""

    number: int
    says: str


async def flaws(store: Store) -> tuple[int, Sequence[Flaw]]:
    """Return how many batches there are, and which of them the log does not add up to."""
    found: list[Flaw] = []
    before: LooksSealed | None = None
    number, most = 0, 100
    expired = (await store.rows(_EXPIRED))[0]["before"]
    while rows := await store.rows(_SEALED, {"stream_id": STREAM, "after": number, "most": most}):
        for row in rows:
            batch, number = _decoded(row), row["version"]
            if before is not None and before.epoch == batch.epoch and before.until != batch.since:
                found.append(Flaw(number, "börjar inte där den förra slutade"))
            if expired is None or batch.first_at >= expired:
                found += await _flaws_of(store, number, batch)
            before = batch
    return number, found


async def _flaws_of(store: Store, number: int, batch: LooksSealed) -> Sequence[Flaw]:
    asked = {"epoch": batch.epoch, "since": str(batch.since), "until": str(batch.until)}
    ((now),) = await store.rows(_BATCH, asked)
    if now["looks"] != batch.looks:
        return [Flaw(number, f"{batch.looks} åtkomster förseglades, {now['looks']} finns")]
    if now["digest"] != batch.digest:
        return [Flaw(number, "en åtkomst är inte som den förseglades")]
    return []


async def _last(tx: Transaction) -> tuple[int, LooksSealed | None]:
    rows = await tx.rows(_LAST, {"stream_id": STREAM})
    return (rows[0]["version"], _decoded(rows[0])) if rows else (0, None)


async def _batch(tx: Transaction, epoch: int, since: int) -> LooksSealed | None:
    until = (await tx.rows(_END, {"epoch": epoch}))[0]["until"]
    if until <= since:
        return None
    asked = {"epoch": epoch, "since": str(since), "until": str(until)}
    ((found),) = await tx.rows(_BATCH, asked)
    if not found["looks"]:
        return None
    return LooksSealed(epoch=epoch, since=since, until=until, **found)


def _decoded(row: Mapping[str, Any]) -> LooksSealed:
    decoded = CODEC.decode(NAME, row["data"])
    assert isinstance(decoded, LooksSealed)
    return decoded
