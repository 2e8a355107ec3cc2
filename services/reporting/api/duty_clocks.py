"""Every time limit of the authority's own duties, explained from all that has happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.reporting.projections.duties import due_periods, duties
from shared.catalogue import Catalogue, catalogue
from shared.catalogue.clocks import Scope
from shared.clocks import Axes, Explanation, Happening, Hindsight, look_back
from shared.clocks.answering import Answering, answering
from shared.clocks.history import History
from shared.kernel.clock import civil_date, today
from shared.kernel.store import Store

LOOKED_BACK = timedelta(days=366)
"""How long a duty that was done is shown, when nothing else is asked."""
FORESEEN = timedelta(days=366)
"""How far ahead the calendar is looked in."""
FIRST = "SELECT min(recorded_at) AS at FROM reporting.thread_entry"
NAMED = """
    SELECT facts ->> 'administrative_matter_id' AS matter, max(facts ->> 'period_code') AS period
    FROM reporting.thread_entry
    WHERE facts ->> 'administrative_matter_id' IS NOT NULL
    GROUP BY 1
    HAVING max(happened_on) >= %(since)s
        OR NOT coalesce(bool_or((facts ->> 'is_closing')::boolean), false)"""
PERIODS = """
    SELECT DISTINCT facts ->> 'period_code' AS period FROM reporting.thread_entry
    WHERE facts ->> 'period_code' IS NOT NULL"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyClock:
    """A clock of the authority's own, with who answers for it and the period it is about."""

    clock: Hindsight
    unit: str | None
    official: str | None
    period_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyClocks:
    """The clocks of the authority's own duties, and the moment they are seen from."""

    axes: Axes
    since: date  # what ended before is left out
    catalogue_version: str
    clocks: Sequence[DutyClock]


async def duty_clocks(
    store: Store, axes: Axes, *, since: date | None, unit: str | None
) -> DutyClocks:
    """Return the clocks of the authority's own duties: what runs, and what ended ``since``."""
    law, first = catalogue(), since or _earlier(axes.valid_at)
    known = await _known(store, axes, first)
    found = [
        each
        for history in known
        for each in _clocks(history, law, axes)
        if _is_after(each.clock, first) and unit in (None, each.unit)
    ]
    found.sort(key=_order)
    return DutyClocks(axes=axes, since=first, catalogue_version=law.version, clocks=found)


async def _known(store: Store, axes: Axes, since: date) -> Sequence[Sequence[Happening]]:
    """Return what is known of each duty that is not over, or was done ``since``."""
    rows = await store.rows(NAMED, {"since": since})
    matters = [row["matter"] for row in rows if row["period"] is None]
    periods = {str(row["period"]) for row in await store.rows(PERIODS)}
    began = (await store.rows(FIRST))[0]["at"]
    if began is not None:
        until = min(axes.valid_at, today() + FORESEEN)
        periods |= {*due_periods(civil_date(began), until)}
    return list((await duties(store, matters, sorted(periods))).values())


def _clocks(history: Sequence[Happening], law: Catalogue, axes: Axes) -> Iterator[DutyClock]:
    who = answering(History.of(each for each in history if axes.knows(each)))
    period: Any = next((each.fields.get("period_code") for each in history), None)
    for clock in look_back(history, law, axes, scope=Scope.AUTHORITY):
        matter = clock.seen.matter_id
        named = who.get(matter, Answering()) if matter else Answering()
        yield DutyClock(
            clock=clock,
            unit=named.unit or clock.seen.rule.answered_by,
            official=named.official,
            period_code=period,
        )


def _is_after(clock: Hindsight, since: date) -> bool:
    """Whether it runs still, or ended on that day or later."""
    return any(_ended_on(each) >= since for each in (clock.then, clock.now) if each)


def _earlier(day: date) -> date:
    return day - min(LOOKED_BACK, day - date.min)


def _ended_on(clock: Explanation) -> date:
    closing = clock.stopped_by or clock.absorbed_by
    return closing.day if closing else date.max


def _order(each: DutyClock) -> tuple[bool, date, str]:
    """Return its place: what runs still first, and among those the nearest end."""
    seen = each.clock.seen
    return _ended_on(seen) != date.max, seen.nominal_on or date.max, seen.clock_id
