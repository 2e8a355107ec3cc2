"""What is carried out: goals, follow-ups, interruptions, other methods, and the end."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from deploy.simulation.agenda import working_day
from deploy.simulation.steps import scores
from deploy.simulation.town import TEXT, Grant, Town
from deploy.simulation.truth import Interruption
from services.interventions.domain.commands import (
    EndIntervention,
    FollowUpIntervention,
    InterruptIntervention,
    ResumeIntervention,
    SetGoal,
    SwapMethod,
)
from shared.contracts.interventions import (
    GoalAttainment,
    GoalProgress,
    InstrumentRepeated,
)

WITH_INSTRUMENT = 0.3


def methods_for(town: Town, kind: str, on: date) -> Sequence[str]:
    """Return the methods by which such an intervention may be carried out that day."""
    return [
        each.id
        for wordings in town.catalogue.tables.methods.values()
        for each in wordings
        if kind in each.intervention_types and each.is_in_force(on)
    ]


def go_on(town: Town, grant: Grant) -> None:
    """Note what is to happen in an intervention that was begun."""
    chance, about, note = town.chance, grant.about, town.agenda.note
    length = timedelta(days=chance.within(about.spread("days_of_intervention")))
    ends_on = working_day(max(town.today, (grant.truth.executed_on or town.today) + length))
    for _ in range(chance.within(about.spread("goals"))):
        note(town.today, partial(_set_goal, town, grant))
    _follow_up_until(town, grant, ends_on)
    if chance.happens(about.number("method_swapped")):
        note(_between(town, ends_on), partial(_swap, town, grant))
    is_stopped = chance.happens(about.number("interrupted"))
    if is_stopped:
        note(_between(town, ends_on), partial(_interrupt, town, grant, ends_on))
    if not chance.happens(about.number("never_ended")):
        note(ends_on, partial(_end, town, grant))


def _between(town: Town, ends_on: date) -> date:
    """Return a day before the end, if there is one."""
    room = max(0, (ends_on - town.today).days - 1)
    return min(ends_on, working_day(town.today + timedelta(days=town.chance.between(0, room))))


def _follow_up_until(town: Town, grant: Grant, ends_on: date) -> None:
    on = town.today
    while True:
        on += timedelta(days=town.chance.within(grant.about.spread("days_between_follow_ups")))
        if on >= ends_on:
            return
        town.agenda.note(min(ends_on, working_day(on)), partial(_follow_up, town, grant))


def _set_goal(town: Town, grant: Grant) -> None:
    area = town.chance.among(grant.about.weights("goal_area"))
    goal_id = town.desk.new_id()
    command = SetGoal(
        goal_id=goal_id,
        area_code=town.law.goal_area(area, town.today),
        words=TEXT,
        set_on=town.today,
        today=town.today,
    )
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    grant.truth.goals[goal_id] = GoalAttainment.NOT_ASSESSED


def _stand(town: Town, grant: Grant) -> tuple[GoalProgress, ...]:
    """Say how every goal stands."""
    for goal_id in grant.truth.goals:
        grant.truth.goals[goal_id] = town.chance.among(grant.about.weights("attainment"))
    return tuple(
        GoalProgress(goal_id=goal_id, attainment=GoalAttainment(found))
        for goal_id, found in grant.truth.goals.items()
    )


def _follow_up(town: Town, grant: Grant) -> None:
    code = town.chance.among(grant.about.weights("instrument"))
    repeated = InstrumentRepeated(
        instrument_code=code,
        instrument_version="1",
        applied_on=town.today,
        scores=scores(town, code, 0.4),
    )
    with_instrument = town.chance.happens(WITH_INSTRUMENT)
    command = FollowUpIntervention(
        followed_up_on=town.today,
        is_with_the_individual=town.chance.happens(0.9),
        goals=_stand(town, grant),
        instruments=town.law.instruments([repeated]) if with_instrument else (),
        note=TEXT,
        own_view=None,
        today=town.today,
    )
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    grant.truth.followed_up_on.append(town.today)


def _swap(town: Town, grant: Grant) -> None:
    others = [
        each
        for each in methods_for(town, grant.truth.type, town.today)
        if each not in grant.truth.methods[-1:]
    ]
    if not others:
        return
    code = town.chance.one_of(others)
    command = SwapMethod(
        to_method=town.law.method(code, town.today),
        swapped_on=town.today,
        reason=town.law.reason("method-swap", "changed-need", town.today),
        reasons=TEXT,
        today=town.today,
    )
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    grant.truth.methods.append(code)


def _interrupt(town: Town, grant: Grant, ends_on: date) -> None:
    code = town.chance.among(grant.about.weights("interruption"))
    command = InterruptIntervention(
        interrupted_on=town.today,
        reason=town.law.reason("interruption", code, town.today),
        reasons=TEXT,
        today=town.today,
    )
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    interruption = Interruption(interrupted_on=town.today, reason=code)
    grant.truth.interruptions.append(interruption)
    after = timedelta(days=town.chance.within(grant.about.spread("days_of_interruption")))
    resumed_on = working_day(town.today + after)
    if resumed_on < ends_on and not town.chance.happens(grant.about.number("never_resumed")):
        town.agenda.note(resumed_on, partial(_resume, town, grant, interruption))


def _resume(town: Town, grant: Grant, interruption: Interruption) -> None:
    command = ResumeIntervention(resumed_on=town.today, today=town.today)
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    interruption.resumed_on = town.today


def _end(town: Town, grant: Grant) -> None:
    code = town.chance.among(grant.about.weights("ending"))
    command = EndIntervention(
        ended_on=town.today,
        reason=town.law.reason("ending", code, town.today),
        goals=_stand(town, grant),
        reasons=TEXT,
        own_view=None,
        today=town.today,
    )
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    town.desk.let_go(grant.truth.intervention_id)
    grant.truth.ended_on, grant.truth.ended_for = town.today, code
