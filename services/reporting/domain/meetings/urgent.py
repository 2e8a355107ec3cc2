"""What the chair decided when it could not wait: told at the next meeting, or too late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TaskState(StrEnum):
    """Anmälans läge: how the duty to tell of an urgent decision stands."""

    NO_MEETING = "no-meeting"  # none has been scheduled after it
    AWAITS = "awaits"
    OVERDUE = "overdue"  # the next meeting has passed without it
    REPORTED = "reported"
    REPORTED_LATE = "reported-late"  # at a later meeting than the next


UNDONE = frozenset({TaskState.OVERDUE, TaskState.AWAITS, TaskState.NO_MEETING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting that was not cancelled, and what of the ledger it was told."""

    meeting_on: date
    since_position: int | None = None  # None until it has been told
    known_position: int | None = None

    def tells_of(self, position: int) -> bool:
        """Whether its list covers ``position``."""
        if self.since_position is None or self.known_position is None:
            return False
        return self.since_position < position <= self.known_position


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Anmälningsplikt: when an urgent decision is to be told of, and when it was."""

    state: TaskState
    due_on: date | None  # the next meeting after the decision
    told_on: date | None  # the meeting that was told


def duty_of(decided_on: date, position: int, meetings: Iterable[Held], today: date) -> Duty:
    """Return how the duty to tell of a decision stands on ``today``."""
    after = sorted(
        (each for each in meetings if each.meeting_on > decided_on or each.tells_of(position)),
        key=lambda each: each.meeting_on,
    )
    due_on = next((each.meeting_on for each in after if each.meeting_on > decided_on), None)
    told_on = next((each.meeting_on for each in after if each.tells_of(position)), None)
    return Duty(state=_state(due_on, told_on, today), due_on=due_on, told_on=told_on)


def _state(due_on: date | None, told_on: date | None, today: date) -> TaskState:
    if told_on is not None:
        is_late = due_on is not None and told_on > due_on
        return TaskState.REPORTED_LATE if is_late else TaskState.REPORTED
    if due_on is None:
        return TaskState.NO_MEETING
    return TaskState.OVERDUE if due_on < today else TaskState.AWAITS
