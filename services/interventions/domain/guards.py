"""What several rules ask first: whether it is open, and whether it can have happened then."""

from collections.abc import Sequence
from datetime import date

from services.interventions.domain.catalogued import Method, Reason
from services.interventions.domain.events import (
    InterventionEvent,
    OwnViewNoted,
    ReasonsNoted,
    Step,
)
from services.interventions.domain.refusals import (
    AlreadyEnded,
    BeforeOpening,
    BeforePrecedingStep,
    GoalNamedTwice,
    MethodOfOtherType,
    NotExecuted,
    NothingOpened,
    ReasonOfOtherCaseType,
    UnknownGoal,
)
from services.interventions.domain.state import (
    Execution,
    Intervention,
    NotOpened,
    Opened,
    Stage,
)
from shared.contracts.interventions import GoalProgress
from shared.kernel.dates import require_come


def require_open(intervention: Intervention) -> Opened:
    """Return the intervention, unless it is not opened yet or has ended."""
    if isinstance(intervention, NotOpened):
        raise NothingOpened
    if intervention.stage is Stage.ENDED:
        raise AlreadyEnded
    return intervention


def require_execution(opened: Opened) -> Execution:
    """Return what is known of the carrying out, once it has begun."""
    if opened.execution is None:
        raise NotExecuted
    return opened.execution


def require_happened(opened: Opened, on: date, today: date) -> None:
    """Refuse a day that has not come, and one before there was an intervention."""
    require_come(on, today)
    if on < opened.begins_on:
        raise BeforeOpening


def require_order(on: date, preceding_on: date) -> None:
    """Refuse a day before the step that this one follows on. The same day will do."""
    if on < preceding_on:
        raise BeforePrecedingStep


def require_goals(opened: Opened, goals: Sequence[GoalProgress], on: date) -> None:
    """Refuse goals that were not set by then, and one goal said to stand in two ways."""
    named = [goal.goal_id for goal in goals]
    if len(set(named)) < len(named):
        raise GoalNamedTwice
    if not opened.goals_set_on.keys() >= set(named):
        raise UnknownGoal
    for goal_id in named:
        require_order(on, opened.goals_set_on[goal_id])


def require_method(opened: Opened, method: Method) -> None:
    """Refuse a method that belongs to other types of intervention only."""
    if opened.intervention_type not in method.intervention_types:
        raise MethodOfOtherType


def require_reason(opened: Opened, reason: Reason) -> None:
    """Refuse a reason that belongs to other types of case only."""
    if reason.case_types and opened.case_type not in reason.case_types:
        raise ReasonOfOtherCaseType


def texts(
    step: Step, on: date, *, reasons: str | None = None, own_view: str | None = None
) -> list[InterventionEvent]:
    """Return the texts of a step as events; none for what was left out."""
    noted: list[InterventionEvent] = []
    if reasons is not None:
        noted.append(ReasonsNoted(step=step, reasons=reasons, noted_on=on))
    if own_view is not None:
        noted.append(OwnViewNoted(step=step, view=own_view, noted_on=on))
    return noted
