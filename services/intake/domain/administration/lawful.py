"""What the catalogue says of a fact and of a time limit: the rules ask no catalogue."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.kernel.calendar import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWanted:
    """A fact to be noted, with what the catalogue knows of it."""

    fact_code: str
    happened_on: date
    happened_at: datetime | None
    comes_after: frozenset[str]  # facts of which one must have been noted before; none: whatever
    is_closing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """So much time."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A time limit that may be extended, as the catalogue knows it."""

    started_by: frozenset[str]  # facts
    stopped_by: frozenset[str]
    time: Span
    longest: Span | None  # from its end
    is_repeatable: bool
    is_moved_off_days_of_rest: bool
