"""What can be asked of an intake. ``asked_on`` is always the civil date of the asking."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import Origin, ProtectionOutcome, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIntake:
    """Öppna aktualisering."""

    intake_id: UUID
    person_id: UUID
    report_id: UUID
    origin: Origin
    case_type: str
    reason_codes: tuple[str, ...]
    received_on: date
    is_danger_reported: bool
    is_feedback_requested: bool  # an obliged reporter asked for it when reporting
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessImmediateProtection:
    """Gör omedelbar skyddsbedömning."""

    outcome: ProtectionOutcome
    assessed_on: date
    asked_on: date
    assessed_by: str
    legal_basis_id: str | None  # None where such a matter calls for no such assessment
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignIntake:
    """Tilldela aktualisering."""

    official: str
    unit: str
    assigned_on: date
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignIntake:
    """Omfördela aktualisering."""

    official: str
    unit: str
    reassigned_on: date
    asked_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendPreliminaryAssessment:
    """Förläng förhandsbedömning."""

    until_on: date
    decided_on: date
    asked_on: date
    decided_by: str
    decider_role: str
    delegation_rule_id: str | None  # None: the role may not decide it
    ground_code: str
    legal_basis_id: str
    time_limit_on: date | None  # when it ends without extension; None where nothing limits it
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludePreliminaryAssessment:
    """Avsluta förhandsbedömning."""

    way: Way
    concluded_on: date
    asked_on: date
    concluded_by: str
    decider_role: str
    delegation_rule_id: str | None  # None: the role may not decide it
    legal_basis_id: str
    is_protection_required: bool  # such a matter calls for the immediate assessment first
    open_investigation_id: UUID | None  # about the same person and of the same case type
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFeedback:
    """Begär återkoppling."""

    requested_on: date
    asked_on: date
    is_reporter_mandated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveFeedback:
    """Lämna återkoppling."""

    given_on: date
    asked_on: date
    given_by: str
    is_reporter_mandated: bool
    is_investigation_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdFeedback:
    """Neka återkoppling."""

    withheld_on: date
    asked_on: date
    withheld_by: str
    decider_role: str
    delegation_rule_id: str | None  # None: the role may not decide it
    reason_code: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWork:
    """Registrera utfört arbetsmoment."""

    worklist: str
    result_code: str
    done_on: date
    note: str | None


IntakeCommand: TypeAlias = (
    OpenIntake
    | AssessImmediateProtection
    | AssignIntake
    | ReassignIntake
    | ExtendPreliminaryAssessment
    | ConcludePreliminaryAssessment
    | RequestFeedback
    | GiveFeedback
    | WithholdFeedback
    | RecordWork
)
