"""The rules of feedback: an obliged reporter is told which way it went, and nothing more."""

from collections.abc import Sequence

from services.intake.domain.intake.assessment import require_dated
from services.intake.domain.intake.commands import (
    GiveFeedback,
    RequestFeedback,
    WithholdFeedback,
)
from services.intake.domain.intake.events import IntakeEvent, ReasonsKept, Step
from services.intake.domain.intake.refusals import (
    FeedbackAlreadyAnswered,
    FeedbackAlreadyRequested,
    FeedbackNotOwed,
    FeedbackNotRequested,
    NotDelegated,
    NothingToTell,
    NotUnderAssessment,
)
from services.intake.domain.intake.state import (
    Concluded,
    Feedback,
    Intake,
    NotOpened,
    UnderAssessment,
)
from shared.contracts.intake import (
    FeedbackAnswer,
    FeedbackGiven,
    FeedbackRequested,
    FeedbackWithheld,
    Way,
)

_ANSWERS = {
    Way.INVESTIGATE: FeedbackAnswer.OPENED,
    Way.NO_ACTION: FeedbackAnswer.NOT_OPENED,
    Way.ATTACH: FeedbackAnswer.ONGOING,
}


def request(intake: Intake, command: RequestFeedback) -> Sequence[IntakeEvent]:
    """Keep that an obliged reporter asks; also after the way was chosen."""
    opened = _opened(intake)
    if not command.is_reporter_mandated:
        raise FeedbackNotOwed
    if opened.feedback is Feedback.ASKED:
        raise FeedbackAlreadyRequested
    require_dated(opened, command.requested_on, command.asked_on)
    return [FeedbackRequested(requested_on=command.requested_on)]


def give(intake: Intake, command: GiveFeedback) -> Sequence[IntakeEvent]:
    """Tell what the law lets us tell: the answer follows from what was chosen."""
    opened = _opened(intake)
    if not command.is_reporter_mandated:
        raise FeedbackNotOwed
    if opened.feedback is Feedback.ANSWERED:
        raise FeedbackAlreadyAnswered
    require_dated(opened, command.given_on, command.asked_on)
    answer = _answer(opened, is_investigation_open=command.is_investigation_open)
    return [FeedbackGiven(answer=answer, given_on=command.given_on, given_by=command.given_by)]


def withhold(intake: Intake, command: WithholdFeedback) -> Sequence[IntakeEvent]:
    """Decline a request, because telling would be unsuitable."""
    opened = _opened(intake)
    if opened.feedback is not Feedback.ASKED:
        raise FeedbackNotRequested
    if command.delegation_rule_id is None:
        raise NotDelegated
    require_dated(opened, command.withheld_on, command.asked_on)
    return [
        ReasonsKept(step=Step.FEEDBACK, reasons=command.reasons),
        FeedbackWithheld(
            withheld_on=command.withheld_on,
            withheld_by=command.withheld_by,
            reason_code=command.reason_code,
            decider_role=command.decider_role,
            delegation_rule_id=command.delegation_rule_id,
        ),
    ]


def _opened(intake: Intake) -> UnderAssessment | Concluded:
    if isinstance(intake, NotOpened):
        raise NotUnderAssessment
    return intake


def _answer(opened: UnderAssessment | Concluded, *, is_investigation_open: bool) -> FeedbackAnswer:
    if isinstance(opened, Concluded):
        return _ANSWERS[opened.way]
    if is_investigation_open:
        return FeedbackAnswer.ONGOING
    raise NothingToTell
