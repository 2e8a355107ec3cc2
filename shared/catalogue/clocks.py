"""Clocks: time limits as data. The engine that runs them lives elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.catalogue.dated import Certainty, Dated


class Unit(StrEnum):
    """Tidsenhet: how the length of a clock is counted."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    AT_ONCE = "at-once"  # genast: due the same day
    BEFORE = "before"  # a gate: must be done before the stop may happen
    SET_DATE = "set-date"  # an authority, a court or the calendar sets the day
    UNSTATED = "unstated"  # the law gives no length; watched, never breached


COUNTED = frozenset({Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS})


class ClockKind(StrEnum):
    """Klockans slag: what it means that the end passes."""

    HARD = "hard"  # a right or a decision lapses
    STATUTORY = "statutory"  # a breach of the law, and nothing lapses
    SOFT = "soft"  # a goal, a service promise, "promptly"


class WeekdayRule(StrEnum):
    """Vardagsregeln: whether an end on a holiday moves to the next weekday (1930:173 2 §)."""

    APPLIES = "applies"
    NOT = "not"
    UNCERTAIN = "uncertain"


class Responsible(StrEnum):
    """Den som ska hålla fristen."""

    COMMITTEE = "committee"
    COURT = "court"
    INDIVIDUAL = "individual"
    AUTHORITY = "authority"


class Scope(StrEnum):
    """Vad klockan går för: one matter, or the authority itself."""

    MATTER = "matter"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Händelse som startar eller stoppar: a published event, or a fact no event tells yet."""

    event: str | None = None  # a stored name
    fact: str | None = None
    date: str | None = None  # the field that gives the day; None: the day it happened
    where: Mapping[str, tuple[str, ...]] | None = None  # field: accepted values


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Uppehåll: the clock stands still between the two."""

    since: Trigger
    until: Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Återkommande: the next one, counted from the last time it was done."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Förlängning: who may extend a clock, on what ground, how often."""

    by: Responsible
    is_repeatable: bool
    ground: str | None = None  # a reason of the kind "extension", where one must be given by code
    event: str | None = None  # the published event whose ``until_on`` is the new end
    fact: str | None = None  # or the noted fact whose ``until_on`` is
    decision_type: str | None = None
    most: str | None = None  # a limit on it, in Swedish
    longest: Repeat | None = None  # the most that the law gives at a time, from the present end

    @property
    def trigger(self) -> Trigger | None:
        """Return what tells of an extension, if anything does."""
        if self.event is None and self.fact is None:
            return None
        return Trigger(event=self.event, fact=self.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Dated):
    """Klocka: a time limit with what starts and stops it, and the law it rests on."""

    number: str  # in the list of time limits: "B2", "L1"
    name: str
    start: tuple[Trigger, ...]  # any of them
    stop: tuple[Trigger, ...]
    unit: Unit
    kind: ClockKind
    weekday_rule: WeekdayRule
    legal_bases: tuple[str, ...]  # the first in force on a day is the clock's basis that day
    case_types: tuple[str, ...]  # ("all",) whatever the type; () none of the catalogue's yet
    length: int | None = None
    set_by: str = "until_on"  # the field of the start that gives the day, where it is set
    due_days: tuple[str, ...] = ()  # or days of the year ("04-30"): the first after the start
    requires: tuple[Trigger, ...] = ()  # one of them has happened, or the start does not count
    absorbed_by: tuple[Trigger, ...] = ()  # it never runs, or ends, without being kept or broken
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    repeat: Repeat | None = None
    responsible: Responsible = Responsible.COMMITTEE
    scope: Scope = Scope.MATTER
    answered_by: str | None = None  # the unit that answers where nobody has been named
    when_passed: str | None = None  # in Swedish
    certainty: Certainty = Certainty.READ
    note: str | None = None
