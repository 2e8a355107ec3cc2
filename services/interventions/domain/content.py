"""What the intervention consists of: who carries it out, to what goals, by which method."""

from collections.abc import Sequence

from services.interventions.domain.commands import (
    AssignIntervention,
    FollowUpIntervention,
    ReassignIntervention,
    SetGoal,
    SwapMethod,
)
from services.interventions.domain.events import (
    FollowUpNoted,
    GoalWorded,
    InterventionEvent,
    Step,
)
from services.interventions.domain.guards import (
    require_execution,
    require_goals,
    require_happened,
    require_method,
    require_open,
    require_order,
    require_reason,
    texts,
)
from services.interventions.domain.isu.refusals import UnknownNeed
from services.interventions.domain.refusals import (
    AlreadyAssigned,
    GoalAlreadySet,
    NotAssigned,
    SameMethod,
)
from services.interventions.domain.state import Intervention, Opened
from shared.contracts.interventions import (
    GoalSet,
    InterventionAssigned,
    InterventionFollowedUp,
    InterventionReassigned,
    MethodSwapped,
)


def assign(intervention: Intervention, command: AssignIntervention) -> Sequence[InterventionEvent]:
    """Let a unit or a provider answer for it."""
    opened = require_open(intervention)
    if opened.assigned_on is not None:
        raise AlreadyAssigned
    require_happened(opened, command.assigned_on, command.today)
    return [
        InterventionAssigned(
            unit=command.unit,
            provider=command.provider,
            official=command.official,
            assigned_on=command.assigned_on,
        )
    ]


def reassign(
    intervention: Intervention, command: ReassignIntervention
) -> Sequence[InterventionEvent]:
    """Let another unit, provider or official answer for it from now on, for a reason."""
    opened = require_open(intervention)
    if opened.assigned_on is None:
        raise NotAssigned
    require_happened(opened, command.reassigned_on, command.today)
    require_order(command.reassigned_on, opened.assigned_on)
    require_reason(opened, command.reason)
    return [
        *texts(Step.REASSIGNMENT, command.reassigned_on, reasons=command.reasons),
        InterventionReassigned(
            unit=command.unit,
            provider=command.provider,
            official=command.official,
            reassigned_on=command.reassigned_on,
            reason_code=command.reason.code,
        ),
    ]


def set_goal(intervention: Intervention, command: SetGoal) -> Sequence[InterventionEvent]:
    """Set a goal with the person; before it is carried out or while it goes on."""
    opened = require_open(intervention)
    if command.goal_id in opened.goals_set_on:
        raise GoalAlreadySet
    require_happened(opened, command.set_on, command.today)
    _require_need(opened, command)
    return [
        GoalWorded(goal_id=command.goal_id, words=command.words, noted_on=command.set_on),
        GoalSet(
            goal_id=command.goal_id,
            area_code=command.area_code,
            set_on=command.set_on,
            need_id=command.need_id,
        ),
    ]


def _require_need(opened: Opened, command: SetGoal) -> None:
    """Refuse a goal tied to a need that was never stated; which came first does not matter."""
    if command.need_id is not None and command.need_id not in opened.needs_stated_on:
        raise UnknownNeed


def follow_up(
    intervention: Intervention, command: FollowUpIntervention
) -> Sequence[InterventionEvent]:
    """Go through the goals, or some of them, once it has begun; interrupted or not."""
    opened = require_open(intervention)
    execution = require_execution(opened)
    on = command.followed_up_on
    require_happened(opened, on, command.today)
    require_order(on, execution.executed_on)
    require_goals(opened, command.goals, on)
    for instrument in command.instruments:
        require_happened(opened, instrument.applied_on, command.today)
        require_order(on, instrument.applied_on)
    note = [] if command.note is None else [FollowUpNoted(note=command.note, noted_on=on)]
    return [
        *note,
        *texts(Step.FOLLOW_UP, on, own_view=command.own_view),
        InterventionFollowedUp(
            followed_up_on=on,
            is_with_the_individual=command.is_with_the_individual,
            goals=command.goals,
            instruments=command.instruments,
        ),
    ]


def swap_method(intervention: Intervention, command: SwapMethod) -> Sequence[InterventionEvent]:
    """Work by another method under the same decision, and keep which one it was before."""
    opened = require_open(intervention)
    execution = require_execution(opened)
    if command.to_method.code == execution.method_code:
        raise SameMethod
    require_method(opened, command.to_method)
    require_happened(opened, command.swapped_on, command.today)
    require_order(command.swapped_on, execution.method_since_on)
    require_reason(opened, command.reason)
    return [
        *texts(Step.METHOD_SWAP, command.swapped_on, reasons=command.reasons),
        MethodSwapped(
            from_method_code=execution.method_code,
            to_method_code=command.to_method.code,
            swapped_on=command.swapped_on,
            reason_code=command.reason.code,
        ),
    ]
