"""Request bodies: the public shape, apart from the commands on purpose."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.investigation.application.closing import ClosingWanted
from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    AskForDecision,
    AssignInvestigation,
    CommunicateMaterial,
    PlanInvestigation,
    ReassignInvestigation,
    RecordContact,
)
from shared.contracts.investigation import ContactKind, InstrumentScore
from shared.http.fields import Code, Name, Text
from shared.http.schemas import Body, Day


class AssignBody(Body):
    """Tilldela utredningen en handläggare."""

    official: Name = Field(title="Handläggarens identitet", examples=["official-7"])
    unit: Name = Field(title="Enhet", examples=["barn-norr"])
    assigned_on: Day = Field(title="Tilldelad", examples=["2026-03-12"])

    def to_command(self, today: date) -> AssignInvestigation:
        """Return the command this body asks for."""
        return AssignInvestigation(
            official=self.official, unit=self.unit, assigned_on=self.assigned_on, today=today
        )


class ReassignBody(Body):
    """Omfördela utredningen till en annan handläggare."""

    official: Name = Field(title="Den nya handläggarens identitet", examples=["official-8"])
    unit: Name = Field(title="Enhet", examples=["barn-norr"])
    reassigned_on: Day = Field(title="Omfördelad", examples=["2026-04-10"])
    reason_code: Code = Field(title="Orsak", examples=["workload"])

    def to_command(self, today: date) -> ReassignInvestigation:
        """Return the command this body asks for."""
        return ReassignInvestigation(
            official=self.official,
            unit=self.unit,
            reassigned_on=self.reassigned_on,
            reason_code=self.reason_code,
            today=today,
        )


class PlanBody(Body):
    """Fastställ utredningsplanen."""

    text: Text = Field(title="Planens text", examples=["Samtal med barnet och vårdnadshavarna."])
    planned_on: Day = Field(title="Fastställd", examples=["2026-03-16"])

    def to_command(self, planned_by: str, today: date) -> PlanInvestigation:
        """Return the command this body asks for."""
        return PlanInvestigation(
            text=self.text, planned_on=self.planned_on, planned_by=planned_by, today=today
        )


class ContactBody(Body):
    """Registrera en utredningskontakt."""

    held_on: Day = Field(title="Hållen", examples=["2026-03-20"])
    kind: ContactKind = Field(title="Kontaktsätt", examples=["home-visit"])
    is_with_the_individual: bool = Field(title="Den enskilde deltog", examples=[True])
    is_with_guardian: bool = Field(title="Vårdnadshavare deltog", examples=[True])
    note: Text = Field(title="Anteckning", examples=["Hembesök. Barnet visade sitt rum."])

    def to_command(self, contact_id: UUID, today: date) -> RecordContact:
        """Return the command this body asks for."""
        return RecordContact(
            contact_id=contact_id,
            held_on=self.held_on,
            kind=self.kind,
            is_with_the_individual=self.is_with_the_individual,
            is_with_guardian=self.is_with_guardian,
            note=self.note,
            today=today,
        )


class ScoreBody(Body):
    """Poäng på en skala."""

    scale_code: Code = Field(title="Skala", examples=["total"])
    score: int = Field(title="Poäng", ge=-1000, le=1000, examples=[17])


class InstrumentBody(Body):
    """Registrera ett bedömningsinstrument."""

    instrument_code: Code = Field(title="Instrument", examples=["sdq"])
    instrument_version: Code = Field(title="Instrumentets version", examples=["1"])
    applied_on: Day = Field(title="Använt", examples=["2026-03-24"])
    scores: tuple[ScoreBody, ...] = Field(title="Poäng", min_length=1, max_length=100)

    def to_command(self, today: date) -> ApplyInstrument:
        """Return the command this body asks for."""
        return ApplyInstrument(
            instrument_code=self.instrument_code,
            instrument_version=self.instrument_version,
            applied_on=self.applied_on,
            scores=tuple(
                InstrumentScore(scale_code=item.scale_code, score=item.score)
                for item in self.scores
            ),
            today=today,
        )


class CommunicateBody(Body):
    """Kommunicera utredningsmaterialet."""

    text: Text = Field(title="Det kommunicerade materialet", examples=["Utredningstexten."])
    communicated_on: Day = Field(title="Kommunicerat", examples=["2026-04-07"])
    answer_by_on: Day | None = Field(default=None, title="Svar senast", examples=["2026-04-17"])

    def to_command(self, today: date) -> CommunicateMaterial:
        """Return the command this body asks for."""
        return CommunicateMaterial(
            text=self.text,
            communicated_on=self.communicated_on,
            answer_by_on=self.answer_by_on,
            today=today,
        )


class CloseBody(Body):
    """Avsluta utredningen."""

    closed_on: Day = Field(title="Avslutad", examples=["2026-04-30"])
    is_with_intervention: bool = Field(title="Med insats", examples=[True])
    reason_code: Code = Field(title="Avslutsorsak", examples=["with-intervention"])
    summary: Text = Field(title="Avslutande sammanfattning", examples=["Familjen får stöd."])

    def wanted(self) -> ClosingWanted:
        """Return what this body asks for."""
        return ClosingWanted(
            closed_on=self.closed_on,
            is_with_intervention=self.is_with_intervention,
            reason_code=self.reason_code,
            summary=self.summary,
        )


class DeciderRole(StrEnum):
    """Beslutsfattare utanför enheten."""

    SUBCOMMITTEE = "subcommittee"
    CHAIR = "chair"
    COMMITTEE = "committee"


class AskForDecisionBody(Body):
    """Begär beslut av utskott, ordförande eller nämnd."""

    decider_role: DeciderRole = Field(title="Beslutsfattare", examples=["subcommittee"])
    decision_type: Code = Field(title="Beslutstyp", examples=["foster-home-placement"])
    asked_on: Day = Field(title="Begärt", examples=["2026-05-11"])

    def to_command(self, asked_by: str, today: date) -> AskForDecision:
        """Return the command this body asks for."""
        return AskForDecision(
            decider_role=self.decider_role.value,
            decision_type=self.decision_type,
            asked_on=self.asked_on,
            asked_by=asked_by,
            today=today,
        )
