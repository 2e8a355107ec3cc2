"""The rule of more time by a noted fact: on its ground, before the end, as far as the law."""

from dataclasses import dataclass
from datetime import date

from services.investigation.domain.course.refusals import (
    ExtendedAfterEnd,
    ExtendedTooFar,
    ExtendedTwice,
    GroundNotAsAsked,
    NotMoreTime,
)
from services.investigation.domain.course.state import Course
from shared.contracts.investigation import CircumstanceNoted
from shared.kernel import calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Extendable:
    """A time limit that a fact gives a later end, as the catalogue knows it."""

    started_by: frozenset[str]
    length: int | None  # None: whoever started it set the day
    unit: calendar.Unit | None
    is_moved_off_days_of_rest: bool
    is_repeatable: bool
    ground: str | None
    longest_length: int | None
    longest_unit: calendar.Unit | None


def require_extendable(
    course: Course,
    limits: tuple[Extendable, ...],
    fact_code: str,
    on: date,
    until_on: date | None,
    ground_code: str | None,
) -> None:
    """Return when the fact gives one of ``limits`` more time, or there are none to ask.

    Raises:
        Refusal: it comes too late, gives no more time or too much, or lacks its ground.
    """
    if ground_code != next((each.ground for each in limits), None):
        raise GroundNotAsAsked
    starts = [each for each in course if any(each.fact_code in x.started_by for x in limits)]
    begun = [each for each in starts if each.happened_on <= on]
    if not limits or not begun or until_on is None:
        return
    limit, start = limits[0], max(begun, key=lambda each: each.happened_on)
    earlier = sorted(
        (each for each in course if each.fact_code == fact_code and _is_after(each, start)),
        key=lambda each: each.happened_on,
    )
    if earlier and not limit.is_repeatable:
        raise ExtendedTwice
    end_on = earlier[-1].until_on if earlier else _end(limit, start)
    if end_on is None:
        return
    is_moved = limit.is_moved_off_days_of_rest and not earlier
    if on > (calendar.effective_end(end_on) if is_moved else end_on):
        raise ExtendedAfterEnd
    if until_on <= end_on:
        raise NotMoreTime
    if until_on > _furthest(limit, end_on):
        raise ExtendedTooFar


def _is_after(each: CircumstanceNoted, start: CircumstanceNoted) -> bool:
    return each.happened_on >= start.happened_on


def _end(limit: Extendable, start: CircumstanceNoted) -> date | None:
    if limit.length is None or limit.unit is None:
        return start.until_on
    return calendar.nominal_end(start.happened_on, limit.length, limit.unit)


def _furthest(limit: Extendable, end_on: date) -> date:
    if limit.longest_length is None or limit.longest_unit is None:
        return date.max
    return calendar.nominal_end(end_on, limit.longest_length, limit.longest_unit)
