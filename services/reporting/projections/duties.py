"""The authority's own duties as clocks want to know them: each by itself, the calendar's too."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.clocks import Happening, duty_of
from shared.clocks.happening import period_id
from shared.clocks.periods import Period, periods_of
from shared.kernel.store import Store, Transaction

DUTIES = """
    SELECT e.event_id, e.position, e.name, e.happened_on, e.recorded_at,
           e.thread_id, e.stream_id AS matter_id, e.facts AS fields
    FROM reporting.thread_entry e
    WHERE e.facts ->> 'administrative_matter_id' = ANY (%(matters)s)
       OR e.facts ->> 'period_code' = ANY (%(periods)s)
    ORDER BY e.position"""
NAMING = ("administrative_matter_id", "period_code")
"""The fields by which an event belongs to a duty of the authority's own."""

Duties = Mapping[UUID, Sequence[Happening]]


async def duties(
    where: Store | Transaction, matters: Collection[UUID], periods: Collection[str]
) -> Duties:
    """Return what is known of each duty, oldest first; of a period also that it is over."""
    asked = {"matters": [str(each) for each in matters], "periods": list(periods)}
    known: dict[UUID, list[Happening]] = defaultdict(list)
    for code in periods:
        period = Period.parse(code)
        if period:
            known[period_id(code)].append(period.ended())
    for row in await where.rows(DUTIES, asked):
        duty = duty_of(row["matter_id"], row["fields"])
        known[duty].append(_happening(row, duty))
    return known


def due_periods(since: date, until: date) -> Sequence[str]:
    """Return the periods that end from ``since`` to ``until``, both included."""
    years = range(since.year, until.year + 1)
    every = (period for year in years for period in periods_of(year))
    return [each.code for each in every if since <= each.last_on <= until]


def _happening(row: Mapping[str, Any], duty: UUID) -> Happening:
    """Return the event as one of the duty's; whom it is about, if anybody, is left out."""
    return Happening(**{**row, "thread_id": duty, "matter_id": duty}, person_id=None)
