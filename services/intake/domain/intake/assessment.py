"""The rules of the preliminary assessment: protection, extension, conclusion."""

from collections.abc import Sequence
from datetime import date

from services.intake.domain.intake.commands import (
    AssessImmediateProtection,
    ConcludePreliminaryAssessment,
    ExtendPreliminaryAssessment,
)
from services.intake.domain.intake.events import IntakeEvent, ReasonsKept, Step
from services.intake.domain.intake.refusals import (
    AlreadyInvestigated,
    ApplicationNotTried,
    DatedBeforeReceived,
    ExtendedTooLate,
    NoProtectionToAssess,
    NotAnExtension,
    NotDelegated,
    NothingToAttachTo,
    NoTimeLimit,
    NotUnderAssessment,
    ProtectionNotAssessed,
)
from services.intake.domain.intake.state import Concluded, Intake, UnderAssessment
from shared.contracts.intake import (
    ImmediateProtectionAssessed,
    Origin,
    PreliminaryAssessmentConcluded,
    PreliminaryAssessmentExtended,
    Way,
)
from shared.kernel.dates import require_come


def assess_protection(intake: Intake, command: AssessImmediateProtection) -> Sequence[IntakeEvent]:
    """Say whether protection is needed at once; again whenever something new is known."""
    under = under_assessment(intake)
    if command.legal_basis_id is None:
        raise NoProtectionToAssess
    require_dated(under, command.assessed_on, command.asked_on)
    return [
        ReasonsKept(step=Step.PROTECTION, reasons=command.reasons),
        ImmediateProtectionAssessed(
            outcome=command.outcome,
            assessed_on=command.assessed_on,
            assessed_by=command.assessed_by,
            legal_basis_id=command.legal_basis_id,
        ),
    ]


def extend(intake: Intake, command: ExtendPreliminaryAssessment) -> Sequence[IntakeEvent]:
    """Give the assessment more time: before it runs out, and to a later day."""
    under = under_assessment(intake)
    if command.time_limit_on is None:
        raise NoTimeLimit
    require_dated(under, command.decided_on, command.asked_on)
    if command.delegation_rule_id is None:
        raise NotDelegated
    present_end = under.extended_until_on or command.time_limit_on
    if command.until_on <= present_end:
        raise NotAnExtension
    if command.decided_on > present_end:
        raise ExtendedTooLate
    return [
        ReasonsKept(step=Step.EXTENSION, reasons=command.reasons),
        PreliminaryAssessmentExtended(
            until_on=command.until_on,
            decided_on=command.decided_on,
            decided_by=command.decided_by,
            ground_code=command.ground_code,
            legal_basis_id=command.legal_basis_id,
            decider_role=command.decider_role,
            delegation_rule_id=command.delegation_rule_id,
        ),
    ]


def conclude(intake: Intake, command: ConcludePreliminaryAssessment) -> Sequence[IntakeEvent]:
    """Choose the way on, once: investigate, take no action, or join the open investigation."""
    under = under_assessment(intake)
    require_dated(under, command.concluded_on, command.asked_on)
    _require_open_way(under, command)
    is_attached = command.way is Way.ATTACH
    return [
        ReasonsKept(step=Step.CONCLUSION, reasons=command.reasons),
        PreliminaryAssessmentConcluded(
            way=command.way,
            concluded_on=command.concluded_on,
            concluded_by=command.concluded_by,
            legal_basis_id=command.legal_basis_id,
            investigation_id=command.open_investigation_id if is_attached else None,
            intake_id=under.intake_id,
            person_id=under.person_id,
            case_type=under.case_type,
            received_on=under.received_on,
            decider_role=command.decider_role,
            delegation_rule_id=None if is_attached else command.delegation_rule_id,
            origin=under.origin,
        ),
    ]


def under_assessment(intake: Intake) -> UnderAssessment:
    """Return the intake as one still open.

    Raises:
        NotUnderAssessment: it is not opened, or already concluded.
    """
    if not isinstance(intake, UnderAssessment):
        raise NotUnderAssessment
    return intake


def require_dated(intake: UnderAssessment | Concluded, on: date, asked_on: date) -> None:
    """Return when ``on`` lies between the arrival and the asking.

    Raises:
        DatedBeforeReceived: it lies before the matter arrived.
        InTheFuture: it has not come yet.
    """
    if on < intake.received_on:
        raise DatedBeforeReceived
    require_come(on, asked_on)


def _require_open_way(under: UnderAssessment, command: ConcludePreliminaryAssessment) -> None:
    is_report = under.origin is Origin.CONCERN_REPORT
    is_investigated = command.open_investigation_id is not None
    if command.is_protection_required and not under.is_protection_assessed:
        raise ProtectionNotAssessed
    if command.way is Way.ATTACH and not is_investigated:
        raise NothingToAttachTo
    if command.way is Way.INVESTIGATE and is_report and is_investigated:
        raise AlreadyInvestigated
    if command.way is not Way.ATTACH and command.delegation_rule_id is None:
        raise NotDelegated
    if command.way is Way.NO_ACTION and under.origin is Origin.APPLICATION:
        raise ApplicationNotTried
