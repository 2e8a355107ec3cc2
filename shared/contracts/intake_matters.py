"""What intake tells of one matter, from opened to its end. Stored for good."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.contracts.intake_codes import (
    FeedbackAnswer,
    Origin,
    ProtectionOutcome,
    Way,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOpened:
    """Aktualisering öppnad: a matter about one person reached the social services."""

    intake_id: UUID
    person_id: UUID  # a pseudonym
    report_id: UUID  # the stream that holds what arrived
    origin: Origin
    case_type: str  # a case type of the catalogue
    reason_codes: tuple[str, ...]  # intake reasons of the catalogue
    received_on: date  # the day it arrived, not the day it was typed in
    is_danger_reported: bool  # the reporter says the person is in danger now
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmediateProtectionAssessed:
    """Omedelbar skyddsbedömning gjord: is protection needed at once? Source: ``sol-20-1``."""

    outcome: ProtectionOutcome
    assessed_on: date
    assessed_by: str
    legal_basis_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeAssigned:
    """Aktualisering tilldelad: an official answers for it from this day."""

    official: str
    unit: str
    assigned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReassigned:
    """Aktualisering omfördelad: another official answers for it from this day."""

    official: str
    unit: str
    reassigned_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryAssessmentExtended:
    """Förhandsbedömning förlängd: a new end, for exceptional reasons (``sol-20-2``)."""

    until_on: date
    decided_on: date
    decided_by: str
    ground_code: str
    legal_basis_id: str
    decider_role: str | None = None
    delegation_rule_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryAssessmentConcluded:
    """Förhandsbedömning avslutad: a named official chose the way on. Source: ``sol-20-2``."""

    way: Way
    concluded_on: date
    concluded_by: str
    legal_basis_id: str
    investigation_id: UUID | None  # which open investigation it was attached to
    # what the next service needs to open its matter without asking back
    intake_id: UUID
    person_id: UUID
    case_type: str
    received_on: date
    decider_role: str | None = None
    delegation_rule_id: str | None = None  # none when attached: nothing is decided then
    origin: Origin | None = None  # of the intake; None in what was told before it was kept


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRequested:
    """Återkoppling begärd: an obliged reporter asks what became of it. Source: ``sol-19-6``."""

    requested_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven:
    """Återkoppling lämnad: opened, not opened or ongoing; nothing more. Source: ``sol-19-6``."""

    answer: FeedbackAnswer
    given_on: date
    given_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackWithheld:
    """Återkoppling nekad: it would be unsuitable. Source: ``sol-19-6``."""

    withheld_on: date
    withheld_by: str
    reason_code: str
    decider_role: str | None = None
    delegation_rule_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeWorkDone:
    """Arbetsmoment i aktualisering utfört: a robot did a piece of a work list."""

    worklist: str
    result_code: str
    done_on: date
