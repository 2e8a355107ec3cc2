"""Figures: what each counts, of what, by what; nothing is counted outside these definitions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from shared.catalogue.dated import Dated


class FactKind(StrEnum):
    """Slag av ärende: what a counting goes through."""

    APPLICATION = "application"
    INTAKE = "intake"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    INTERVENTION = "intervention"


class CountedUnit(StrEnum):
    """Räkneenhet: matters, or persons once each however many matters they have."""

    MATTERS = "matters"
    PERSONS = "persons"


class Moment(StrEnum):
    """Händelse: the day that puts something in a period; ``active``: any day of its time."""

    BEGAN = "began"
    GRANTED = "granted"
    EXECUTED = "executed"
    ENDED = "ended"
    ACTIVE = "active"


class Measure(StrEnum):
    """Mått: what is made of those who are counted."""

    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"
    MEDIAN = "median"


class Span(StrEnum):
    """Tid: which days a mean or a median is of."""

    WHOLE = "whole"  # from the beginning to the end
    FINISHING = "finishing"  # from the last contact to the end
    WAITING = "waiting"  # from the decision to the beginning
    MONTHS = "months"  # of a person: calendar months with it, each once, until the year's end


class Dimension(StrEnum):
    """Indelning: what figures may be divided by, beside a counting's own groups."""

    SEX = "sex"
    AGE = "age"
    PLACE = "place"
    MONTH = "month"
    AREA = "area"
    REASON = "reason"  # of the intake; a matter may have several
    ORIGIN = "origin"
    WAY = "way"
    LAW = "law"
    KIND = "kind"  # of intervention
    OUTCOME = "outcome"
    GROUND = "ground"  # of the decision; it may have several
    ENDING = "ending"
    RESULT = "result"
    LATE = "late"
    DAYS = "days"
    CHANNEL = "channel"
    PROVIDER = "provider"
    ASSESSED = "assessed"
    DECIDER = "decider"
    RETURNED = "returned"  # whether the same began anew within twelve months


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting(Dated):
    """Räkneunderlag: everything that is counted together; its figures are views of one cube.

    ``tables`` are the widest divisions that its figures show; what one shows must not give away
    another, so they are part of the counting and change with its version alone.

    ``only`` leaves out what has none of the codes; ``areas`` are case types taken together, and
    ``groups`` intake reasons: each is a dimension of its own with the values yes and no.
    """

    version: str
    title: str
    of: FactKind
    unit: CountedUnit
    moment: Moment
    ages: tuple[str, ...]  # "0-12", "65-"; the age reached in the year
    areas: Mapping[str, tuple[str, ...]]
    tables: tuple[tuple[str, ...], ...]
    only: Mapping[str, tuple[str, ...]] | None = None
    groups: Mapping[str, tuple[str, ...]] | None = None
    day_bands: tuple[str, ...] = ()

    @property
    def dimensions(self) -> frozenset[str]:
        """Everything that its figures may be divided by."""
        return frozenset({*Dimension, *(self.groups or {})})

    @property
    def divisions(self) -> frozenset[frozenset[str]]:
        """Every division that its figures may show, and every coarser one."""
        return frozenset(
            frozenset(part)
            for table in self.tables
            for size in range(len(table) + 1)
            for part in combinations(sorted(table), size)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Dated):
    """Mått: a named figure in one version, in words for everybody and in terms of a counting."""

    version: str
    number: str  # in the report of the social services; "" for one of our own
    chapter: str
    title: str
    description: str
    exclusions: str
    source: str
    owner: str
    measure: Measure
    unit: CountedUnit
    counting: str | None = None
    only: Mapping[str, str] | None = None  # one value of each dimension
    share_of: Mapping[str, str] | None = None  # the numerator
    span: Span | None = None
    shown_by: tuple[str, ...] = ()
    tables: tuple[tuple[str, ...], ...] = ()  # what it may be divided by, together
    waits_for: str | None = None

    def allows(self, by: frozenset[str]) -> bool:
        """Say whether it may be divided so."""
        return not by or any(by <= frozenset(table) for table in self.tables)

    def divisions(self) -> Iterator[frozenset[str]]:
        """Yield every division that some cell of the figure comes from."""
        kept = frozenset(self.only or {})
        parts = frozenset(self.share_of or {})
        for table in (*self.tables, ()):
            yield kept | frozenset(table) | parts
