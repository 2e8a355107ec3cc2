"""The rules of interventions: which function answers which command."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from services.interventions.domain import content, execution, opening
from services.interventions.domain.commands import (
    AssignIntervention,
    DeclineIntervention,
    EndIntervention,
    ExecuteIntervention,
    ExplainNonExecution,
    FollowUpIntervention,
    InterruptIntervention,
    InterventionCommand,
    NoteAppeal,
    OfferIntervention,
    OpenGrantedIntervention,
    OpenWithoutNeedsAssessment,
    ReassignIntervention,
    ResumeIntervention,
    SetGoal,
    SwapMethod,
)
from services.interventions.domain.events import AppealNoted, InterventionEvent
from services.interventions.domain.isu.commands import IsuCommand
from services.interventions.domain.isu.rules import decide_isu
from services.interventions.domain.refusals import NothingOpened
from services.interventions.domain.state import Intervention, NotOpened, evolve
from shared.kernel.decider import Decider

_Execution: TypeAlias = (
    OfferIntervention
    | DeclineIntervention
    | ExecuteIntervention
    | InterruptIntervention
    | ResumeIntervention
    | ExplainNonExecution
    | EndIntervention
)
_Content: TypeAlias = (
    AssignIntervention | ReassignIntervention | SetGoal | FollowUpIntervention | SwapMethod
)


def note_appeal(intervention: Intervention, command: NoteAppeal) -> Sequence[InterventionEvent]:
    """Note that the decision is appealed, whatever the stage; it stops nothing by itself."""
    if isinstance(intervention, NotOpened):
        raise NothingOpened
    return [
        AppealNoted(
            decision_id=command.decision_id,
            received_on=command.received_on,
            is_in_time=command.is_in_time,
        )
    ]


def _decide_execution(
    intervention: Intervention, command: _Execution
) -> Sequence[InterventionEvent]:
    match command:
        case OfferIntervention():
            return execution.offer(intervention, command)
        case DeclineIntervention():
            return execution.decline(intervention, command)
        case ExecuteIntervention():
            return execution.execute(intervention, command)
        case InterruptIntervention():
            return execution.interrupt(intervention, command)
        case ResumeIntervention():
            return execution.resume(intervention, command)
        case ExplainNonExecution():
            return execution.explain_non_execution(intervention, command)
        case EndIntervention():
            return execution.end(intervention, command)
        case _:
            assert_never(command)


def _decide_content(intervention: Intervention, command: _Content) -> Sequence[InterventionEvent]:
    match command:
        case AssignIntervention():
            return content.assign(intervention, command)
        case ReassignIntervention():
            return content.reassign(intervention, command)
        case SetGoal():
            return content.set_goal(intervention, command)
        case FollowUpIntervention():
            return content.follow_up(intervention, command)
        case SwapMethod():
            return content.swap_method(intervention, command)
        case _:
            assert_never(command)


def decide(
    intervention: Intervention, command: InterventionCommand
) -> Sequence[InterventionEvent]:
    """Return what happens when ``command`` meets ``intervention``, or raise a Refusal."""
    if isinstance(command, _Execution):
        return _decide_execution(intervention, command)
    if isinstance(command, _Content):
        return _decide_content(intervention, command)
    if isinstance(command, IsuCommand):
        return decide_isu(intervention, command)
    match command:
        case OpenGrantedIntervention():
            return opening.open_granted(intervention, command)
        case OpenWithoutNeedsAssessment():
            return opening.open_without_needs_assessment(intervention, command)
        case NoteAppeal():
            return note_appeal(intervention, command)
        case _:
            assert_never(command)


INTERVENTION: Decider[Intervention, InterventionCommand, InterventionEvent] = Decider(
    NotOpened(), decide, evolve
)
