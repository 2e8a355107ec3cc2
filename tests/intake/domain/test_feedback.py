"""Begär, lämna och neka återkoppling."""

from datetime import date

import pytest

from services.intake.domain.intake.commands import (
    GiveFeedback,
    RequestFeedback,
    WithholdFeedback,
)
from services.intake.domain.intake.events import ReasonsKept, Step
from services.intake.domain.intake.refusals import (
    DatedBeforeReceived,
    FeedbackAlreadyAnswered,
    FeedbackAlreadyRequested,
    FeedbackNotOwed,
    FeedbackNotRequested,
    NotDelegated,
    NothingToTell,
    NotUnderAssessment,
)
from shared.contracts.intake import (
    FeedbackAnswer,
    FeedbackGiven,
    FeedbackRequested,
    FeedbackWithheld,
    Way,
)
from shared.kernel.dates import InTheFuture
from tests.intake.domain.matter import (
    BEFORE,
    INVESTIGATION_ID,
    LATER,
    MONDAY,
    TOMORROW,
    concluded,
    matter,
    opened,
    protection_assessed,
)

asked = FeedbackRequested(requested_on=MONDAY)
withheld = FeedbackWithheld(
    withheld_on=LATER,
    withheld_by="official-7",
    reason_code="unsuitable",
    decider_role="caseworker",
    delegation_rule_id="d-4",
)


def request(*, is_reporter_mandated: bool = True, on: date = MONDAY) -> RequestFeedback:
    return RequestFeedback(
        requested_on=on, asked_on=LATER, is_reporter_mandated=is_reporter_mandated
    )


def give(
    *, is_reporter_mandated: bool = True, is_investigation_open: bool = False, on: date = LATER
) -> GiveFeedback:
    return GiveFeedback(
        given_on=on,
        asked_on=LATER,
        given_by="official-7",
        is_reporter_mandated=is_reporter_mandated,
        is_investigation_open=is_investigation_open,
    )


def withhold(on: date = LATER, rule: str | None = "d-4") -> WithholdFeedback:
    return WithholdFeedback(
        withheld_on=on,
        asked_on=LATER,
        withheld_by="official-7",
        decider_role="caseworker",
        delegation_rule_id=rule,
        reason_code="unsuitable",
        reasons="Anmälaren är part i en vårdnadstvist.",
    )


def told(answer: FeedbackAnswer) -> FeedbackGiven:
    return FeedbackGiven(answer=answer, given_on=LATER, given_by="official-7")


def test_an_obliged_reporter_may_ask_what_became_of_it() -> None:
    matter.given(opened).when(request()).then(asked)


def test_nobody_else_may() -> None:
    private = request(is_reporter_mandated=False)
    matter.given(opened).when(private).then_refused(FeedbackNotOwed)


def test_a_request_waits_for_its_answer_before_the_next() -> None:
    matter.given(opened, asked).when(request()).then_refused(FeedbackAlreadyRequested)


def test_nobody_asks_before_the_report_arrived_or_about_nothing() -> None:
    matter.given(opened).when(request(on=BEFORE)).then_refused(DatedBeforeReceived)
    matter.given().when(request()).then_refused(NotUnderAssessment)


@pytest.mark.parametrize(
    ("way", "answer"),
    [
        (Way.INVESTIGATE, FeedbackAnswer.OPENED),
        (Way.NO_ACTION, FeedbackAnswer.NOT_OPENED),
        (Way.ATTACH, FeedbackAnswer.ONGOING),
    ],
)
def test_the_answer_follows_from_the_way_that_was_chosen(way: Way, answer: FeedbackAnswer) -> None:
    past = (opened, asked, protection_assessed, concluded(way, INVESTIGATION_ID))
    matter.given(*past).when(give()).then(told(answer))


def test_that_an_investigation_is_going_on_is_told_at_once() -> None:
    ongoing = give(is_investigation_open=True)
    matter.given(opened, asked).when(ongoing).then(told(FeedbackAnswer.ONGOING))


def test_it_may_be_told_without_being_asked() -> None:
    past = (opened, protection_assessed, concluded(Way.NO_ACTION))
    matter.given(*past).when(give()).then(told(FeedbackAnswer.NOT_OPENED))


def test_only_an_obliged_reporter_is_told() -> None:
    past = (opened, protection_assessed, concluded(Way.NO_ACTION))
    private = give(is_reporter_mandated=False)
    matter.given(*past).when(private).then_refused(FeedbackNotOwed)


def test_there_is_nothing_to_tell_while_nothing_is_chosen() -> None:
    matter.given(opened, asked).when(give()).then_refused(NothingToTell)


def test_it_is_told_once_for_each_request() -> None:
    past = (opened, asked, protection_assessed, concluded(Way.NO_ACTION))
    answered = (*past, told(FeedbackAnswer.NOT_OPENED))
    matter.given(*answered).when(give()).then_refused(FeedbackAlreadyAnswered)
    matter.given(*answered, asked).when(give()).then(told(FeedbackAnswer.NOT_OPENED))


def test_it_is_not_told_ahead_of_time() -> None:
    matter.given(opened, asked).when(give(on=TOMORROW)).then_refused(InTheFuture)


def test_what_is_unsuitable_to_tell_is_withheld_with_the_reason() -> None:
    matter.given(opened, asked).when(withhold()).then(
        ReasonsKept(step=Step.FEEDBACK, reasons="Anmälaren är part i en vårdnadstvist."), withheld
    )


def test_what_nobody_asked_for_is_not_withheld() -> None:
    matter.given(opened).when(withhold()).then_refused(FeedbackNotRequested)
    matter.given(opened, asked, withheld).when(withhold()).then_refused(FeedbackNotRequested)


def test_only_a_role_with_the_delegation_withholds_it() -> None:
    matter.given(opened, asked).when(withhold(rule=None)).then_refused(NotDelegated)


def test_it_is_not_withheld_before_the_report_arrived() -> None:
    matter.given(opened, asked).when(withhold(BEFORE)).then_refused(DatedBeforeReceived)
