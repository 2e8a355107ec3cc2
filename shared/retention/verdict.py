"""What retention says of a file, and why: each reason with its rule, its cause and its day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class State(StrEnum):
    """Gallringsläge: whether a file may be destroyed."""

    DUE = "due"
    NOT_YET = "not-yet"
    BLOCKED = "blocked"  # no day can be given: something goes on, or is not known
    KEPT = "kept"  # must never be destroyed


class Why(StrEnum):
    """Gallringsskäl: one thing that decides when."""

    PERIOD = "period"  # so many years after the last note in the akt
    OTHER_PERSON = "other-person"  # matters of somebody else rest in the same file
    OTHER_AKT = "other-akt"  # the person is in another akt whose period runs
    OPEN_MATTER = "open-matter"
    AGE = "age"  # not before the year in which the person reaches an age has ended
    EXEMPT = "exempt"
    BIRTH_YEAR_UNKNOWN = "birth-year-unknown"
    BIRTH_DAY_UNKNOWN = "birth-day-unknown"  # whether research keeps it cannot be told
    NO_RULE = "no-rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a file is, or is not, to be destroyed.

    ``until_on`` is the last day on which the reason keeps the file.
    """

    why: Why
    rule_id: str | None = None
    basis_id: str | None = None
    counted_from: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What holds for one file on a day."""

    file_id: UUID
    group: str
    state: State
    rule_id: str | None  # of the period, or of what keeps it for good
    basis_id: str | None
    last_note_on: date
    due_on: date | None  # the first day on which it may be destroyed
    finish_by: date | None  # the last day on which it may still be there
    reasons: tuple[Reason, ...]
    is_birth_day_needed: bool = False  # research may keep it; nobody knows
