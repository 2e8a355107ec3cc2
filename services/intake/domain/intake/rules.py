"""The rules of an intake: its opening, who answers for it, and which rule meets which command."""

from collections.abc import Sequence
from typing import assert_never

from services.intake.domain.intake import assessment, feedback
from services.intake.domain.intake.assessment import require_dated, under_assessment
from services.intake.domain.intake.commands import (
    AssessImmediateProtection,
    AssignIntake,
    ConcludePreliminaryAssessment,
    ExtendPreliminaryAssessment,
    GiveFeedback,
    IntakeCommand,
    OpenIntake,
    ReassignIntake,
    RecordWork,
    RequestFeedback,
    WithholdFeedback,
)
from services.intake.domain.intake.events import IntakeEvent, WorkNoteKept
from services.intake.domain.intake.refusals import (
    AlreadyAssigned,
    AlreadyOpened,
    AlreadyTheirs,
    NotAssigned,
    WorkOnNothing,
)
from services.intake.domain.intake.state import Intake, NotOpened, evolve
from shared.contracts.intake import (
    FeedbackRequested,
    IntakeAssigned,
    IntakeOpened,
    IntakeReassigned,
    IntakeWorkDone,
)
from shared.kernel.decider import Decider


def open_intake(intake: Intake, command: OpenIntake) -> Sequence[IntakeEvent]:
    """Open a matter once; what the reporter asked at once is asked from that day."""
    if not isinstance(intake, NotOpened):
        raise AlreadyOpened
    opened = IntakeOpened(
        intake_id=command.intake_id,
        person_id=command.person_id,
        report_id=command.report_id,
        origin=command.origin,
        case_type=command.case_type,
        reason_codes=command.reason_codes,
        received_on=command.received_on,
        is_danger_reported=command.is_danger_reported,
        catalogue_version=command.catalogue_version,
    )
    asked = [FeedbackRequested(requested_on=command.received_on)]
    return [opened, *(asked if command.is_feedback_requested else [])]


def assign(intake: Intake, command: AssignIntake) -> Sequence[IntakeEvent]:
    """Let an official answer for the matter from this day."""
    under = under_assessment(intake)
    if under.official is not None:
        raise AlreadyAssigned
    require_dated(under, command.assigned_on, command.asked_on)
    return [
        IntakeAssigned(
            official=command.official, unit=command.unit, assigned_on=command.assigned_on
        )
    ]


def reassign(intake: Intake, command: ReassignIntake) -> Sequence[IntakeEvent]:
    """Let another official, or another unit, take over from this day."""
    under = under_assessment(intake)
    if under.official is None:
        raise NotAssigned
    if (under.official, under.unit) == (command.official, command.unit):
        raise AlreadyTheirs
    require_dated(under, command.reassigned_on, command.asked_on)
    return [
        IntakeReassigned(
            official=command.official,
            unit=command.unit,
            reassigned_on=command.reassigned_on,
            reason_code=command.reason_code,
        )
    ]


def record_work(intake: Intake, command: RecordWork) -> Sequence[IntakeEvent]:
    """Keep that a robot did its piece, and what it noted."""
    if isinstance(intake, NotOpened):
        raise WorkOnNothing
    done = IntakeWorkDone(
        worklist=command.worklist, result_code=command.result_code, done_on=command.done_on
    )
    if command.note is None:
        return [done]
    return [WorkNoteKept(worklist=command.worklist, note=command.note), done]


def decide(intake: Intake, command: IntakeCommand) -> Sequence[IntakeEvent]:
    """Return what happens when ``command`` meets ``intake``, or raise a Refusal."""
    match command:
        case OpenIntake():
            return open_intake(intake, command)
        case AssessImmediateProtection():
            return assessment.assess_protection(intake, command)
        case AssignIntake():
            return assign(intake, command)
        case ReassignIntake():
            return reassign(intake, command)
        case ExtendPreliminaryAssessment():
            return assessment.extend(intake, command)
        case ConcludePreliminaryAssessment():
            return assessment.conclude(intake, command)
        case RequestFeedback():
            return feedback.request(intake, command)
        case GiveFeedback():
            return feedback.give(intake, command)
        case WithholdFeedback():
            return feedback.withhold(intake, command)
        case RecordWork():
            return record_work(intake, command)
        case _:
            assert_never(command)


INTAKE: Decider[Intake, IntakeCommand, IntakeEvent] = Decider(NotOpened(), decide, evolve)
