"""The texts of an investigation or a decision, in the clear, for those who may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.investigation.application.storage import CODEC
from services.investigation.domain.course.events import CircumstanceDescribed
from services.investigation.domain.decision.events import (
    DecisionReasonsRecorded,
    WithdrawalReasonsRecorded,
)
from services.investigation.domain.investigation.events import (
    ClosingSummaryRecorded,
    CommunicationTextRecorded,
    ContactNoted,
    ExtensionReasonsRecorded,
    PlanTextRecorded,
)
from shared.eventstore.opening import opened
from shared.kernel.context import Recorded
from shared.kernel.sealed import Sealer
from shared.kernel.store import Stream


class NoteKind(StrEnum):
    """Slag av text."""

    PLAN = "plan"
    CONTACT = "contact"
    EXTENSION = "extension"
    COMMUNICATION = "communication"
    DECISION = "decision"
    WITHDRAWAL = "withdrawal"
    CLOSING = "closing"
    CIRCUMSTANCE = "circumstance"


TEXTS: Mapping[type, tuple[NoteKind, str]] = {
    PlanTextRecorded: (NoteKind.PLAN, "text"),
    ContactNoted: (NoteKind.CONTACT, "note"),
    ExtensionReasonsRecorded: (NoteKind.EXTENSION, "reasons"),
    CommunicationTextRecorded: (NoteKind.COMMUNICATION, "text"),
    DecisionReasonsRecorded: (NoteKind.DECISION, "reasons"),
    WithdrawalReasonsRecorded: (NoteKind.WITHDRAWAL, "reasons"),
    ClosingSummaryRecorded: (NoteKind.CLOSING, "summary"),
    CircumstanceDescribed: (NoteKind.CIRCUMSTANCE, "text"),
}
"""Where the text of each sealed event stands, and what kind of text it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One text, and who recorded it when."""

    event_id: UUID
    kind: NoteKind
    text: str
    recorded_at: datetime
    recorded_by: str


async def notes_of(stream: Stream[Any], sealer: Sealer) -> Sequence[Note]:
    """Return the texts of ``stream``, oldest first; those of a destroyed file say just that."""
    recorded = await opened(stream, CODEC, sealer)
    return [_note(each) for each in recorded if type(each.event) in TEXTS]


def _note(recorded: Recorded[Any]) -> Note:
    kind, field = TEXTS[type(recorded.event)]
    return Note(
        event_id=recorded.event_id,
        kind=kind,
        text=getattr(recorded.event, field),
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.context.actor.subject,
    )
