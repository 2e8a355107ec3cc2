"""Events and circumstances that the store's tests tell their stories with."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.contracts.intake import IntakeAssigned, IntakeOpened, Origin
from shared.contracts.investigation import InvestigationOpened
from shared.contracts.names import INTAKE, INVESTIGATION, PUBLISHED
from shared.eventstore.codec import Codec
from shared.kernel.context import Actor, Client, Context
from shared.kernel.sealed import SealedText

STREAM = UUID(int=0x11)
OTHER_STREAM = UUID(int=0x12)
PERSON = UUID(int=0x21)
THREAD = UUID(int=0x31)
REQUEST = UUID(int=0x41)
FILE = UUID(int=0x51)

OFFICIAL = Actor(
    subject="official-7",
    role="caseworker",
    client=Client.OFFICIAL,
    client_id="case-system",
    unit="unit-north",
)
CONTEXT = Context(
    actor=OFFICIAL, thread_id=THREAD, causation_id=REQUEST, person_id=PERSON, file_id=FILE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteKept:
    """A private event with a sealed text."""

    kept_on: date
    text: SealedText


OWN_OF_INTAKE = {**INTAKE, "intake.note-kept.v1": NoteKept}
STORED_NAMES = [
    *[(name, "intake", name in PUBLISHED) for name in OWN_OF_INTAKE],
    *[(name, "investigation", True) for name in INVESTIGATION],
]
INTAKE_CODEC = Codec(own=OWN_OF_INTAKE, heard=PUBLISHED)
INVESTIGATION_CODEC = Codec(own=INVESTIGATION, heard=PUBLISHED)

NOTE = NoteKept(kept_on=date(2026, 3, 3), text="Barnet har berättat om hemmet.")


def opened(intake_id: UUID = STREAM) -> IntakeOpened:
    return IntakeOpened(
        intake_id=intake_id,
        person_id=PERSON,
        report_id=UUID(int=0x61),
        origin=Origin.CONCERN_REPORT,
        case_type="child-concern",
        reason_codes=("neglect",),
        received_on=date(2026, 3, 2),
        is_danger_reported=False,
        catalogue_version="2026-1",
    )


def assigned(day: int = 3, official: str = "official-7") -> IntakeAssigned:
    return IntakeAssigned(official=official, unit="unit-north", assigned_on=date(2026, 3, day))


def investigation(investigation_id: UUID, intake_id: UUID) -> InvestigationOpened:
    return InvestigationOpened(
        investigation_id=investigation_id,
        intake_id=intake_id,
        person_id=PERSON,
        case_type="child-concern",
        legal_basis_id="sol-14-2",
        opened_on=date(2026, 3, 9),
        catalogue_version="2026-1",
    )
