"""Följ upp systematiskt: need, start, dose, measurement and the individual's view."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.interventions.domain.catalogued import Reason
from services.interventions.domain.corrections.rulebook import require_coherent
from services.interventions.domain.events import InterventionEvent, NeedWorded, OwnViewNoted, Step
from services.interventions.domain.isu import commands as asking
from services.interventions.domain.isu import refusals as no
from services.interventions.domain.isu.commands import IsuCommand, MeasureIntervention
from services.interventions.domain.refusals import (
    BeforeOpening,
    BeforePrecedingStep,
    NotExecuted,
    NothingOpened,
    ReasonOfOtherCaseType,
    UnknownGoal,
)
from shared.contracts import interventions_isu as isu
from shared.contracts.interventions_isu import MeasurementPhase
from shared.contracts.investigation import InstrumentScore
from shared.kernel.dates import InTheFuture
from shared.kernel.refusal import Refusal
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    DAY_BEFORE_GRANTED,
    GOAL_ID,
    OTHER_GOAL_ID,
    RUNNING,
    TODAY,
    TOMORROW,
    ended,
    executed,
    goal_set,
    intervention,
    opened,
    set_goal,
)

NEED_ID = UUID("0192f0c1-0000-7000-8000-000000000a01")
DURING = date(2026, 5, 11)
AFTER_END = date(2026, 8, 29)
ENDED = (*RUNNING, ended)

state_need = asking.StateNeed(
    need_id=NEED_ID, area_code="education", words="...", stated_on=DURING, today=TODAY
)
need_stated = isu.NeedStated(need_id=NEED_ID, area_code="education", stated_on=DURING)
state_reasons = asking.StateStartReasons(
    reasons=(Reason(code="school-absence"), Reason(code="family-conflict")),
    target_group_code="families",
    stated_on=DURING,
    today=TODAY,
)
plan = asking.PlanDose(
    sessions=12, minutes=None, from_on=DURING, until_on=None, planned_on=DURING, today=TODAY
)
hold = asking.HoldSession(held_on=DURING, minutes=60, form_code="family", today=TODAY)
miss = asking.MissSession(missed_on=DURING, reason=Reason(code="individual-absent"), today=TODAY)
measure = MeasureIntervention(
    phase=MeasurementPhase.DURING,
    instrument_code="sdq",
    instrument_version="1",
    applied_on=DURING,
    respondent_code="guardian",
    scores=(InstrumentScore(scale_code="total", score=17),),
    goal_id=None,
    today=TODAY,
)
view = asking.AnswerOwnView(
    answered_on=DURING,
    answers=(isu.OwnAnswer(question_code="helped", answer_code="partly"),),
    own_view="Det går bättre.",
    today=TODAY,
)
measured = isu.InterventionMeasured(
    phase=MeasurementPhase.DURING,
    instrument_code="sdq",
    instrument_version="1",
    applied_on=DURING,
    respondent_code="guardian",
    scores=(InstrumentScore(scale_code="total", score=17),),
    goal_id=None,
)
DAY_OF = {
    asking.StateNeed: "stated_on",
    asking.StateStartReasons: "stated_on",
    asking.PlanDose: "planned_on",
    asking.HoldSession: "held_on",
    asking.MissSession: "missed_on",
    MeasureIntervention: "applied_on",
    asking.AnswerOwnView: "answered_on",
}
EVERY: list[IsuCommand] = [state_need, state_reasons, plan, hold, miss, measure, view]
each = pytest.mark.parametrize("command", EVERY, ids=lambda one: type(one).__name__)


def on(command: IsuCommand, day: date) -> IsuCommand:
    moved: IsuCommand = replace(command, **{DAY_OF[type(command)]: day})  # type: ignore[arg-type] # one of them
    return moved


def test_a_need_is_published_by_area_and_its_words_stay_inside() -> None:
    words = NeedWorded(need_id=NEED_ID, words="...", noted_on=DURING)
    intervention.given(*RUNNING).when(state_need).then(words, need_stated)
    intervention.given(*RUNNING, need_stated).when(state_need).then_refused(no.NeedAlreadyStated)


def test_a_goal_is_tied_to_a_need_that_is_stated() -> None:
    tied = replace(set_goal(), need_id=NEED_ID)
    intervention.given(*RUNNING).when(tied).then_refused(no.UnknownNeed)
    worded, after = intervention.given(*RUNNING, need_stated).when(tied).events
    assert after == replace(goal_set, need_id=NEED_ID)
    assert worded is not None


def test_why_it_was_begun_is_stated_once_for_each_reason_and_for_its_case_type() -> None:
    intervention.given(*RUNNING).when(state_reasons).then(
        isu.StartReasonsStated(
            reason_codes=("school-absence", "family-conflict"),
            target_group_code="families",
            stated_on=DURING,
        )
    )
    twice = replace(state_reasons, reasons=(Reason(code="crime"), Reason(code="crime")))
    intervention.given(*RUNNING).when(twice).then_refused(no.StartReasonNamedTwice)
    other = replace(state_reasons, reasons=(Reason(code="crime", case_types=("other-type",)),))
    intervention.given(*RUNNING).when(other).then_refused(ReasonOfOtherCaseType)


def test_a_planned_dose_says_how_much_and_ends_no_earlier_than_it_begins() -> None:
    intervention.given(*BEFORE_EXECUTION).when(plan).then(
        isu.DosePlanned(
            sessions=12, minutes=None, from_on=DURING, until_on=None, planned_on=DURING
        )
    )
    intervention.given(opened).when(replace(plan, sessions=None)).then_refused(no.DoseUnstated)
    reversed_plan = replace(plan, until_on=date(2026, 5, 10))
    intervention.given(opened).when(reversed_plan).then_refused(no.DosePeriodReversed)


def test_sessions_are_held_and_missed_while_it_is_carried_out() -> None:
    intervention.given(*RUNNING).when(hold).then(
        isu.SessionHeld(held_on=DURING, minutes=60, form_code="family")
    )
    intervention.given(*RUNNING).when(miss).then(
        isu.SessionMissed(missed_on=DURING, reason_code="individual-absent")
    )
    for command in (hold, miss):
        intervention.given(*BEFORE_EXECUTION).when(command).then_refused(NotExecuted)
        early = on(command, date(2026, 5, 3))
        intervention.given(*RUNNING).when(early).then_refused(BeforePrecedingStep)


@each
def test_what_comes_late_is_accepted_also_when_it_has_ended(command: IsuCommand) -> None:
    assert intervention.given(*ENDED).when(command).events


@each
def test_nothing_is_told_before_opening_of_the_future_or_of_nothing(command: IsuCommand) -> None:
    intervention.given().when(command).then_refused(NothingOpened)
    intervention.given(*RUNNING).when(on(command, TOMORROW)).then_refused(InTheFuture)
    early = on(command, DAY_BEFORE_GRANTED)
    intervention.given(*RUNNING).when(early).then_refused(BeforeOpening)


@pytest.mark.parametrize("command", EVERY[:6], ids=lambda one: type(one).__name__)
def test_nothing_belongs_to_it_after_its_end(command: IsuCommand) -> None:
    intervention.given(*ENDED).when(on(command, AFTER_END)).then_refused(no.AfterEnding)


def test_how_the_person_sees_it_may_be_asked_long_after() -> None:
    assert intervention.given(*ENDED).when(on(view, AFTER_END)).events


def test_a_measurement_before_is_made_by_the_day_it_begins() -> None:
    before = replace(measure, phase=MeasurementPhase.BEFORE)
    for day in (date(2026, 4, 30), executed.executed_on):
        assert intervention.given(*RUNNING).when(on(before, day)).events
    assert intervention.given(*BEFORE_EXECUTION).when(on(before, DURING)).events
    intervention.given(*RUNNING).when(on(before, date(2026, 5, 5))).then_refused(
        no.MeasuredAfterStart
    )


def test_a_measurement_during_lies_between_beginning_and_end() -> None:
    intervention.given(*RUNNING).when(measure).then(measured)
    intervention.given(*BEFORE_EXECUTION).when(measure).then_refused(NotExecuted)
    early = on(measure, date(2026, 5, 3))
    intervention.given(*RUNNING).when(early).then_refused(BeforePrecedingStep)


def test_a_measurement_after_may_be_made_when_it_has_long_ended() -> None:
    after = replace(measure, phase=MeasurementPhase.AFTER)
    assert intervention.given(*ENDED).when(on(after, TODAY)).events
    assert intervention.given(*RUNNING).when(after).events
    intervention.given(*BEFORE_EXECUTION).when(after).then_refused(NotExecuted)


def test_a_scale_about_a_goal_needs_the_goal() -> None:
    scaled = replace(measure, instrument_code="goal-scaling", goal_id=GOAL_ID)
    assert intervention.given(*RUNNING, goal_set).when(scaled).events
    intervention.given(*RUNNING, goal_set).when(
        replace(scaled, goal_id=OTHER_GOAL_ID)
    ).then_refused(UnknownGoal)
    early = replace(scaled, applied_on=date(2026, 5, 5))
    intervention.given(*RUNNING, goal_set).when(early).then_refused(BeforePrecedingStep)


def test_the_words_of_the_individual_stay_inside_and_the_answers_are_published() -> None:
    intervention.given(*RUNNING).when(view).then(
        OwnViewNoted(step=Step.OWN_VIEW, view="Det går bättre.", noted_on=DURING),
        isu.OwnViewAnswered(answered_on=DURING, answers=view.answers),
    )
    twice = replace(view, answers=view.answers * 2)
    intervention.given(*RUNNING).when(twice).then_refused(no.QuestionAnsweredTwice)
    silent = replace(view, answers=(), own_view=None)
    intervention.given(*RUNNING).when(silent).then_refused(no.NothingAnswered)


PUBLISHED: list[InterventionEvent] = [
    need_stated,
    isu.StartReasonsStated(reason_codes=("crime",), target_group_code=None, stated_on=DURING),
    isu.DosePlanned(sessions=3, minutes=None, from_on=DURING, until_on=None, planned_on=DURING),
    isu.SessionHeld(held_on=DURING, minutes=60, form_code="family"),
    isu.SessionMissed(missed_on=DURING, reason_code="other"),
    measured,
    isu.OwnViewAnswered(answered_on=DURING, answers=view.answers),
]


def test_a_history_that_can_have_been_so_is_coherent() -> None:
    require_coherent([*RUNNING, *PUBLISHED, ended])


@pytest.mark.parametrize(
    ("history", "rule"),
    [
        ([*BEFORE_EXECUTION, PUBLISHED[3]], NotExecuted),
        ([*BEFORE_EXECUTION, measured], NotExecuted),
        ([*RUNNING, replace(goal_set, need_id=NEED_ID)], no.UnknownNeed),
    ],
)
def test_what_the_follow_up_rests_on_is_not_annulled(
    history: list[InterventionEvent], rule: type[Refusal]
) -> None:
    with pytest.raises(rule):
        require_coherent(history)
