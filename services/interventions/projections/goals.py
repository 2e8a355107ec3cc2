"""Goals: what each intervention is to lead to, and how far that was reached when last assessed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, get_args
from uuid import UUID

from sqlalchemy import Column, Date, MetaData, Table, Text, Uuid

from shared.contracts.interventions import (
    GoalAttainment,
    GoalSet,
    InterventionEnded,
    InterventionFollowedUp,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = Table(
    "goal",
    MetaData(schema="interventions"),
    Column("goal_id", Uuid, primary_key=True),
    Column("intervention_id", Uuid, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("set_on", Date, nullable=False),
    Column("attainment", Text),
    Column("assessed_on", Date),
)

Heard: TypeAlias = GoalSet | InterventionFollowedUp | InterventionEnded


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """One goal, without its words."""

    goal_id: UUID
    intervention_id: UUID
    area_code: str
    set_on: date
    attainment: GoalAttainment | None = None  # None until the first follow-up
    assessed_on: date | None = None


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the goals that the event sets or assesses."""
    event = recorded.event
    if isinstance(event, GoalSet):
        return [event.goal_id]
    return [goal.goal_id for goal in event.goals]


def project(key: UUID, row: GoalRow | None, recorded: Recorded[Heard]) -> GoalRow | None:
    """Return the goal after the event; what was registered late does not undo what came after."""
    event = recorded.event
    if isinstance(event, GoalSet):
        return GoalRow(
            goal_id=key,
            intervention_id=recorded.stream_id,
            area_code=event.area_code,
            set_on=event.set_on,
        )
    on = event.ended_on if isinstance(event, InterventionEnded) else event.followed_up_on
    if row is None or (row.assessed_on is not None and on < row.assessed_on):
        return row
    (attainment,) = [goal.attainment for goal in event.goals if goal.goal_id == key]
    return replace(row, attainment=attainment, assessed_on=on)


GOALS = Projection(
    name="goals",
    table=TABLE,
    row=GoalRow,
    hears=get_args(Heard),
    keys=keys,
    project=project,
)
