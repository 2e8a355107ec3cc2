"""The texts of an intervention, in the clear, for those who may read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.interventions.application.storage import CODEC
from services.interventions.domain.events import (
    FollowUpNoted,
    GoalWorded,
    OwnViewNoted,
    ReasonsNoted,
    Step,
)
from shared.kernel.context import Recorded
from shared.kernel.refusal import NotFound
from shared.kernel.sealed import FileDestroyed, FileKey, Sealer
from shared.kernel.store import Stream


class TextsDestroyed(NotFound):
    """The file has been destroyed, and its texts with it."""

    code = "texts-destroyed"
    detail = "Texterna i insatsen är gallrade."


class NoteKind(StrEnum):
    """Slag av text."""

    GOAL = "goal"
    REASONS = "reasons"
    OWN_VIEW = "own-view"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One text: what it belongs to, which day it is about, and who recorded it when."""

    event_id: UUID
    kind: NoteKind
    step: Step | None  # None for a goal
    goal_id: UUID | None
    text: str
    noted_on: date
    recorded_at: datetime
    recorded_by: str


async def notes_of(stream: Stream[Any], sealer: Sealer) -> Sequence[Note]:
    """Return the texts of ``stream``, oldest first.

    Raises:
        TextsDestroyed: the file has been destroyed.
    """
    sealed = [each for each in stream.recorded if CODEC.has_sealed_fields(each.event)]
    file_id = stream.context.file_id
    if not sealed or file_id is None:
        return []
    try:
        key = await sealer.key(file_id)
    except FileDestroyed as destroyed:
        raise TextsDestroyed from destroyed
    return [note for recorded in sealed for note in _notes(recorded, key)]


def _notes(recorded: Recorded[Any], key: FileKey) -> Iterator[Note]:
    match CODEC.unseal(recorded, key):
        case GoalWorded(goal_id=goal_id, words=text, noted_on=on):
            yield _note(recorded, NoteKind.GOAL, None, text, on, goal_id)
        case ReasonsNoted(step=step, reasons=text, noted_on=on):
            yield _note(recorded, NoteKind.REASONS, step, text, on)
        case OwnViewNoted(step=step, view=text, noted_on=on):
            yield _note(recorded, NoteKind.OWN_VIEW, step, text, on)
        case FollowUpNoted(note=text, noted_on=on):
            yield _note(recorded, NoteKind.FOLLOW_UP, Step.FOLLOW_UP, text, on)
        case _:
            return


def _note(
    recorded: Recorded[Any],
    kind: NoteKind,
    step: Step | None,
    text: str,
    on: date,
    goal_id: UUID | None = None,
) -> Note:
    return Note(
        event_id=recorded.event_id,
        kind=kind,
        step=step,
        goal_id=goal_id,
        text=text,
        noted_on=on,
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.context.actor.subject,
    )
