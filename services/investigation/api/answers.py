"""What investigation answers: investigations, decisions and their texts."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field

from services.investigation.application.notes import Note, NoteKind
from services.investigation.projections.decisions import DecisionRow
from services.investigation.projections.investigations import InvestigationRow
from shared.contracts.investigation import Outcome
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Day, Instant, Resource
from shared.kernel.shown import Shown


class InvestigationItem(Answer):
    """En utredning."""

    id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Den enskilde (pseudonym)", examples=[SAMPLE_ID])
    intake_id: UUID = Field(title="Aktualiseringen som ledde hit", examples=[SAMPLE_ID])
    case_type: str = Field(title="Ärendetyp", max_length=64, examples=["child-concern"])
    legal_basis_id: str = Field(title="Lagrum", max_length=64, examples=["sol-14-2"])
    opened_on: Day = Field(title="Inledd", examples=["2026-03-09"])
    official: str | None = Field(title="Handläggare", max_length=64, examples=["official-7"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["barn-norr"])
    assigned_on: Day | None = Field(title="Tilldelad", examples=["2026-03-12"])
    planned_on: Day | None = Field(title="Planerad", examples=["2026-03-16"])
    last_contact_on: Day | None = Field(title="Senaste kontakt", examples=["2026-03-20"])
    communicated_on: Day | None = Field(title="Kommunicerad", examples=["2026-04-07"])
    extended_until_on: Day | None = Field(title="Förlängd till", examples=["2026-09-09"])
    closed_on: Day | None = Field(title="Avslutad", examples=["2026-04-30"])
    is_with_intervention: bool | None = Field(title="Avslutad med insats", examples=[True])

    @classmethod
    def of(cls, row: InvestigationRow) -> "InvestigationItem":
        """Return the item that shows ``row``."""
        return cls(
            id=row.investigation_id,
            person_id=row.person_id,
            intake_id=row.intake_id,
            case_type=row.case_type,
            legal_basis_id=row.legal_basis_id,
            opened_on=row.opened_on,
            official=row.official,
            unit=row.unit,
            assigned_on=row.assigned_on,
            planned_on=row.planned_on,
            last_contact_on=row.last_contact_on,
            communicated_on=row.communicated_on,
            extended_until_on=row.extended_until_on,
            closed_on=row.closed_on,
            is_with_intervention=row.is_with_intervention,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.id)


class InvestigationAnswer(Resource):
    """En utredning i sin helhet, utan texter."""

    investigation: InvestigationItem = Field(title="Utredningen")
    decision_ids: tuple[UUID, ...] = Field(title="Beslut i utredningen", examples=[[SAMPLE_ID]])


class DecisionItem(Answer):
    """Ett beslut."""

    id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    investigation_id: UUID = Field(title="Utredningen", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Den enskilde (pseudonym)", examples=[SAMPLE_ID])
    case_type: str = Field(title="Ärendetyp", max_length=64, examples=["child-concern"])
    decision_type: str = Field(title="Beslutstyp", max_length=64, examples=["assistance-personal"])
    outcome: Outcome = Field(title="Utfall", examples=["granted"])
    intervention_type: str | None = Field(
        title="Beviljad insats", max_length=64, examples=["outpatient-family"]
    )
    legal_basis_id: str = Field(title="Lagrum", max_length=64, examples=["sol-11-1"])
    decided_on: Day = Field(title="Beslutat", examples=["2026-04-20"])
    decided_by: str = Field(title="Beslutsfattare", max_length=64, examples=["official-7"])
    decider_role: str = Field(title="Beslutsfattarens roll", max_length=64, examples=["unit-head"])
    delegation_rule_id: str = Field(title="Delegationspunkt", max_length=64, examples=["d-5"])
    appealed_on: Day | None = Field(title="Överklagat", examples=["2026-05-08"])
    is_appeal_in_time: bool | None = Field(title="Överklagat i rätt tid", examples=[True])

    @classmethod
    def of(cls, row: DecisionRow) -> "DecisionItem":
        """Return the item that shows ``row``."""
        return cls(
            id=row.decision_id,
            investigation_id=row.investigation_id,
            person_id=row.person_id,
            case_type=row.case_type,
            decision_type=row.decision_type,
            outcome=Outcome(row.outcome),
            intervention_type=row.intervention_type,
            legal_basis_id=row.legal_basis_id,
            decided_on=row.decided_on,
            decided_by=row.decided_by,
            decider_role=row.decider_role,
            delegation_rule_id=row.delegation_rule_id,
            appealed_on=row.appealed_on,
            is_appeal_in_time=row.is_appeal_in_time,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.id)


class DecisionAnswer(Resource):
    """Ett beslut i sin helhet, utan motivering."""

    decision: DecisionItem = Field(title="Beslutet")


class NoteItem(Answer):
    """En text i akten."""

    event_id: UUID = Field(title="Händelsens identitet", examples=[SAMPLE_ID])
    kind: NoteKind = Field(title="Slag av text", examples=["contact"])
    text: str = Field(title="Text", max_length=100_000, examples=["Hembesök. Barnet mådde bra."])
    recorded_at: Instant = Field(title="Registrerad", examples=["2026-03-20T09:30:00Z"])
    recorded_by: str = Field(title="Av", max_length=128, examples=["official-7"])

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
    """Texterna i en utredning eller ett beslut, äldst först."""

    notes: tuple[NoteItem, ...] = Field(title="Texter")

    @classmethod
    def of(cls, notes: Sequence[Note]) -> "NotesAnswer":
        """Return the answer that shows ``notes``."""
        return cls(notes=tuple(NoteItem.of(note) for note in notes))
