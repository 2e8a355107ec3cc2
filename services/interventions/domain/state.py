"""What the rules need to remember of an intervention; no more."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias, assert_never
from uuid import UUID

from services.interventions.domain.events import (
    AppealNoted,
    FollowUpNoted,
    GoalWorded,
    InterventionEvent,
    InterventionsPrivate,
    NeedWorded,
    OwnViewNoted,
    ReasonsNoted,
)
from shared.contracts.interventions import (
    GoalSet,
    InterventionAssigned,
    InterventionDeclined,
    InterventionEnded,
    InterventionExecuted,
    InterventionFollowedUp,
    InterventionInterrupted,
    InterventionOffered,
    InterventionOpened,
    InterventionReassigned,
    InterventionResumed,
    MethodSwapped,
    NonExecutionExplained,
)
from shared.contracts.interventions_isu import IsuPublished, NeedStated
from shared.contracts.names import HAPPENED_ON


class Stage(StrEnum):
    """Insatsskede: where on its way from granted to ended the intervention is."""

    WAITING = "waiting"  # opened, not offered and not carried out
    OFFERED = "offered"
    DECLINED = "declined"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    ENDED = "ended"


EXECUTED = frozenset({Stage.RUNNING, Stage.INTERRUPTED})
"""The stages of what has been carried out and has not ended."""


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Nothing was granted or offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """What is known of the carrying out once it has begun."""

    executed_on: date
    method_code: str | None
    method_since_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An intervention as the rules see it, its ending included."""

    intervention_id: UUID
    person_id: UUID
    decision_id: UUID | None
    case_type: str | None
    intervention_type: str
    begins_on: date  # the day it was granted, or opened without needs assessment
    stage: Stage
    stage_since_on: date
    latest_on: date  # the latest day anything happened in it
    assigned_on: date | None = None
    execution: Execution | None = None
    goals_set_on: Mapping[UUID, date] = field(default_factory=dict)
    needs_stated_on: Mapping[UUID, date] = field(default_factory=dict)

    @property
    def ended_on(self) -> date | None:
        """The day it ended, once it has."""
        return self.stage_since_on if self.stage is Stage.ENDED else None


Intervention: TypeAlias = NotOpened | Opened

_Move: TypeAlias = (
    InterventionOffered
    | InterventionDeclined
    | InterventionExecuted
    | InterventionInterrupted
    | InterventionResumed
    | InterventionEnded
)
_Fact: TypeAlias = (
    InterventionAssigned
    | InterventionReassigned
    | GoalSet
    | InterventionFollowedUp
    | MethodSwapped
    | NonExecutionExplained
    | InterventionsPrivate
)


def _opened(event: InterventionOpened) -> Opened:
    begins_on = event.granted_on or event.opened_on
    return Opened(
        intervention_id=event.intervention_id,
        person_id=event.person_id,
        decision_id=event.decision_id,
        case_type=event.case_type,
        intervention_type=event.intervention_type,
        begins_on=begins_on,
        stage=Stage.WAITING,
        stage_since_on=begins_on,
        latest_on=begins_on,
    )


def _dated(opened: Opened, on: date) -> Opened:
    return replace(opened, latest_on=max(opened.latest_on, on))


def _at(opened: Opened, stage: Stage, on: date) -> Opened:
    return replace(_dated(opened, on), stage=stage, stage_since_on=on)


def _moved(opened: Opened, event: _Move) -> Opened:
    match event:
        case InterventionOffered(offered_on=on):
            return _at(opened, Stage.OFFERED, on)
        case InterventionDeclined(declined_on=on):
            return _at(opened, Stage.DECLINED, on)
        case InterventionExecuted(executed_on=on, method_code=code):
            begun = Execution(executed_on=on, method_code=code, method_since_on=on)
            return replace(_at(opened, Stage.RUNNING, on), execution=begun)
        case InterventionInterrupted(interrupted_on=on):
            return _at(opened, Stage.INTERRUPTED, on)
        case InterventionResumed(resumed_on=on):
            return _at(opened, Stage.RUNNING, on)
        case InterventionEnded(ended_on=on):
            return _at(opened, Stage.ENDED, on)
        case _:
            assert_never(event)


def _swapped(execution: Execution | None, code: str, on: date) -> Execution | None:
    return execution and replace(execution, method_code=code, method_since_on=on)


def _filled_in(opened: Opened, event: _Fact) -> Opened:
    match event:
        case InterventionAssigned(assigned_on=on) | InterventionReassigned(reassigned_on=on):
            return replace(_dated(opened, on), assigned_on=on)
        case GoalSet(goal_id=goal_id, set_on=on):
            return replace(_dated(opened, on), goals_set_on={**opened.goals_set_on, goal_id: on})
        case InterventionFollowedUp(followed_up_on=on) | NonExecutionExplained(explained_on=on):
            return _dated(opened, on)
        case MethodSwapped(to_method_code=code, swapped_on=on):
            return replace(_dated(opened, on), execution=_swapped(opened.execution, code, on))
        case GoalWorded() | ReasonsNoted() | OwnViewNoted() | FollowUpNoted() | AppealNoted():
            return opened
        case NeedWorded():
            return opened
        case _:
            assert_never(event)


def _followed(opened: Opened, event: IsuPublished) -> Opened:
    dated = _dated(opened, getattr(event, HAPPENED_ON[type(event)]))
    if isinstance(event, NeedStated):
        stated = {**opened.needs_stated_on, event.need_id: event.stated_on}
        return replace(dated, needs_stated_on=stated)
    return dated


def evolve(intervention: Intervention, event: InterventionEvent) -> Intervention:
    """Return the intervention after ``event``. Never refuses: it has happened."""
    if isinstance(event, InterventionOpened):
        return _opened(event)
    if isinstance(intervention, NotOpened):
        return intervention
    if isinstance(event, _Move):
        return _moved(intervention, event)
    if isinstance(event, IsuPublished):
        return _followed(intervention, event)
    return _filled_in(intervention, event)
