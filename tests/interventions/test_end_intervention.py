"""Avsluta insats."""

from dataclasses import replace
from datetime import date

import pytest

from services.interventions.domain.catalogued import Need, Reason
from services.interventions.domain.events import (
    InterventionEvent,
    OwnViewNoted,
    ReasonsNoted,
    Step,
)
from services.interventions.domain.refusals import (
    AlreadyEnded,
    AttainedWithoutExecution,
    BeforeOpening,
    BeforePrecedingStep,
    GoalAttainmentMissing,
    GoalNamedTwice,
    NothingOpened,
    ReasonNeedsExecution,
    ReasonOfOtherCaseType,
    ReasonOfUnexecuted,
    UnknownGoal,
)
from shared.contracts.interventions import GoalAttainment, InterventionFollowedUp
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    COMPLETED,
    DAY_BEFORE_GRANTED,
    GRANTED_ON,
    INTERRUPTED,
    OTHER_GOAL_ID,
    RUNNING,
    TOMORROW,
    declined,
    end,
    ended,
    goal_set,
    intervention,
    offered,
    opened,
    other_goal_set,
    progress,
    resumed,
)

ENDED_ON = date(2026, 8, 28)


@pytest.mark.parametrize(
    "past",
    [
        (opened,),
        BEFORE_EXECUTION,
        (*BEFORE_EXECUTION, offered),
        (*BEFORE_EXECUTION, offered, declined),
        RUNNING,
        INTERRUPTED,
        (*INTERRUPTED, resumed),
    ],
)
def test_it_can_be_ended_from_wherever_it_is(past: tuple[InterventionEvent, ...]) -> None:
    intervention.given(*past).when(end()).then(ended)


def test_it_ends_with_a_word_on_every_goal_and_what_is_said_stays_inside() -> None:
    reached, unclear = progress(), progress(GoalAttainment.NOT_ASSESSED, OTHER_GOAL_ID)
    command = end(ENDED_ON, reached, unclear, reasons="Målen är nådda.", own_view="Jag är nöjd.")
    intervention.given(*RUNNING, goal_set, other_goal_set).when(command).then(
        ReasonsNoted(step=Step.ENDING, reasons="Målen är nådda.", noted_on=ENDED_ON),
        OwnViewNoted(step=Step.ENDING, view="Jag är nöjd.", noted_on=ENDED_ON),
        replace(ended, goals=(reached, unclear)),
    )


def test_no_goal_is_left_out() -> None:
    intervention.given(*RUNNING, goal_set, other_goal_set).when(
        end(ENDED_ON, progress())
    ).then_refused(GoalAttainmentMissing)


def test_no_goal_is_named_that_was_never_set_or_named_twice() -> None:
    past = (*RUNNING, goal_set)
    unknown = end(ENDED_ON, progress(), progress(goal_id=OTHER_GOAL_ID))
    intervention.given(*past).when(unknown).then_refused(UnknownGoal)
    twice = end(ENDED_ON, progress(), progress(GoalAttainment.NOT_REACHED))
    intervention.given(*past).when(twice).then_refused(GoalNamedTwice)


def test_what_was_never_carried_out_reached_no_goal() -> None:
    past = (*BEFORE_EXECUTION, goal_set)
    intervention.given(*past).when(end(ENDED_ON, progress())).then_refused(
        AttainedWithoutExecution
    )
    unassessed = progress(GoalAttainment.NOT_ASSESSED)
    intervention.given(*past).when(end(ENDED_ON, unassessed)).then(
        replace(ended, goals=(unassessed,))
    )


def test_what_was_never_carried_out_does_not_end_as_completed() -> None:
    completed = end(reason=replace(COMPLETED, need=Need.EXECUTED))
    intervention.given(*BEFORE_EXECUTION).when(completed).then_refused(ReasonNeedsExecution)
    intervention.given(*INTERRUPTED).when(completed).then(ended)


def test_what_was_carried_out_does_not_end_as_never_started() -> None:
    never = end(reason=Reason(code="never-started", need=Need.UNEXECUTED))
    intervention.given(*RUNNING).when(never).then_refused(ReasonOfUnexecuted)
    intervention.given(opened).when(never).then(replace(ended, reason_code="never-started"))


def test_it_does_not_end_for_a_reason_of_another_type_of_case() -> None:
    livelihood = end(reason=Reason(code="self-supporting", case_types=("economic-assistance",)))
    intervention.given(*RUNNING).when(livelihood).then_refused(ReasonOfOtherCaseType)
    own = end(reason=replace(COMPLETED, case_types=("child-concern", "adult-outpatient")))
    intervention.given(*RUNNING).when(own).then(ended)


def test_it_is_ended_from_the_day_it_was_granted_until_today() -> None:
    intervention.given(opened).when(end(GRANTED_ON)).then(replace(ended, ended_on=GRANTED_ON))
    intervention.given(opened).when(end(DAY_BEFORE_GRANTED)).then_refused(BeforeOpening)
    intervention.given(opened).when(end(TOMORROW)).then_refused(InTheFuture)


def test_nothing_in_it_happened_after_its_end() -> None:
    followed_up = InterventionFollowedUp(
        followed_up_on=date(2026, 8, 20), is_with_the_individual=False, goals=()
    )
    intervention.given(*RUNNING, followed_up).when(end(date(2026, 8, 19))).then_refused(
        BeforePrecedingStep
    )


def test_it_ends_once_and_not_before_it_is_opened() -> None:
    intervention.given(opened, ended).when(end()).then_refused(AlreadyEnded)
    intervention.given().when(end()).then_refused(NothingOpened)
