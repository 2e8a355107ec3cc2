"""The texts of an intervention, in the clear, for those who may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.interventions.application.storage import CODEC
from services.interventions.domain.events import (
    FollowUpNoted,
    GoalWorded,
    NeedWorded,
    OwnViewNoted,
    ReasonsNoted,
    Step,
)
from shared.eventstore.opening import opened
from shared.kernel.context import Recorded
from shared.kernel.sealed import Sealer
from shared.kernel.store import Stream


class NoteKind(StrEnum):
    """Slag av text."""

    GOAL = "goal"
    NEED = "need"
    REASONS = "reasons"
    OWN_VIEW = "own-view"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One text: what it belongs to, which day it is about, and who recorded it when."""

    event_id: UUID
    kind: NoteKind
    step: Step | None  # None for a goal or a need
    goal_id: UUID | None
    need_id: UUID | None
    text: str
    noted_on: date
    recorded_at: datetime
    recorded_by: str


async def notes_of(stream: Stream[Any], sealer: Sealer) -> Sequence[Note]:
    """Return the texts of ``stream``, oldest first; those of a destroyed file say just that."""
    notes = [_noted(recorded) for recorded in await opened(stream, CODEC, sealer)]
    return [note for note in notes if note]


def _noted(recorded: Recorded[Any]) -> Note | None:
    match recorded.event:
        case GoalWorded(goal_id=goal_id, words=text, noted_on=on):
            return _note(recorded, NoteKind.GOAL, None, text, on, goal_id)
        case NeedWorded(need_id=need_id, words=text, noted_on=on):
            return _note(recorded, NoteKind.NEED, None, text, on, need_id=need_id)
        case ReasonsNoted(step=step, reasons=text, noted_on=on):
            return _note(recorded, NoteKind.REASONS, step, text, on)
        case OwnViewNoted(step=step, view=text, noted_on=on):
            return _note(recorded, NoteKind.OWN_VIEW, step, text, on)
        case FollowUpNoted(note=text, noted_on=on):
            return _note(recorded, NoteKind.FOLLOW_UP, Step.FOLLOW_UP, text, on)
        case _:
            return None


def _note(
    recorded: Recorded[Any],
    kind: NoteKind,
    step: Step | None,
    text: str,
    on: date,
    goal_id: UUID | None = None,
    need_id: UUID | None = None,
) -> Note:
    return Note(
        event_id=recorded.event_id,
        kind=kind,
        step=step,
        goal_id=goal_id,
        need_id=need_id,
        text=text,
        noted_on=on,
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.context.actor.subject,
    )
