"""What the stories about interventions have in common: fixed dates, ids and first facts."""

from datetime import date
from uuid import UUID

from services.interventions.domain.catalogued import Method, Reason
from services.interventions.domain.commands import (
    AssignIntervention,
    DeclineIntervention,
    EndIntervention,
    ExecuteIntervention,
    InterruptIntervention,
    OfferIntervention,
    ResumeIntervention,
    SetGoal,
)
from services.interventions.domain.rules import INTERVENTION
from shared.contracts.interventions import (
    GoalAttainment,
    GoalProgress,
    GoalSet,
    InterventionAssigned,
    InterventionDeclined,
    InterventionEnded,
    InterventionExecuted,
    InterventionInterrupted,
    InterventionOffered,
    InterventionOpened,
    InterventionResumed,
)
from shared.testing.scenario import Scenario

INTERVENTION_ID = UUID("0d5b7c7e-2f3b-5d0a-8a53-6a3c0f6e7b01")
PERSON_ID = UUID("0192f0c1-0000-7000-8000-0000000000aa")
DECISION_ID = UUID("0192f0c1-0000-7000-8000-0000000000d1")
INVESTIGATION_ID = UUID("0d5b7c7e-2f3b-5d0a-8a53-6a3c0f6e7a01")
GOAL_ID = UUID("0192f0c1-0000-7000-8000-000000000901")
OTHER_GOAL_ID = UUID("0192f0c1-0000-7000-8000-000000000902")

GRANTED_ON = date(2026, 4, 20)
DAY_BEFORE_GRANTED = date(2026, 4, 19)
TODAY = date(2026, 9, 1)
TOMORROW = date(2026, 9, 2)
FAMILY_TREATMENT = "family-treatment"
FAMILY_WORK = Method(
    code="intensive-family-work", intervention_types=(FAMILY_TREATMENT, "parental-support")
)
COMPLETED = Reason(code="completed")

opened = InterventionOpened(
    intervention_id=INTERVENTION_ID,
    person_id=PERSON_ID,
    decision_id=DECISION_ID,
    investigation_id=INVESTIGATION_ID,
    intervention_type=FAMILY_TREATMENT,
    legal_basis_id="sol-11-1",
    is_needs_assessed=True,
    prevention_level="indicated",
    granted_on=GRANTED_ON,
    opened_on=GRANTED_ON,
    catalogue_version="2026.1",
    case_type="child-concern",
)
assigned = InterventionAssigned(
    unit="outpatient", provider=None, official="official-9", assigned_on=date(2026, 4, 22)
)
offered = InterventionOffered(offered_on=date(2026, 4, 27), starting_on=date(2026, 5, 4))
declined = InterventionDeclined(declined_on=date(2026, 4, 29), reason_code="other-time")
executed = InterventionExecuted(
    executed_on=date(2026, 5, 4),
    method_code="intensive-family-work",
    intervention_id=INTERVENTION_ID,
    decision_id=DECISION_ID,
)
interrupted = InterventionInterrupted(interrupted_on=date(2026, 6, 22), reason_code="holiday")
resumed = InterventionResumed(resumed_on=date(2026, 8, 3))
goal_set = GoalSet(goal_id=GOAL_ID, area_code="school", set_on=date(2026, 5, 6))
other_goal_set = GoalSet(goal_id=OTHER_GOAL_ID, area_code="health", set_on=date(2026, 5, 6))
ended = InterventionEnded(
    ended_on=date(2026, 8, 28),
    reason_code="completed",
    goals=(),
    intervention_id=INTERVENTION_ID,
    person_id=PERSON_ID,
)
BEFORE_EXECUTION = (opened, assigned)
RUNNING = (opened, assigned, executed)
INTERRUPTED = (*RUNNING, interrupted)

intervention = Scenario(INTERVENTION)


def assign(on: date = date(2026, 4, 22), provider: str | None = None) -> AssignIntervention:
    return AssignIntervention(
        unit="outpatient", provider=provider, official="official-9", assigned_on=on, today=TODAY
    )


def offer(
    on: date = date(2026, 4, 27), starting_on: date | None = date(2026, 5, 4)
) -> OfferIntervention:
    return OfferIntervention(offered_on=on, starting_on=starting_on, today=TODAY)


def decline(on: date = date(2026, 4, 29), own_view: str | None = None) -> DeclineIntervention:
    return DeclineIntervention(
        declined_on=on, reason=Reason(code="other-time"), own_view=own_view, today=TODAY
    )


def execute(
    on: date = date(2026, 5, 4), method: Method | None = FAMILY_WORK
) -> ExecuteIntervention:
    return ExecuteIntervention(
        executed_on=on,
        method=method,
        today=TODAY,
    )


def interrupt(on: date = date(2026, 6, 22), reasons: str | None = None) -> InterruptIntervention:
    return InterruptIntervention(
        interrupted_on=on, reason=Reason(code="holiday"), reasons=reasons, today=TODAY
    )


def resume(on: date = date(2026, 8, 3)) -> ResumeIntervention:
    return ResumeIntervention(resumed_on=on, today=TODAY)


def set_goal(on: date = date(2026, 5, 6), goal_id: UUID = GOAL_ID) -> SetGoal:
    return SetGoal(
        goal_id=goal_id,
        area_code="school",
        words="Vara i skolan fyra dagar i veckan.",
        set_on=on,
        today=TODAY,
    )


def progress(
    attainment: GoalAttainment = GoalAttainment.REACHED, goal_id: UUID = GOAL_ID
) -> GoalProgress:
    return GoalProgress(goal_id=goal_id, attainment=attainment)


def end(
    on: date = date(2026, 8, 28),
    *goals: GoalProgress,
    reason: Reason = COMPLETED,
    reasons: str | None = None,
    own_view: str | None = None,
) -> EndIntervention:
    return EndIntervention(
        ended_on=on,
        reason=reason,
        goals=goals,
        reasons=reasons,
        own_view=own_view,
        today=TODAY,
    )
