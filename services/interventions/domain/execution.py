"""From an offer to an ending: whether, and from which day, the intervention is carried out."""

from collections.abc import Sequence

from services.interventions.domain.catalogued import Need
from services.interventions.domain.commands import (
    DeclineIntervention,
    EndIntervention,
    ExecuteIntervention,
    ExplainNonExecution,
    InterruptIntervention,
    OfferIntervention,
    ResumeIntervention,
)
from services.interventions.domain.events import InterventionEvent, Step
from services.interventions.domain.guards import (
    require_goals,
    require_happened,
    require_method,
    require_open,
    require_order,
    require_reason,
    texts,
)
from services.interventions.domain.refusals import (
    AlreadyExecuted,
    AttainedWithoutExecution,
    ExecutedBeforeGranted,
    GoalAttainmentMissing,
    MeasureNamedTwice,
    NotAssigned,
    NothingDelayed,
    NotInterrupted,
    NotOffered,
    NotRunning,
    ReasonNeedsExecution,
    ReasonOfUnexecuted,
    StartBeforeOffer,
)
from services.interventions.domain.state import EXECUTED, Intervention, Opened, Stage
from shared.contracts.interventions import (
    GoalAttainment,
    InterventionDeclined,
    InterventionEnded,
    InterventionExecuted,
    InterventionInterrupted,
    InterventionOffered,
    InterventionResumed,
    NonExecutionExplained,
)


def _require_unexecuted(intervention: Intervention) -> Opened:
    opened = require_open(intervention)
    if opened.stage in EXECUTED:
        raise AlreadyExecuted
    if opened.assigned_on is None:
        raise NotAssigned
    return opened


def offer(intervention: Intervention, command: OfferIntervention) -> Sequence[InterventionEvent]:
    """Offer a start; again after a no, or when what was offered has changed."""
    opened = _require_unexecuted(intervention)
    require_happened(opened, command.offered_on, command.today)
    require_order(command.offered_on, opened.stage_since_on)
    if command.starting_on is not None and command.starting_on < command.offered_on:
        raise StartBeforeOffer
    return [InterventionOffered(offered_on=command.offered_on, starting_on=command.starting_on)]


def decline(
    intervention: Intervention, command: DeclineIntervention
) -> Sequence[InterventionEvent]:
    """Say no to the offer that lies open. What was decided still stands."""
    opened = require_open(intervention)
    if opened.stage is not Stage.OFFERED:
        raise NotOffered
    require_happened(opened, command.declined_on, command.today)
    require_order(command.declined_on, opened.stage_since_on)
    require_reason(opened, command.reason)
    return [
        *texts(Step.DECLINE, command.declined_on, own_view=command.own_view),
        InterventionDeclined(declined_on=command.declined_on, reason_code=command.reason.code),
    ]


def execute(
    intervention: Intervention, command: ExecuteIntervention
) -> Sequence[InterventionEvent]:
    """Carry out, from one day on, what was granted; whether it was declined before or not."""
    opened = _require_unexecuted(intervention)
    if command.executed_on < opened.begins_on:
        raise ExecutedBeforeGranted
    require_happened(opened, command.executed_on, command.today)
    require_order(command.executed_on, opened.stage_since_on)
    if command.method is not None:
        require_method(opened, command.method)
    return [
        InterventionExecuted(
            executed_on=command.executed_on,
            method_code=None if command.method is None else command.method.code,
            intervention_id=opened.intervention_id,
            decision_id=opened.decision_id,
        )
    ]


def interrupt(
    intervention: Intervention, command: InterruptIntervention
) -> Sequence[InterventionEvent]:
    """Interrupt what goes on."""
    opened = require_open(intervention)
    if opened.stage is not Stage.RUNNING:
        raise NotRunning
    require_happened(opened, command.interrupted_on, command.today)
    require_order(command.interrupted_on, opened.stage_since_on)
    require_reason(opened, command.reason)
    return [
        *texts(Step.INTERRUPTION, command.interrupted_on, reasons=command.reasons),
        InterventionInterrupted(
            interrupted_on=command.interrupted_on, reason_code=command.reason.code
        ),
    ]


def resume(intervention: Intervention, command: ResumeIntervention) -> Sequence[InterventionEvent]:
    """Let what was interrupted go on."""
    opened = require_open(intervention)
    if opened.stage is not Stage.INTERRUPTED:
        raise NotInterrupted
    require_happened(opened, command.resumed_on, command.today)
    require_order(command.resumed_on, opened.stage_since_on)
    return [InterventionResumed(resumed_on=command.resumed_on)]


def explain_non_execution(
    intervention: Intervention, command: ExplainNonExecution
) -> Sequence[InterventionEvent]:
    """Say why what was granted is not carried out, or not resumed; as often as it changes."""
    opened = require_open(intervention)
    if opened.decision_id is None or opened.stage is Stage.RUNNING:
        raise NothingDelayed
    require_happened(opened, command.explained_on, command.today)
    if opened.stage is Stage.INTERRUPTED:
        require_order(command.explained_on, opened.stage_since_on)
    require_reason(opened, command.reason)
    if len(set(command.measure_codes)) < len(command.measure_codes):
        raise MeasureNamedTwice
    return [
        *texts(Step.NON_EXECUTION, command.explained_on, reasons=command.reasons),
        NonExecutionExplained(
            explained_on=command.explained_on,
            reason_code=command.reason.code,
            measure_codes=command.measure_codes,
            intervention_id=opened.intervention_id,
            decision_id=opened.decision_id,
        ),
    ]


def end(intervention: Intervention, command: EndIntervention) -> Sequence[InterventionEvent]:
    """End it from any stage, with a reason that fits and a word on every goal."""
    opened = require_open(intervention)
    require_happened(opened, command.ended_on, command.today)
    require_order(command.ended_on, opened.latest_on)
    require_reason(opened, command.reason)
    _require_need(opened, command.reason.need)
    _require_every_goal(opened, command)
    return [
        *texts(Step.ENDING, command.ended_on, reasons=command.reasons, own_view=command.own_view),
        InterventionEnded(
            ended_on=command.ended_on,
            reason_code=command.reason.code,
            goals=command.goals,
            intervention_id=opened.intervention_id,
            person_id=opened.person_id,
        ),
    ]


def _require_need(opened: Opened, need: Need) -> None:
    if need is Need.EXECUTED and opened.execution is None:
        raise ReasonNeedsExecution
    if need is Need.UNEXECUTED and opened.execution is not None:
        raise ReasonOfUnexecuted


def _require_every_goal(opened: Opened, command: EndIntervention) -> None:
    require_goals(opened, command.goals, command.ended_on)
    if opened.goals_set_on.keys() != {goal.goal_id for goal in command.goals}:
        raise GoalAttainmentMissing
    attained = {goal.attainment for goal in command.goals} - {GoalAttainment.NOT_ASSESSED}
    if attained and opened.execution is None:
        raise AttainedWithoutExecution
