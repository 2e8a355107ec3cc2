"""What is said of a clock: the rule, what moved it, when it ends, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.catalogue.clocks import Clock
from shared.clocks.happening import Occurrence
from shared.kernel.clock import civil_date


class State(StrEnum):
    """Klockans läge: how a time limit stands on the day asked about."""

    RUNNING = "running"
    MET = "met"
    MET_LATE = "met-late"
    OVERDUE = "overdue"
    LAPSED = "lapsed"  # what the limit held up is lost; only where the law says so
    ABSORBED = "absorbed"  # it ended without being kept or broken
    NOT_OBSERVABLE = "not-observable"  # nothing tells of its start, or of its stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Orsak: the event that moved a clock."""

    event_id: UUID
    position: int
    name: str  # of the event, or of the fact that was noted
    day: date
    recorded_at: datetime

    @classmethod
    def of(cls, occurrence: Occurrence) -> "Cause":
        """Return ``occurrence`` as a cause."""
        happening = occurrence.happening
        return cls(
            event_id=happening.event_id,
            position=happening.position,
            name=happening.what,
            day=occurrence.day,
            recorded_at=happening.recorded_at,
        )

    @property
    def is_late(self) -> bool:
        """Whether it was recorded after the day it happened, as Swedish calendars count."""
        return civil_date(self.recorded_at) > self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """Förlängt: a decision on a later end."""

    cause: Cause
    until_on: date
    ground_code: str | None
    is_counted: bool  # not when it came after the end, gave no more time, or was one too many


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """Stod stilla: time that does not count."""

    since: Cause
    until: Cause | None  # None: it still stands still


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Klockförklaring: one clock, as seen from one moment on the three axes."""

    rule: Clock  # in the wording that it runs by
    catalogue_version: str
    legal_basis_ids: tuple[str, ...]  # what it has run under, oldest first; the last holds
    thread_id: UUID
    matter_id: UUID | None  # None while its start cannot be observed
    person_id: UUID | None
    round: int  # 1; of a repeating duty 2, 3 ...
    started_by: Cause | None
    stopped_by: Cause | None
    absorbed_by: Cause | None
    extended_by: tuple[Extended, ...]
    paused_by: tuple[Paused, ...]
    nominal_on: date | None  # None: the law gives no day
    effective_on: date | None  # after lag (1930:173) 2 §; a breach comes after this day
    days_left: int | None  # to the nominal end; None when it has ended, or has no end
    state: State
    breached_on: date | None  # the first day that was too late
    waits_for: tuple[str, ...]  # facts that nothing tells yet
    due_at: datetime | None = None  # of a clock of hours: the moment it ends

    @property
    def clock_id(self) -> str:
        """The same clock has the same id, whenever it is seen from."""
        return f"{self.rule.id}:{self.started_by.event_id if self.started_by else self.thread_id}"
