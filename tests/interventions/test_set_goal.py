"""Sätt mål."""

from datetime import date

from services.interventions.domain.events import GoalWorded
from services.interventions.domain.refusals import (
    AlreadyEnded,
    BeforeOpening,
    GoalAlreadySet,
    NothingOpened,
)
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    DAY_BEFORE_GRANTED,
    GOAL_ID,
    RUNNING,
    TOMORROW,
    ended,
    goal_set,
    intervention,
    opened,
    set_goal,
)

worded = GoalWorded(
    goal_id=GOAL_ID, words="Vara i skolan fyra dagar i veckan.", noted_on=date(2026, 5, 6)
)


def test_a_goal_is_published_by_area_and_its_words_stay_inside() -> None:
    intervention.given(*RUNNING).when(set_goal()).then(worded, goal_set)


def test_a_goal_can_be_set_before_anything_is_carried_out() -> None:
    intervention.given(opened).when(set_goal()).then(worded, goal_set)


def test_a_goal_is_set_once() -> None:
    intervention.given(*RUNNING, goal_set).when(set_goal()).then_refused(GoalAlreadySet)


def test_no_goal_lies_before_the_intervention_or_in_the_future() -> None:
    intervention.given(opened).when(set_goal(on=DAY_BEFORE_GRANTED)).then_refused(BeforeOpening)
    intervention.given(opened).when(set_goal(on=TOMORROW)).then_refused(InTheFuture)


def test_no_goal_is_set_before_opening_or_after_the_end() -> None:
    intervention.given().when(set_goal()).then_refused(NothingOpened)
    intervention.given(opened, ended).when(set_goal()).then_refused(AlreadyEnded)
