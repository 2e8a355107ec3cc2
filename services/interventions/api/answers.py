"""What interventions answers: interventions, goals and texts."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field

from services.interventions.application.notes import Note, NoteKind
from services.interventions.domain.events import Step
from services.interventions.projections.goals import GoalRow
from services.interventions.projections.interventions import InterventionRow, ShownStage
from shared.contracts.interventions import GoalAttainment
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Day, Instant, Resource
from shared.kernel.shown import Shown


class InterventionItem(Answer):
    """En insats."""

    id: UUID = Field(title="Identitet", validation_alias="intervention_id", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Den enskilde (pseudonym)", examples=[SAMPLE_ID])
    thread_id: UUID = Field(title="Röd tråd", examples=[SAMPLE_ID])
    decision_id: UUID | None = Field(
        title="Beslutet", description="Saknas utan behovsprövning.", examples=[SAMPLE_ID]
    )
    investigation_id: UUID | None = Field(title="Utredningen", examples=[SAMPLE_ID])
    case_type: str | None = Field(title="Ärendetyp", max_length=64, examples=["child-concern"])
    intervention_type: str = Field(
        title="Insatstyp", max_length=64, examples=["outpatient-family"]
    )
    legal_basis_id: str = Field(title="Lagrum", max_length=64, examples=["sol-11-1"])
    is_needs_assessed: bool = Field(title="Efter individuell behovsprövning", examples=[True])
    prevention_level: str = Field(title="Preventionsnivå", max_length=64, examples=["indicated"])
    granted_on: Day | None = Field(title="Beviljad", examples=["2026-03-02"])
    opened_on: Day = Field(title="Öppnad", examples=["2026-03-02"])
    stage: ShownStage = Field(title="Skede", examples=["executed"])
    stage_since_on: Day = Field(title="I skedet sedan", examples=["2026-03-16"])
    unit: str | None = Field(title="Ansvarig enhet", max_length=64, examples=["oppenvard"])
    provider: str | None = Field(title="Utförare", max_length=64, examples=["utf-12"])
    official: str | None = Field(title="Handläggare", max_length=64, examples=["official-9"])
    executed_on: Day | None = Field(title="Verkställd", examples=["2026-03-16"])
    unexecuted_since_on: Day | None = Field(
        title="Ej verkställd sedan",
        description="Beslutsdagen, eller avbrottsdagen när insatsen är avbruten.",
        examples=["2026-03-02"],
    )
    method_code: str | None = Field(title="Metod", max_length=64, examples=["family-treatment"])
    appealed_on: Day | None = Field(title="Beslutet överklagat", examples=["2026-03-20"])
    ended_on: Day | None = Field(title="Avslutad", examples=["2026-09-01"])
    ending_reason_code: str | None = Field(
        title="Avslutsorsak", max_length=64, examples=["goals-reached"]
    )

    @classmethod
    def of(cls, row: InterventionRow) -> "InterventionItem":
        """Return the item that shows ``row``."""
        return cls.model_validate(row, from_attributes=True)

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.id)


class GoalItem(Answer):
    """Ett mål, utan sin ordalydelse."""

    id: UUID = Field(title="Identitet", validation_alias="goal_id", examples=[SAMPLE_ID])
    intervention_id: UUID = Field(title="Insatsen", examples=[SAMPLE_ID])
    area_code: str = Field(title="Målområde", max_length=64, examples=["education"])
    set_on: Day = Field(title="Satt", examples=["2026-03-18"])
    attainment: GoalAttainment | None = Field(
        title="Måluppfyllelse", description="Vid senaste bedömningen.", examples=["reached"]
    )
    assessed_on: Day | None = Field(title="Bedömt", examples=["2026-06-10"])

    @classmethod
    def of(cls, row: GoalRow) -> "GoalItem":
        """Return the item that shows ``row``."""
        return cls.model_validate(row, from_attributes=True)

    def shown(self) -> Shown:
        """Return whom it shows, beside the person whose intervention it is."""
        return Shown.of(None, self.intervention_id)


class InterventionAnswer(Resource):
    """En insats i sin helhet, utan texter."""

    intervention: InterventionItem = Field(title="Insatsen")
    goals: tuple[GoalItem, ...] = Field(title="Målen")


class GoalSetAnswer(Resource):
    """Kvitto på ett satt mål."""

    goal_id: UUID = Field(title="Målets identitet", examples=[SAMPLE_ID])
    event_id: UUID = Field(
        title="Händelse",
        description="Den sista händelsen; kan anges som `atLeast` vid läsning.",
        examples=[SAMPLE_ID],
    )
    version: int = Field(title="Insatsens version", description="Samma som ETag.", examples=[5])


class NeedStatedAnswer(Resource):
    """Kvitto på ett angivet behov."""

    need_id: UUID = Field(title="Behovets identitet", examples=[SAMPLE_ID])
    event_id: UUID = Field(
        title="Händelse",
        description="Den sista händelsen; kan anges som `atLeast` vid läsning.",
        examples=[SAMPLE_ID],
    )
    version: int = Field(title="Insatsens version", description="Samma som ETag.", examples=[5])


class NoteItem(Answer):
    """En text i akten."""

    event_id: UUID = Field(title="Händelsens identitet", examples=[SAMPLE_ID])
    kind: NoteKind = Field(title="Slag av text", examples=["follow-up"])
    step: Step | None = Field(title="Steg i insatsen", examples=["follow-up"])
    goal_id: UUID | None = Field(title="Målet", examples=[SAMPLE_ID])
    need_id: UUID | None = Field(title="Behovet", examples=[SAMPLE_ID])
    text: str = Field(title="Text", max_length=100_000, examples=["Samtal i hemmet."])
    noted_on: Day = Field(title="Avser", examples=["2026-06-10"])
    recorded_at: Instant = Field(title="Registrerad", examples=["2026-06-10T12:30:00Z"])
    recorded_by: str = Field(title="Av", max_length=128, examples=["official-9"])

    @classmethod
    def of(cls, note: Note) -> "NoteItem":
        """Return the item that shows ``note``."""
        return cls.model_validate(note, from_attributes=True)


class NotesAnswer(Resource):
    """Texterna i en insats, äldst först."""

    notes: tuple[NoteItem, ...] = Field(title="Texter")

    @classmethod
    def of(cls, notes: Sequence[Note]) -> "NotesAnswer":
        """Return the answer that shows ``notes``."""
        return cls(
            notes=tuple(NoteItem.model_validate(note, from_attributes=True) for note in notes)
        )
