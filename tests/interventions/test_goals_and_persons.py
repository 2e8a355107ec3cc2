"""The read models of goals and persons, and every table as it was migrated."""

from datetime import date
from uuid import UUID

from hypothesis import given

from services.interventions.domain.events import InterventionEvent
from services.interventions.domain.state import Opened
from services.interventions.projections.goals import GOALS, GoalRow
from services.interventions.projections.persons import PERSONS, PersonRow
from shared.contracts.interventions import (
    GoalAttainment,
    InterventionFollowedUp,
)
from shared.testing.recorded import recorded
from tests.interventions.histories import Turn, histories
from tests.interventions.service import person_registered
from tests.interventions.stories import (
    GOAL_ID,
    INTERVENTION_ID,
    OTHER_GOAL_ID,
    PERSON_ID,
    goal_set,
    other_goal_set,
    progress,
)


def goals_after(*past: InterventionEvent) -> dict[UUID, GoalRow]:
    rows: dict[UUID, GoalRow] = {}
    GOALS.fold(rows, [recorded(event, INTERVENTION_ID) for event in past])
    return rows


def followed_up(on: date, attainment: GoalAttainment) -> InterventionFollowedUp:
    return InterventionFollowedUp(
        followed_up_on=on, is_with_the_individual=True, goals=(progress(attainment),)
    )


@given(histories())
def test_the_goals_are_those_that_were_set(history: list[Turn]) -> None:
    events = [event for turn in history for event in turn.events]
    state = history[-1].after if history else None
    assert goals_after(*events).keys() == (
        state.goals_set_on.keys() if isinstance(state, Opened) else set()
    )


def test_a_goal_stands_as_it_was_assessed_last() -> None:
    first = followed_up(date(2026, 6, 10), GoalAttainment.NOT_REACHED)
    last = followed_up(date(2026, 8, 10), GoalAttainment.REACHED)
    rows = goals_after(goal_set, other_goal_set, first, last)
    assert rows[GOAL_ID].attainment is GoalAttainment.REACHED
    assert rows[GOAL_ID].assessed_on == date(2026, 8, 10)
    assert rows[OTHER_GOAL_ID].attainment is None


def test_a_follow_up_that_is_registered_late_does_not_undo_a_later_one() -> None:
    late = followed_up(date(2026, 6, 10), GoalAttainment.NOT_REACHED)
    last = followed_up(date(2026, 8, 10), GoalAttainment.REACHED)
    assert goals_after(goal_set, last, late)[GOAL_ID].assessed_on == date(2026, 8, 10)


def test_a_person_is_known_by_the_year_of_birth_that_was_registered_last() -> None:
    rows: dict[UUID, PersonRow] = {}
    told = [person_registered(None), person_registered(2005)]
    PERSONS.fold(rows, [recorded(each, PERSON_ID) for each in told])
    assert rows == {PERSON_ID: PersonRow(person_id=PERSON_ID, birth_year=2005)}
