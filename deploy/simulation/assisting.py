"""Economic assistance: paid, ended, applied for anew month after month, and returned to."""

from datetime import date, timedelta
from functools import partial

from deploy.simulation.agenda import working_day
from deploy.simulation.offices import unit_head
from deploy.simulation.town import TEXT, Case, Grant, Town
from deploy.simulation.truth import Person
from services.interventions.domain.commands import (
    AssignIntervention,
    EndIntervention,
    ExecuteIntervention,
)

A_MONTH = 30
BEFORE_THE_END = timedelta(days=8)
THE_MONTH_IS_OVER = "completed"


def assist(town: Town, case: Case, grant: Grant) -> None:
    """Note when it is paid, when it ends, and whether it is applied for again."""
    chance, about, person = town.chance, grant.about, case.running.matter.person
    _assign(town, grant)
    after = timedelta(days=chance.within(about.spread("days_to_payment")))
    paid_on = working_day(grant.truth.opened_on + after)
    town.agenda.note(paid_on, partial(_pay, town, grant))
    months = int(chance.among(about.weights("months_granted")))
    left = town.months_left.pop(person.person_id, None)
    left = (chance.within(about.spread("months_of_assistance")) if left is None else left) - months
    ends_on = working_day(max(paid_on, town.today) + timedelta(days=A_MONTH * months))
    if left > 0:
        town.months_left[person.person_id] = left
        town.agenda.note(ends_on - BEFORE_THE_END, partial(town.again, case.running, person))
        town.agenda.note(ends_on, partial(_end, town, grant, THE_MONTH_IS_OVER))
    else:
        _leave(town, case, grant, ends_on)


def refused(town: Town, case: Case) -> None:
    """Note that somebody whose application was denied applies again, or gives up."""
    person = case.running.matter.person
    town.months_left.pop(person.person_id, None)
    if town.chance.happens(case.about.number("applies_again")):
        on = working_day(town.today + timedelta(days=A_MONTH))
        town.agenda.note(on, partial(town.again, case.running, person))


def _leave(town: Town, case: Case, grant: Grant, on: date) -> None:
    """Note that they get by without, perhaps not for long; some of it is never ended."""
    about, person = case.about, case.running.matter.person
    if not town.chance.happens(about.number("never_ended")):
        reason = town.chance.among(about.weights("ending"))
        town.agenda.note(on, partial(_end, town, grant, reason))
    if town.chance.happens(about.number("returns_within_a_year")):
        back_on = on + timedelta(days=town.chance.between(A_MONTH, 360))
        town.agenda.note(working_day(back_on), partial(_return, town, case, person))


def _return(town: Town, case: Case, person: Person) -> None:
    town.again(case.running, person)


def _assign(town: Town, grant: Grant) -> None:
    unit = grant.about.word("carried_out_by")
    command = AssignIntervention(
        unit=unit,
        provider=None,
        official=grant.official.subject,
        assigned_on=town.today,
        today=town.today,
    )
    town.desk.ask(grant.truth.intervention_id, command, unit_head(unit))
    grant.truth.unit = unit


def _pay(town: Town, grant: Grant) -> None:
    command = ExecuteIntervention(executed_on=town.today, method=None, today=town.today)
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    grant.truth.executed_on = town.today


def _end(town: Town, grant: Grant, code: str) -> None:
    command = EndIntervention(
        ended_on=town.today,
        reason=town.law.reason("ending", code, town.today),
        goals=(),
        reasons=TEXT,
        own_view=None,
        today=town.today,
    )
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    town.desk.let_go(grant.truth.intervention_id)
    grant.truth.ended_on, grant.truth.ended_for = town.today, code
