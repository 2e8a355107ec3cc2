"""Flow: how matters come in, wait, are worked with and closed; a pure function of their days."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from shared.kernel.calendar import Unit, nominal_end

WEEK = timedelta(days=7)
FOUR = 4  # months: what an investigation about a child may take


class Stage(StrEnum):
    """Skede i flödet: a part of the way from opened to closed."""

    WAITING = "waiting"  # opened, and nobody has it
    WORKING = "working"  # from the official to the last contact
    FINISHING = "finishing"  # from the last contact to the closing
    WHOLE = "whole"  # from opened to closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Ärendets väg: the days of one matter, as known at some position."""

    matter_id: UUID
    opened_on: date
    assigned_on: date | None
    last_contact_on: date | None
    closed_on: date | None

    def waits(self, on: date) -> bool:
        """Whether nobody had it at the end of ``on``."""
        gone_on = min(self.assigned_on or date.max, self.closed_on or date.max)
        return self.opened_on <= on < gone_on

    def days_in(self, stage: Stage) -> int | None:
        """Return the days a closed matter spent in the stage; None where that cannot be told."""
        first, last = self._span(stage)
        return None if first is None or last is None or last < first else (last - first).days

    def ended_on(self, stage: Stage) -> date | None:
        """Return the day it left the stage."""
        return self._span(stage)[1]

    def _span(self, stage: Stage) -> tuple[date | None, date | None]:
        match stage:
            case Stage.WAITING:
                return self.opened_on, self.assigned_on
            case Stage.WORKING:
                return self.assigned_on, self.last_contact_on if self.closed_on else None
            case Stage.FINISHING:
                return self.last_contact_on, self.closed_on
            case Stage.WHOLE:
                return self.opened_on, self.closed_on

    @property
    def is_over_four_months(self) -> bool:
        """Whether it was closed later than four months after it was opened."""
        if self.closed_on is None:
            return False
        return self.closed_on > nominal_end(self.opened_on, FOUR, Unit.MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """En vecka i flödet: what came and went, and who waited when it ended."""

    starts_on: date  # a Monday
    opened: int
    assigned: int
    closed: int
    queue: int  # without an official at the end of the week
    median_wait: float | None  # days so far, of those who waited then
    longest_wait: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Fördelning: how long something took, of those it could be told of."""

    count: int
    median: float | None
    ninth_decile: float | None  # nine of ten took at most so long

    @classmethod
    def of(cls, days: Iterable[int]) -> "Spread":
        """Return how ``days`` are spread."""
        known = sorted(days)
        return cls(count=len(known), median=median(known), ninth_decile=quantile(known, 0.9))


def quantile(ordered: Sequence[float], part: float) -> float | None:
    """Return the value below which ``part`` lies, between neighbours in proportion."""
    if not ordered:
        return None
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def median(ordered: Sequence[float]) -> float | None:
    """Return the middle of ``ordered``."""
    return quantile(ordered, 0.5)


def monday_of(day: date) -> date:
    """Return the Monday of its week."""
    return day - timedelta(days=day.weekday())


def weeks(passages: Sequence[Passage], first: date, last: date) -> list[Week]:
    """Return every whole week between the days, both included."""
    found = []
    monday = monday_of(first + timedelta(days=6))
    while monday + WEEK - timedelta(days=1) <= last:
        found.append(_week(passages, monday))
        monday += WEEK
    return found


def _week(passages: Sequence[Passage], monday: date) -> Week:
    sunday = monday + WEEK - timedelta(days=1)
    waited = sorted((sunday - each.opened_on).days for each in passages if each.waits(sunday))

    def within(day_of: Callable[[Passage], date | None]) -> int:
        days = (day_of(each) for each in passages)
        return sum(monday <= day <= sunday for day in days if day is not None)

    return Week(
        starts_on=monday,
        opened=within(lambda each: each.opened_on),
        assigned=within(lambda each: each.assigned_on),
        closed=within(lambda each: each.closed_on),
        queue=len(waited),
        median_wait=median(waited),
        longest_wait=waited[-1] if waited else None,
    )


def time_in(passages: Iterable[Passage], stage: Stage, first: date, last: date) -> Spread:
    """Return how long those who left ``stage`` between the days had been in it."""
    ended = [
        each
        for each in passages
        if (on := each.ended_on(stage)) is not None and first <= on <= last
    ]
    days = (each.days_in(stage) for each in ended)
    return Spread.of(each for each in days if each is not None)
