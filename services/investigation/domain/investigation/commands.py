"""What can be asked of an investigation.

``today`` is the civil date of the asking; who asks comes from the token.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.investigation.domain.delegation import Delegation
from shared.contracts.investigation import ContactKind, InstrumentScore


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvestigation:
    """Inled utredning: an intake asked for it."""

    investigation_id: UUID
    intake_id: UUID
    person_id: UUID
    case_type: str
    legal_basis_id: str
    opened_on: date
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachReport:
    """Påför anmälan: a further report about the same person."""

    intake_id: UUID
    person_id: UUID
    attached_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignInvestigation:
    """Tilldela utredning: the first official to answer for it."""

    official: str
    unit: str
    assigned_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignInvestigation:
    """Omfördela utredning: another official takes over."""

    official: str
    unit: str
    reassigned_on: date
    reason_code: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInvestigation:
    """Fastställ utredningsplan: for the first time, or anew."""

    text: str
    planned_on: date
    planned_by: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContact:
    """Registrera utredningskontakt: with the person, a guardian or somebody else."""

    contact_id: UUID
    held_on: date
    kind: ContactKind
    is_with_the_individual: bool
    is_with_guardian: bool
    note: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyInstrument:
    """Registrera bedömningsinstrument: its scores lie within the catalogue's ranges."""

    instrument_code: str
    instrument_version: str
    applied_on: date
    scores: tuple[InstrumentScore, ...]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendInvestigation:
    """Förläng utredning: for a set time, for special reasons."""

    until_on: date
    decided_on: date
    decided_by: str
    decider_role: str
    ground_code: str
    reasons: str
    legal_basis_id: str
    statutory_end_on: date  # the end by law, before any extension
    delegation: Delegation
    today: date
    statutory_last_on: date | None = None  # the end moved off a day of rest; None: not tried


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunicateMaterial:
    """Kommunicera material: the party gets to see it and answer before the decision."""

    text: str
    communicated_on: date
    answer_by_on: date | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForDecision:
    """Begär beslut: of those whom the delegation order leaves it to."""

    decider_role: str
    decision_type: str
    asked_on: date
    asked_by: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinDecision:
    """För beslut till utredningen: beside the decision's own stream."""

    decision_id: UUID
    is_intervention_granted: bool
    decided_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseInvestigation:
    """Avsluta utredning: with or without an intervention."""

    closed_on: date
    closed_by: str
    is_with_intervention: bool
    reason_code: str
    summary: str
    delegation: Delegation
    is_reason_with_intervention: bool | None  # the only closing it is a reason for; None: both
    today: date


InvestigationStep: TypeAlias = (
    AssignInvestigation
    | ReassignInvestigation
    | PlanInvestigation
    | RecordContact
    | ApplyInstrument
    | ExtendInvestigation
    | CommunicateMaterial
    | AskForDecision
    | JoinDecision
    | CloseInvestigation
)

InvestigationCommand: TypeAlias = OpenInvestigation | AttachReport | InvestigationStep
