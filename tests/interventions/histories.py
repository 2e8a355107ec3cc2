"""Random histories: whatever officials ask for, in any order, on any day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from services.interventions.domain import commands
from services.interventions.domain.catalogued import Method, Need, Reason
from services.interventions.domain.commands import AgeGroup, InterventionCommand
from services.interventions.domain.events import InterventionEvent
from services.interventions.domain.rules import INTERVENTION
from services.interventions.domain.state import Intervention, Opened, Stage
from shared.contracts.interventions import GoalAttainment, GoalProgress
from shared.kernel.refusal import Refusal
from tests.interventions.stories import (
    DECISION_ID,
    FAMILY_TREATMENT,
    GOAL_ID,
    GRANTED_ON,
    INTERVENTION_ID,
    INVESTIGATION_ID,
    OTHER_GOAL_ID,
    PERSON_ID,
    TODAY,
)

days = st.dates(GRANTED_ON, TODAY)
goal_ids = st.sampled_from([GOAL_ID, OTHER_GOAL_ID])
texts = st.none() | st.just("...")
progress = st.builds(GoalProgress, goal_id=goal_ids, attainment=st.sampled_from(GoalAttainment))
goals = st.lists(progress, max_size=3).map(tuple)
today = st.just(TODAY)
reasons = st.builds(Reason, code=st.just("reason"), need=st.sampled_from(Need))
methods = st.builds(
    Method,
    code=st.sampled_from(["method-a", "method-b"]),
    intervention_types=st.sampled_from([(FAMILY_TREATMENT,), ("other",)]),
)

granted = st.builds(
    commands.OpenGrantedIntervention,
    intervention_id=st.just(INTERVENTION_ID),
    person_id=st.just(PERSON_ID),
    decision_id=st.just(DECISION_ID),
    investigation_id=st.just(INVESTIGATION_ID),
    case_type=st.just("child-concern"),
    intervention_type=st.just(FAMILY_TREATMENT),
    legal_basis_id=st.just("sol-11-1"),
    prevention_level=st.just("indicated"),
    granted_on=days,
    catalogue_version=st.just("2026.1"),
)
without_assessment = st.builds(
    commands.OpenWithoutNeedsAssessment,
    intervention_id=st.just(INTERVENTION_ID),
    person_id=st.just(PERSON_ID),
    birth_year=st.none() | st.integers(1930, 2026),
    attested_age=st.none() | st.sampled_from(AgeGroup),
    case_type=st.just("child-concern"),
    intervention_type=st.just(FAMILY_TREATMENT),
    free_for=st.frozensets(st.sampled_from(AgeGroup)),
    legal_basis_id=st.just("sol-11-5"),
    prevention_level=st.just("selective"),
    opened_on=days,
    today=today,
    catalogue_version=st.just("2026.1"),
)
assignment = {"unit": st.just("outpatient"), "provider": st.none(), "official": st.none()}
assign = st.builds(commands.AssignIntervention, **assignment, assigned_on=days, today=today)
reassign = st.builds(
    commands.ReassignIntervention,
    **assignment,
    reassigned_on=days,
    reason=reasons,
    reasons=texts,
    today=today,
)
offer = st.builds(
    commands.OfferIntervention, offered_on=days, starting_on=st.none() | days, today=today
)
decline = st.builds(
    commands.DeclineIntervention,
    declined_on=days,
    reason=reasons,
    own_view=texts,
    today=today,
)
execute = st.builds(
    commands.ExecuteIntervention,
    executed_on=days,
    method=st.none() | methods,
    today=today,
)
interrupt = st.builds(
    commands.InterruptIntervention,
    interrupted_on=days,
    reason=reasons,
    reasons=texts,
    today=today,
)
resume = st.builds(commands.ResumeIntervention, resumed_on=days, today=today)
set_goal = st.builds(
    commands.SetGoal,
    goal_id=goal_ids,
    area_code=st.just("school"),
    words=st.just("..."),
    set_on=days,
    today=today,
)
follow_up = st.builds(
    commands.FollowUpIntervention,
    followed_up_on=days,
    is_with_the_individual=st.booleans(),
    goals=goals,
    instruments=st.just(()),
    note=texts,
    own_view=texts,
    today=today,
)
swap_method = st.builds(
    commands.SwapMethod,
    to_method=methods,
    swapped_on=days,
    reason=reasons,
    reasons=texts,
    today=today,
)
end = st.builds(
    commands.EndIntervention,
    ended_on=days,
    reason=reasons,
    goals=goals,
    reasons=texts,
    own_view=texts,
    today=today,
)
note_appeal = st.builds(
    commands.NoteAppeal,
    decision_id=st.just(DECISION_ID),
    received_on=days,
    is_in_time=st.none() | st.booleans(),
)
opening = granted | without_assessment
content = assign | reassign | set_goal | follow_up | swap_method | note_appeal
execution = offer | decline | execute | interrupt | resume | end
anything: st.SearchStrategy[InterventionCommand] = opening | content | execution
fitting: Mapping[Stage, st.SearchStrategy[InterventionCommand]] = {
    Stage.WAITING: assign | offer | execute | set_goal,
    Stage.OFFERED: decline | execute | reassign,
    Stage.DECLINED: offer | execute,
    Stage.RUNNING: interrupt | swap_method | follow_up | set_goal | end,
    Stage.INTERRUPTED: resume | reassign | follow_up | end,
    Stage.ENDED: note_appeal,
}
"""What officials mostly ask for at each stage."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One command that was asked, and what came of it: no events where a rule refused."""

    before: Intervention
    command: InterventionCommand
    events: Sequence[InterventionEvent]
    after: Intervention


def _asked_on(command: InterventionCommand, on: date) -> InterventionCommand:
    """Return the command about another day: its own day, not the day it offers."""
    names = [field.name for field in fields(command) if field.name.endswith("_on")]
    moved: dict[str, Any] = {name: on for name in names if name != "starting_on"}
    return replace(command, **moved)


def _turn(before: Intervention, command: InterventionCommand) -> Turn:
    try:
        events = INTERVENTION.decide(before, command)
    except Refusal:
        return Turn(before, command, (), before)
    after = before
    for event in events:
        after = INTERVENTION.evolve(after, event)
    return Turn(before, command, events, after)


@st.composite
def histories(draw: st.DrawFn) -> list[Turn]:
    """Draw what became of random commands: mostly fitting, mostly in the order of time."""
    state, on, turns = INTERVENTION.initial, GRANTED_ON, list[Turn]()
    for _ in range(draw(st.integers(0, 25))):
        usual = fitting[state.stage] if isinstance(state, Opened) else granted
        command = draw(usual if draw(st.integers(0, 3)) else anything)
        day = on + timedelta(days=draw(st.integers(-2, 9)))
        turns.append(_turn(state, _asked_on(command, day)))
        if turns[-1].events:
            state, on = turns[-1].after, day
    return turns
