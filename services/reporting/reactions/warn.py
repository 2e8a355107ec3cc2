"""When a day or an event brings an end so near that it is warned of, send the warning. Once."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.reporting.domain.warnings import PASSED, WARNING, SendWarning, stream_of
from services.reporting.projections.watch_items import WatchItem
from services.reporting.projections.watching import WATCH_LIST
from shared.catalogue import Catalogue, catalogue
from shared.catalogue.clocks import ClockKind
from shared.contracts.reporting import WarningSent
from shared.kernel.clock import today
from shared.kernel.context import Actor, Client, Context
from shared.kernel.endless import end_if_cancelled
from shared.kernel.refusal import StoreUnavailable, StreamMoved
from shared.kernel.store import Store

NAME = "warn"
ACTOR = Actor(subject=NAME, role="system", client=Client.SYSTEM, client_id="reporting")
PAUSE_SECONDS = 1.0
PAGE = 500
REACHED = """
    SELECT t.position, h.position AS head FROM reporting.tracking t, store.ledger_head h
    WHERE t.name = %(name)s"""
COMING = """
    SELECT w.* FROM reporting.watch_item w
    WHERE w.until_position = 9223372036854775807 AND w.closed_on = DATE '9999-12-31'
      AND w.shown_from <= %(on)s AND (w.is_risk OR w.due_on <= %(horizon)s)
      AND (w.from_position, w.item_id) > (%(position)s, %(item)s)
      AND NOT EXISTS (
          SELECT FROM reporting.sent_warning s
          WHERE s.item_id = w.item_id AND s.due_on = w.due_on
            AND (s.is_risk OR s.days_before < 0))
    ORDER BY w.from_position, w.item_id LIMIT %(most)s"""

log = logging.getLogger(__name__)


def step_reached(item: WatchItem, on: date, law: Catalogue) -> int | None:
    """Return the step towards its end that ``item`` has reached; None while there is none."""
    if item.is_risk:
        return 0 if item.shown_from <= on else None
    if item.overdue_after < on:
        return PASSED
    left = max(0, (item.due_on - on).days)
    return min(
        (days for days in law.watch_days(f"warn-{item.kind}", on) if left <= days), default=None
    )


def warning_of(item: WatchItem, on: date, law: Catalogue) -> WarningSent | None:
    """Return what is to be said of ``item`` on ``on``, if anything."""
    step = step_reached(item, on, law)
    if step is None:
        return None
    return WarningSent(
        item_id=item.item_id,
        rule_code=item.rule,
        is_risk=item.is_risk,
        kind_code=str(item.kind),
        matter_id=item.matter_id,
        unit=item.unit,
        official=item.official,
        days_before=step,
        due_on=item.due_on,
        overdue_after=item.overdue_after,
        warned_on=on,
        catalogue_version=law.version,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What has been gone through: all of a day, as known up to a position."""

    on: date | None = None
    position: int = 0
    head: int = 0  # where the ledger ended the last time it was looked at


class Warner:
    """Sends warnings beside the routes; any number of processes may."""

    def __init__(self, store: Store, *, day: Callable[[], date] = today) -> None:
        self._store = store
        self._day = day

    async def run(self) -> None:
        """Warn until cancelled, through every loss of the database."""
        seen = Seen()
        while True:
            end_if_cancelled()
            try:
                seen = await self.look(seen)
            except StoreUnavailable:
                log.warning("warnings wait for the store")
            await asyncio.sleep(PAUSE_SECONDS)

    async def look(self, seen: Seen) -> Seen:
        """Send what a new day or new events call for, once the lists have caught up.

        They have when they are past where the ledger ended at the last look: lists that are
        behind would warn of what has been done already.
        """
        rows = await self._store.rows(REACHED, {"name": WATCH_LIST.name})
        if not rows or rows[0]["position"] < seen.head:
            return seen
        position, head, on = rows[0]["position"], rows[0]["head"], self._day()
        if seen.head == 0 and position < head:
            return replace(seen, head=head)
        if on != seen.on or position > seen.position:
            await self.send(on, since=seen.position if on == seen.on else 0)
        return Seen(on=on, position=position, head=head)

    async def send(self, on: date, *, since: int = 0) -> int:
        """Send what is due on ``on`` of the items known after ``since``; return how many."""
        law, sent, after = catalogue(), 0, (since + 1, "")
        while items := await self._coming(on, after, law):
            for item in items:
                sent += await self._send(warning_of(item, on, law), item)
            after = (items[-1].from_position, items[-1].item_id)
        return sent

    async def _coming(
        self, on: date, after: tuple[int, str], law: Catalogue
    ) -> Sequence[WatchItem]:
        ahead = max(max(law.watch_days(f"warn-{kind}", on)) for kind in ClockKind)
        asked = {"on": on, "horizon": on + timedelta(days=ahead), "most": PAGE}
        rows = await self._store.rows(COMING, {**asked, "position": after[0], "item": after[1]})
        return [WatchItem(**row) for row in rows]

    async def _send(self, warning: WarningSent | None, item: WatchItem) -> int:
        if warning is None:
            return 0
        try:
            async with self._store.transaction() as tx:
                stream: Any = await tx.read(stream_of(item.item_id))
                events = WARNING.decide(WARNING.fold(stream.events), SendWarning(warning=warning))
                if events:
                    await tx.append(stream.stream_id, events, _context(item), after=stream.version)
        except StreamMoved:
            return 0
        return len(events)


def _context(item: WatchItem) -> Context:
    """Return the matter's own thread and person; what started the clock is what led to it."""
    return Context(
        actor=ACTOR,
        thread_id=item.thread_id,
        causation_id=UUID(item.item_id.rpartition(":")[2]),
        person_id=item.person_id,
    )
