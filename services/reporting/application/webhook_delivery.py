"""Delivering what happens to those who subscribe: in order, at least once, or with an alarm."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from services.reporting.application.feed import CursorOfAnotherLedger, read_on
from services.reporting.application.sending import Sent
from services.reporting.application.webhook_secrets import WebhookSecrets
from services.reporting.application.webhooks import Webhook, webhook_of
from services.reporting.domain.webhook_rules import Standing, after_failure
from shared.eventstore.cursor import Cursor
from shared.kernel.clock import new_id, now
from shared.kernel.endless import end_if_cancelled
from shared.kernel.refusal import StoreUnavailable
from shared.kernel.store import Store

Row: TypeAlias = Mapping[str, Any]
Tell: TypeAlias = Callable[[Webhook, Row], Awaitable[None]]
"""Keeps that an event is about to be shown to a subscriber; raises where it cannot."""

AT_ONCE = 8
PER_READ = 20
PAUSE_SECONDS = 0.5
LEASE = timedelta(seconds=60)  # renewed after each message
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
log = logging.getLogger(__name__)

TAKE = """
    UPDATE reporting.webhook SET lease_id = %(lease_id)s, leased_until = %(until)s
    WHERE webhook_id IN (
        SELECT w.webhook_id FROM reporting.webhook w, store.ledger_head h
        WHERE w.state = 'active' AND w.next_attempt_at <= %(at)s AND w.position < h.position
          AND (w.leased_until IS NULL OR w.leased_until < %(at)s)
        ORDER BY w.next_attempt_at LIMIT %(most)s FOR UPDATE OF w SKIP LOCKED)
    RETURNING *"""
HELD = "WHERE webhook_id = %(webhook_id)s AND lease_id = %(lease_id)s RETURNING webhook_id"
ADVANCE = f"""
    UPDATE reporting.webhook SET epoch = %(epoch)s, position = %(position)s,
        chain_hash = %(chain_hash)s, fault = NULL, failing_since = NULL, attempts = 0,
        leased_until = %(until)s {HELD}"""
RELEASE = f"UPDATE reporting.webhook SET lease_id = NULL, leased_until = NULL {HELD}"
FAIL = f"""
    UPDATE reporting.webhook SET fault = %(fault)s, failing_since = %(failing_since)s,
        attempts = %(attempts)s, next_attempt_at = %(next_attempt_at)s, state = %(state)s,
        lease_id = NULL, leased_until = NULL {HELD}"""


class Sends(Protocol):
    """Sends one message; ``sending.Sender`` does it over HTTP."""

    async def send(self, url: str, headers: Mapping[str, str], body: str) -> Sent:
        """Post ``body`` and say how it went."""

    async def close(self) -> None:
        """Close every connection."""


class Deliverer:
    """Works beside the routes, in as many processes as there are: a lease keeps the order."""

    def __init__(
        self,
        store: Store,
        secrets: WebhookSecrets,
        sender: Sends,
        body: Callable[[Row], str],
        tell: Tell,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._store, self._secrets, self._sender = store, secrets, sender
        self._body, self._tell, self._clock = body, tell, clock
        self._working: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver until cancelled, through every loss of the database."""
        try:
            while True:
                end_if_cancelled()
                await self.begin()
                await asyncio.sleep(PAUSE_SECONDS)
        finally:
            for task in self._working:
                task.cancel()
            await self._sender.close()

    async def begin(self) -> None:
        """Take what is due, as far as hands are free, and begin to deliver it."""
        free = AT_ONCE - len(self._working)
        try:
            taken = await self._take(free) if free else []
        except StoreUnavailable:
            return
        for webhook in taken:
            task = asyncio.create_task(self._deliver(webhook))
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    async def settled(self) -> None:
        """Wait until what was begun has ended."""
        while self._working:
            await asyncio.gather(*self._working)

    async def _take(self, most: int) -> list[Webhook]:
        at = self._clock()
        taking = {"lease_id": new_id(), "at": at, "until": at + LEASE, "most": most}
        async with self._store.transaction() as tx:
            return [webhook_of(row) for row in await tx.rows(TAKE, taking)]

    async def _deliver(self, webhook: Webhook) -> None:
        try:
            if await self._read_and_send(webhook):
                await self._put(RELEASE, webhook)
        except CursorOfAnotherLedger as refused:
            await self._failed(webhook, Sent(fault=refused.code, is_final=True))
        except StoreUnavailable:
            pass  # the lease lapses, and somebody goes on
        except Exception as error:
            kind = type(error).__name__
            log.error("a delivery ended", extra={"fields": _named(webhook) | {"fault": kind}})

    async def _read_and_send(self, webhook: Webhook) -> bool:
        """Deliver what there is; say whether the subscription is still held."""
        place: Cursor | int = webhook.place
        while True:
            batch = await read_on(self._store, place, webhook.types, PER_READ)
            for row in batch.rows:
                if not await self._send(webhook, row):
                    return False
            if batch.onward is None or not await self._advance(webhook, batch.onward):
                return batch.onward is None
            if len(batch.rows) < PER_READ:
                return True
            place = batch.onward

    async def _send(self, webhook: Webhook, row: Row) -> bool:
        await self._tell(webhook, row)
        at, body, message_id = self._clock(), self._body(row), row["event_id"]
        signed = self._secrets.headers(
            webhook.webhook_id, webhook.signing(at), message_id, at, body
        )
        sent = await self._sender.send(webhook.url, {**signed, "content-type": CONTENT_TYPE}, body)
        if sent.fault is not None:
            await self._failed(webhook, sent)
            return False
        return await self._advance(
            webhook, Cursor(row["epoch"], row["position"], row["chain_hash"])
        )

    async def _advance(self, webhook: Webhook, to: Cursor) -> bool:
        return await self._put(
            ADVANCE,
            webhook,
            epoch=to.epoch,
            position=to.position,
            chain_hash=to.chain_hash,
            until=self._clock() + LEASE,
        )

    async def _failed(self, webhook: Webhook, sent: Sent) -> None:
        # What has been delivered under this lease ended any row of failures before it.
        (now_standing,) = await self._store.rows(
            "SELECT failing_since, attempts FROM reporting.webhook WHERE webhook_id = %(id)s",
            {"id": webhook.webhook_id},
        ) or [{"failing_since": None, "attempts": 0}]
        standing = Standing(**now_standing, next_attempt_at=None)
        after = after_failure(standing, self._clock(), asked=sent.asked, is_final=sent.is_final)
        has_given_up = after.next_attempt_at is None
        held = await self._put(
            FAIL,
            webhook,
            fault=sent.fault,
            failing_since=after.failing_since,
            attempts=after.attempts,
            next_attempt_at=after.next_attempt_at or self._clock(),
            state="stopped" if has_given_up else "active",
        )
        if held:
            told = _named(webhook) | {"fault": sent.fault, "attempts": after.attempts}
            level = logging.CRITICAL if has_given_up else logging.WARNING
            message = "a webhook was given up" if has_given_up else "a webhook was not received"
            log.log(level, message, extra={"fields": told})

    async def _put(self, statement: str, webhook: Webhook, **values: object) -> bool:
        """Write to the row if the subscription is still ours; say whether it was."""
        mine = {"webhook_id": webhook.webhook_id, "lease_id": webhook.lease_id}
        async with self._store.transaction() as tx:
            return bool(await tx.rows(statement, {**mine, **values}))


def _named(webhook: Webhook) -> dict[str, str | UUID]:
    return {"webhook": str(webhook.webhook_id), "client": webhook.client_id}
