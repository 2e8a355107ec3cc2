"""By which command each event of an intervention came about, to ask the rules once more.

The codes have been tried against the catalogue already, so each fits wherever it stands.
"""

from datetime import date
from typing import TypeAlias

from services.interventions.domain.catalogued import Method, Reason
from services.interventions.domain.commands import (
    AssignIntervention,
    DeclineIntervention,
    EndIntervention,
    ExecuteIntervention,
    FollowUpIntervention,
    InterruptIntervention,
    InterventionCommand,
    OfferIntervention,
    ReassignIntervention,
    ResumeIntervention,
    SetGoal,
    SwapMethod,
)
from services.interventions.domain.events import InterventionEvent
from services.interventions.domain.isu.retracing import asked_of
from services.interventions.domain.refusals import NothingOpened
from services.interventions.domain.state import Intervention, NotOpened, Opened
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
)
from shared.contracts.interventions_isu import IsuPublished

SOME_DAY = date.max
_Move: TypeAlias = (
    InterventionOffered
    | InterventionDeclined
    | InterventionExecuted
    | InterventionInterrupted
    | InterventionResumed
    | InterventionEnded
)


def asked(intervention: Intervention, event: InterventionEvent) -> InterventionCommand | None:
    """Return what was asked for; None for an opening and for what is only noted.

    Raises:
        NothingOpened: the event stands, and the opening does not.
    """
    if isinstance(event, InterventionOpened):
        return None
    if isinstance(intervention, NotOpened):
        raise NothingOpened
    if isinstance(event, _Move):
        return _moving(intervention, event)
    if isinstance(event, IsuPublished):
        return asked_of(event)
    return _filling_in(intervention, event)


def _moving(opened: Opened, event: _Move) -> InterventionCommand:
    match event:
        case InterventionOffered(offered_on=on, starting_on=start):
            return OfferIntervention(offered_on=on, starting_on=start, today=SOME_DAY)
        case InterventionDeclined(declined_on=on, reason_code=code):
            return DeclineIntervention(
                declined_on=on, reason=Reason(code=code), own_view=None, today=SOME_DAY
            )
        case InterventionExecuted(executed_on=on, method_code=code):
            method = _method(opened, code) if code else None
            return ExecuteIntervention(executed_on=on, method=method, today=SOME_DAY)
        case InterventionInterrupted(interrupted_on=on, reason_code=code):
            return InterruptIntervention(
                interrupted_on=on, reason=Reason(code=code), reasons=None, today=SOME_DAY
            )
        case InterventionResumed(resumed_on=on):
            return ResumeIntervention(resumed_on=on, today=SOME_DAY)
        case InterventionEnded(ended_on=on, reason_code=code, goals=goals):
            return EndIntervention(
                ended_on=on,
                reason=Reason(code=code),
                goals=goals,
                reasons=None,
                own_view=None,
                today=SOME_DAY,
            )


def _filling_in(opened: Opened, event: InterventionEvent) -> InterventionCommand | None:
    match event:
        case InterventionAssigned(assigned_on=on):
            return AssignIntervention(
                unit=event.unit,
                provider=event.provider,
                official=event.official,
                assigned_on=on,
                today=SOME_DAY,
            )
        case InterventionReassigned(reassigned_on=on):
            return ReassignIntervention(
                unit=event.unit,
                provider=event.provider,
                official=event.official,
                reassigned_on=on,
                reason=Reason(code=event.reason_code),
                reasons=None,
                today=SOME_DAY,
            )
        case GoalSet(goal_id=goal_id, area_code=area, set_on=on):
            return SetGoal(
                goal_id=goal_id,
                area_code=area,
                words="",
                set_on=on,
                today=SOME_DAY,
                need_id=event.need_id,
            )
        case InterventionFollowedUp(followed_up_on=on):
            return FollowUpIntervention(
                followed_up_on=on,
                is_with_the_individual=event.is_with_the_individual,
                goals=event.goals,
                instruments=event.instruments,
                note=None,
                own_view=None,
                today=SOME_DAY,
            )
        case MethodSwapped(to_method_code=code, swapped_on=on):
            return SwapMethod(
                to_method=_method(opened, code),
                swapped_on=on,
                reason=Reason(code=event.reason_code),
                reasons=None,
                today=SOME_DAY,
            )
        case _:
            return None


def _method(opened: Opened, code: str) -> Method:
    return Method(code=code, intervention_types=(opened.intervention_type,))
