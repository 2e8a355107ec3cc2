"""Följ upp insats."""

from dataclasses import replace
from datetime import date

from services.interventions.domain.commands import FollowUpIntervention
from services.interventions.domain.events import FollowUpNoted, OwnViewNoted, Step
from services.interventions.domain.refusals import (
    AlreadyEnded,
    BeforeOpening,
    BeforePrecedingStep,
    GoalNamedTwice,
    NotExecuted,
    NothingOpened,
    UnknownGoal,
)
from shared.contracts.interventions import (
    GoalAttainment,
    GoalProgress,
    InstrumentRepeated,
    InterventionFollowedUp,
)
from shared.contracts.investigation import InstrumentScore
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    DAY_BEFORE_GRANTED,
    INTERRUPTED,
    OTHER_GOAL_ID,
    RUNNING,
    TODAY,
    TOMORROW,
    ended,
    goal_set,
    intervention,
    opened,
    other_goal_set,
    progress,
)

FOLLOWED_UP_ON = date(2026, 8, 10)
strengths = InstrumentRepeated(
    instrument_code="sdq",
    instrument_version="1",
    applied_on=date(2026, 8, 9),
    scores=(InstrumentScore(scale_code="total", score=11),),
)


def follow_up(*goals: GoalProgress, on: date = FOLLOWED_UP_ON) -> FollowUpIntervention:
    return FollowUpIntervention(
        followed_up_on=on,
        is_with_the_individual=True,
        goals=goals,
        instruments=(),
        note=None,
        own_view=None,
        today=TODAY,
    )


def followed_up(*goals: GoalProgress) -> InterventionFollowedUp:
    return InterventionFollowedUp(
        followed_up_on=FOLLOWED_UP_ON, is_with_the_individual=True, goals=goals
    )


def test_the_goals_are_gone_through_with_the_person() -> None:
    partly = progress(GoalAttainment.PARTLY_REACHED)
    intervention.given(*RUNNING, goal_set).when(follow_up(partly)).then(followed_up(partly))


def test_some_goals_may_wait_for_another_time() -> None:
    intervention.given(*RUNNING, goal_set, other_goal_set).when(follow_up(progress())).then(
        followed_up(progress())
    )


def test_what_was_said_stays_inside_and_the_instrument_is_published_by_its_scores() -> None:
    told = replace(
        follow_up(), instruments=(strengths,), note="Samtal i hemmet.", own_view="Det går bättre."
    )
    intervention.given(*RUNNING).when(told).then(
        FollowUpNoted(note="Samtal i hemmet.", noted_on=FOLLOWED_UP_ON),
        OwnViewNoted(step=Step.FOLLOW_UP, view="Det går bättre.", noted_on=FOLLOWED_UP_ON),
        replace(followed_up(), instruments=(strengths,)),
    )


def test_what_is_interrupted_can_be_followed_up() -> None:
    intervention.given(*INTERRUPTED).when(follow_up()).then(followed_up())


def test_a_goal_that_was_never_set_is_not_followed_up() -> None:
    intervention.given(*RUNNING, goal_set).when(
        follow_up(progress(goal_id=OTHER_GOAL_ID))
    ).then_refused(UnknownGoal)


def test_a_goal_that_was_set_later_is_not_followed_up_before_that() -> None:
    intervention.given(*RUNNING, goal_set).when(
        follow_up(progress(), on=date(2026, 5, 5))
    ).then_refused(BeforePrecedingStep)


def test_an_instrument_is_repeated_within_the_intervention_and_by_the_follow_up() -> None:
    def repeated(on: date) -> FollowUpIntervention:
        return replace(follow_up(), instruments=(replace(strengths, applied_on=on),))

    intervention.given(*RUNNING).when(repeated(DAY_BEFORE_GRANTED)).then_refused(BeforeOpening)
    intervention.given(*RUNNING).when(repeated(date(2026, 8, 11))).then_refused(
        BeforePrecedingStep
    )
    intervention.given(*RUNNING).when(repeated(TOMORROW)).then_refused(InTheFuture)


def test_a_goal_stands_in_one_way_only() -> None:
    twice = follow_up(progress(), progress(GoalAttainment.NOT_REACHED))
    intervention.given(*RUNNING, goal_set).when(twice).then_refused(GoalNamedTwice)


def test_what_has_not_begun_is_not_followed_up() -> None:
    intervention.given(*BEFORE_EXECUTION).when(follow_up()).then_refused(NotExecuted)


def test_it_is_not_followed_up_before_it_began_or_in_the_future() -> None:
    intervention.given(*RUNNING).when(follow_up(on=date(2026, 5, 3))).then_refused(
        BeforePrecedingStep
    )
    intervention.given(*RUNNING).when(follow_up(on=TOMORROW)).then_refused(InTheFuture)


def test_it_is_not_followed_up_before_opening_or_after_the_end() -> None:
    intervention.given().when(follow_up()).then_refused(NothingOpened)
    intervention.given(opened, ended).when(follow_up()).then_refused(AlreadyEnded)
