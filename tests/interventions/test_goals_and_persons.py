"""The read models of goals and persons, and every table as it was migrated."""

from datetime import date
from uuid import UUID

import psycopg
import pytest
from hypothesis import given
from psycopg.rows import tuple_row
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

from services.interventions.domain.events import InterventionEvent
from services.interventions.domain.state import Opened
from services.interventions.main import PROJECTIONS
from services.interventions.projections.goals import GOALS, GoalRow
from services.interventions.projections.persons import PERSONS, PersonRow
from shared.contracts.interventions import (
    GoalAttainment,
    InterventionFollowedUp,
)
from shared.eventstore.projections import Projection
from shared.testing.database import Database
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


def described(table: Table) -> set[tuple[str, str, bool]]:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    return {
        (column.name, column.type.compile(dialect).lower(), bool(column.nullable))
        for column in table.columns
    }


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_a_table_is_described_as_it_was_migrated(
    projection: Projection[object], database: Database
) -> None:
    query = """
        select column_name, data_type, is_nullable = 'YES' from information_schema.columns
        where table_schema = 'interventions' and table_name = %s"""
    with psycopg.connect(database.admin_url, row_factory=tuple_row) as admin:
        migrated = set(admin.execute(query, (projection.table.name,)).fetchall())
    assert migrated == described(projection.table)
