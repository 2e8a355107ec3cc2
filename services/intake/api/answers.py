"""What is answered about matters and persons."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.intake.api.queries import Earlier, Sibling
from services.intake.application.reading import Note, NoteKind
from services.intake.domain.person.events import IdentityKept
from services.intake.projections.intakes import IntakeRow, Stage
from shared.contracts.intake import Origin, ProtectionOutcome, Sex, Way
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Day, Instant, Resource
from shared.kernel.identity_number import NumberKind
from shared.kernel.shown import Shown


class IntakeItem(Answer):
    """En aktualisering."""

    intake_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    thread_id: UUID = Field(title="Röd tråd", examples=[SAMPLE_ID])
    origin: Origin = Field(title="Aktualiseringssätt", examples=["concern-report"])
    case_type: str = Field(title="Ärendetyp", examples=["child-concern"])
    reason_codes: tuple[str, ...] = Field(title="Orsaker", examples=[["neglect"]])
    received_on: Day = Field(title="Kom in", examples=["2026-03-02"])
    days: int = Field(title="Dagar sedan dess", examples=[7])
    is_danger_reported: bool = Field(title="Fara uppgiven", examples=[False])
    stage: Stage = Field(title="Läge", examples=["under-assessment"])
    protection: ProtectionOutcome | None = Field(
        default=None, title="Skyddsbedömning", examples=["no-immediate-need"]
    )
    official: str | None = Field(default=None, title="Handläggare", examples=["official-7"])
    unit: str | None = Field(default=None, title="Enhet", examples=["barn-norr"])
    extended_until_on: Day | None = Field(
        default=None, title="Förlängd till", examples=["2026-03-23"]
    )
    way: Way | None = Field(default=None, title="Utfall", examples=["investigate"])
    concluded_on: Day | None = Field(default=None, title="Avslutad", examples=["2026-03-09"])
    investigation_id: UUID | None = Field(
        default=None, title="Utredning den förts till", examples=[SAMPLE_ID]
    )
    is_feedback_pending: bool = Field(title="Återkoppling väntar", examples=[False])

    @classmethod
    def of(cls, row: IntakeRow, on: date) -> "IntakeItem":
        """Return the item that shows ``row`` on the day ``on``."""
        return cls(
            intake_id=row.intake_id,
            person_id=row.person_id,
            thread_id=row.thread_id,
            origin=row.origin,
            case_type=row.case_type,
            reason_codes=row.reason_codes,
            received_on=row.received_on,
            days=(on - row.received_on).days,
            is_danger_reported=row.is_danger_reported,
            stage=row.stage,
            protection=row.protection,
            official=row.official,
            unit=row.unit,
            extended_until_on=row.extended_until_on,
            way=row.way,
            concluded_on=row.concluded_on,
            investigation_id=row.investigation_id,
            is_feedback_pending=row.is_feedback_pending,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.intake_id)


class IntakeAnswer(Resource, IntakeItem):
    """En aktualisering som den står."""


class SiblingItem(Answer):
    """Ett syskon."""

    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    birth_year: int | None = Field(default=None, title="Födelseår", examples=[2015])
    sex: Sex = Field(title="Juridiskt kön", examples=["female"])
    is_told: bool = Field(title="Uppgivet som syskon", examples=[True])
    is_sharing_guardian: bool = Field(title="Delar vårdnadshavare", examples=[False])
    is_investigated: bool = Field(title="Utredning pågår", examples=[False])
    is_on_other_side: bool = Field(
        title="På en annan sida",
        description="Uppgifter om den ene får inte föras vidare till den andre.",
        examples=[False],
    )

    @classmethod
    def of(cls, sibling: Sibling) -> "SiblingItem":
        """Return the item that shows ``sibling``."""
        return cls(
            person_id=sibling.person_id,
            birth_year=sibling.birth_year,
            sex=sibling.sex,
            is_told=sibling.is_told,
            is_sharing_guardian=sibling.is_sharing_guardian,
            is_investigated=sibling.is_investigated,
            is_on_other_side=sibling.is_on_other_side,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id)


class HistoryItem(Answer):
    """En tidigare aktualisering, för personen eller ett syskon."""

    intake_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    is_sibling: bool = Field(title="Gäller ett syskon", examples=[False])
    origin: Origin = Field(title="Aktualiseringssätt", examples=["concern-report"])
    case_type: str = Field(title="Ärendetyp", examples=["child-concern"])
    reason_codes: tuple[str, ...] = Field(title="Orsaker", examples=[["neglect"]])
    received_on: Day = Field(title="Kom in", examples=["2025-11-03"])
    way: Way | None = Field(default=None, title="Utfall", examples=["no-action"])
    concluded_on: Day | None = Field(default=None, title="Avslutad", examples=["2025-11-12"])

    @classmethod
    def of(cls, earlier: Earlier) -> "HistoryItem":
        """Return the item that shows ``earlier``."""
        return cls(
            intake_id=earlier.intake_id,
            person_id=earlier.person_id,
            is_sibling=earlier.is_sibling,
            origin=earlier.origin,
            case_type=earlier.case_type,
            reason_codes=tuple(earlier.reason_codes),
            received_on=earlier.received_on,
            way=earlier.way,
            concluded_on=earlier.concluded_on,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.intake_id)


class NoteItem(Answer):
    """En text i ärendet."""

    event_id: UUID = Field(title="Händelse", examples=[SAMPLE_ID])
    kind: NoteKind = Field(title="Slag av text", examples=["conclusion"])
    text: str = Field(title="Text", examples=["Uppgifterna behöver utredas."])
    recorded_at: Instant = Field(title="Registrerad", examples=["2026-03-09T09:30:00Z"])
    recorded_by: str = Field(title="Av", examples=["official-7"])

    @classmethod
    def of(cls, note: Note) -> "NoteItem":
        """Return the item that shows ``note``."""
        return cls(
            event_id=note.event_id,
            kind=note.kind,
            text=note.text,
            recorded_at=note.recorded_at,
            recorded_by=note.recorded_by,
        )


class NotesAnswer(Resource):
    """Texterna i en aktualisering, äldst först."""

    notes: tuple[NoteItem, ...] = Field(title="Texter")


class FoundAnswer(Resource):
    """Den som söktes, när personen finns i registret."""

    person_id: UUID | None = Field(default=None, title="Pseudonym", examples=[SAMPLE_ID])


class PersonAnswer(Resource):
    """Vem pseudonymen är."""

    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    number_kind: NumberKind | None = Field(default=None, title="Nummer", examples=["personal"])
    number: str | None = Field(
        default=None,
        title="Personnummer",
        description="Som det skrevs när personen inte är identifierad.",
        examples=["200001052380"],
    )
    name: str | None = Field(default=None, title="Namn", examples=["Test Testsson"])
    address: str | None = Field(default=None, title="Adress", examples=["Provvägen 1, Provby"])

    @classmethod
    def of(cls, person_id: UUID, identity: IdentityKept) -> "PersonAnswer":
        """Return the answer that shows ``identity``."""
        return cls(
            person_id=person_id,
            number_kind=identity.number_kind,
            number=identity.number,
            name=identity.name,
            address=identity.address,
        )
