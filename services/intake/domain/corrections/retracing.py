"""By which command each event of an intake came about, to ask the rules once more.

Codes, delegation and law have been tried already, so each holds wherever it stands.
"""

from datetime import date

from services.intake.domain.intake.commands import (
    AssessImmediateProtection,
    AssignIntake,
    ConcludePreliminaryAssessment,
    ExtendPreliminaryAssessment,
    GiveFeedback,
    IntakeCommand,
    ReassignIntake,
    RequestFeedback,
    WithholdFeedback,
)
from services.intake.domain.intake.events import IntakeEvent
from services.intake.domain.intake.state import Intake
from shared.contracts.intake import (
    FeedbackGiven,
    FeedbackRequested,
    FeedbackWithheld,
    ImmediateProtectionAssessed,
    IntakeAssigned,
    IntakeReassigned,
    PreliminaryAssessmentConcluded,
    PreliminaryAssessmentExtended,
    Way,
)

SOME_DAY = date.max
SOME_RULE = "tried-already"


def asked(_intake: Intake, event: IntakeEvent) -> IntakeCommand | None:
    """Return what was asked for; None for an opening and for what is only noted."""
    match event:
        case ImmediateProtectionAssessed():
            return AssessImmediateProtection(
                outcome=event.outcome,
                assessed_on=event.assessed_on,
                asked_on=SOME_DAY,
                assessed_by=event.assessed_by,
                legal_basis_id=event.legal_basis_id,
                reasons="",
            )
        case IntakeAssigned(official=official, unit=unit, assigned_on=on):
            return AssignIntake(official=official, unit=unit, assigned_on=on, asked_on=SOME_DAY)
        case IntakeReassigned(official=official, unit=unit, reassigned_on=on):
            return ReassignIntake(
                official=official,
                unit=unit,
                reassigned_on=on,
                asked_on=SOME_DAY,
                reason_code=event.reason_code,
            )
        case PreliminaryAssessmentExtended():
            return _extending(event)
        case PreliminaryAssessmentConcluded():
            return _concluding(event)
        case _:
            return _telling(event)


def _extending(event: PreliminaryAssessmentExtended) -> ExtendPreliminaryAssessment:
    return ExtendPreliminaryAssessment(
        until_on=event.until_on,
        decided_on=event.decided_on,
        asked_on=SOME_DAY,
        decided_by=event.decided_by,
        decider_role=event.decider_role or "",
        delegation_rule_id=SOME_RULE,
        ground_code=event.ground_code,
        legal_basis_id=event.legal_basis_id,
        time_limit_on=event.decided_on,
        reasons="",
    )


def _concluding(event: PreliminaryAssessmentConcluded) -> ConcludePreliminaryAssessment:
    return ConcludePreliminaryAssessment(
        way=event.way,
        concluded_on=event.concluded_on,
        asked_on=SOME_DAY,
        concluded_by=event.concluded_by,
        decider_role=event.decider_role or "",
        delegation_rule_id=SOME_RULE,
        legal_basis_id=event.legal_basis_id,
        is_protection_required=False,
        open_investigation_id=event.investigation_id if event.way is Way.ATTACH else None,
        reasons="",
    )


def _telling(event: IntakeEvent) -> IntakeCommand | None:
    match event:
        case FeedbackRequested(requested_on=on):
            return RequestFeedback(requested_on=on, asked_on=SOME_DAY, is_reporter_mandated=True)
        case FeedbackGiven(given_on=on, given_by=by):
            return GiveFeedback(
                given_on=on,
                asked_on=SOME_DAY,
                given_by=by,
                is_reporter_mandated=True,
                is_investigation_open=True,
            )
        case FeedbackWithheld(withheld_on=on, withheld_by=by):
            return WithholdFeedback(
                withheld_on=on,
                asked_on=SOME_DAY,
                withheld_by=by,
                decider_role=event.decider_role or "",
                delegation_rule_id=SOME_RULE,
                reason_code=event.reason_code,
                reasons="",
            )
        case _:
            return None
