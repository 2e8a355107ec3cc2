"""The texts of an investigation or a decision, in the clear, for those who may read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.investigation.application.storage import CODEC
from services.investigation.domain.decision.events import DecisionReasonsRecorded
from services.investigation.domain.investigation.events import (
    ClosingSummaryRecorded,
    CommunicationTextRecorded,
    ContactNoted,
    ExtensionReasonsRecorded,
    PlanTextRecorded,
)
from shared.kernel.context import Recorded
from shared.kernel.refusal import NotFound
from shared.kernel.sealed import FileDestroyed, FileKey, Sealer
from shared.kernel.store import Stream


class NoteKind(StrEnum):
    """Slag av text."""

    PLAN = "plan"
    CONTACT = "contact"
    EXTENSION = "extension"
    COMMUNICATION = "communication"
    DECISION = "decision"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One text, and who recorded it when."""

    event_id: UUID
    kind: NoteKind
    text: str
    recorded_at: datetime
    recorded_by: str


class TextsDestroyed(NotFound):
    """The file's key has been destroyed, and its texts with it."""

    code = "file-destroyed"
    detail = "Akten är gallrad. Texterna finns inte längre."


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
    except FileDestroyed:
        raise TextsDestroyed from None
    return [note for recorded in sealed for note in _notes(recorded, key)]


def _notes(recorded: Recorded[Any], key: FileKey) -> Iterator[Note]:
    match CODEC.unseal(recorded, key):
        case PlanTextRecorded(text=text):
            yield _note(recorded, NoteKind.PLAN, text)
        case ContactNoted(note=text):
            yield _note(recorded, NoteKind.CONTACT, text)
        case ExtensionReasonsRecorded(reasons=text):
            yield _note(recorded, NoteKind.EXTENSION, text)
        case CommunicationTextRecorded(text=text):
            yield _note(recorded, NoteKind.COMMUNICATION, text)
        case DecisionReasonsRecorded(reasons=text):
            yield _note(recorded, NoteKind.DECISION, text)
        case ClosingSummaryRecorded(summary=text):
            yield _note(recorded, NoteKind.CLOSING, text)
        case _:
            return


def _note(recorded: Recorded[Any], kind: NoteKind, text: str) -> Note:
    return Note(
        event_id=recorded.event_id,
        kind=kind,
        text=text,
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.context.actor.subject,
    )
