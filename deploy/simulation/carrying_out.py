"""What was granted: given to a unit, offered, begun soon, late or never."""

from datetime import date, timedelta
from functools import partial

from deploy.simulation.agenda import working_day
from deploy.simulation.assisting import assist
from deploy.simulation.going_on import go_on, methods_for
from deploy.simulation.offices import unit_head
from deploy.simulation.slips import correct_execution, later
from deploy.simulation.standing import postpone, withdraw
from deploy.simulation.town import TEXT, Case, Grant, Town
from deploy.simulation.truth import Decision, Intervention
from services.interventions.domain.catalogued import Method
from services.interventions.domain.commands import (
    AssignIntervention,
    DeclineIntervention,
    ExecuteIntervention,
    ExplainNonExecution,
    OfferIntervention,
    OpenGrantedIntervention,
)
from services.interventions.domain.rules import INTERVENTION
from services.interventions.reactions.follow_the_decision import ACTOR
from shared.contracts.investigation import DecisionMade
from shared.kernel.context import Context, Recorded

INCOME = "income"
THREE_MONTHS = timedelta(days=90)


def carry_out(
    town: Town,
    case: Case,
    decision: Decision,
    made: Recorded[DecisionMade],
    opening: OpenGrantedIntervention,
) -> None:
    """Do as interventions' reaction does, and note what is to become of it."""
    context = Context(
        actor=ACTOR,
        thread_id=made.context.thread_id,
        causation_id=made.event_id,
        person_id=opening.person_id,
        file_id=made.context.file_id,
    )
    town.desk.begin(INTERVENTION, opening.intervention_id, opening, context)
    grant = _grant(town, case, decision, opening)
    if case.running.matter.area == INCOME:
        assist(town, case, grant)
    else:
        _plan_ahead(town, grant)


def _grant(town: Town, case: Case, decision: Decision, opening: OpenGrantedIntervention) -> Grant:
    truth = decision.intervention = Intervention(
        intervention_id=opening.intervention_id,
        person_id=opening.person_id,
        case_type=opening.case_type,
        type=opening.intervention_type,
        opened_on=opening.granted_on,
        decision_id=decision.decision_id,
    )
    official = town.some_official(case.about.word("carried_out_by"), case.about)
    return Grant(about=case.about, truth=truth, official=official, decision=decision)


def _plan_ahead(town: Town, grant: Grant) -> None:
    chance, about, note = town.chance, grant.about, town.agenda.note
    to_unit = timedelta(days=chance.within(about.spread("days_to_unit")))
    assigned_on = working_day(grant.truth.opened_on + to_unit)
    note(assigned_on, partial(_assign, town, grant))
    if chance.happens(about.number("withdrawn")):
        given_up = timedelta(days=chance.between(1, 60))
        note(working_day(assigned_on + given_up), partial(withdraw, town, grant))
        return
    if chance.happens(about.number("never_executed")):
        _explain_when_late(town, grant, town.last_day)
        return
    is_slow = chance.happens(about.number("executed_slowly"))
    after = about.spread("days_to_slow_execution" if is_slow else "days_to_execution")
    executed_on = working_day(
        max(assigned_on, grant.truth.opened_on + timedelta(days=chance.within(after)))
    )
    if chance.happens(about.number("offered")):
        offered_on = working_day(assigned_on + (executed_on - assigned_on) / 2)
        note(min(offered_on, executed_on), partial(_offer, town, grant, executed_on))
    _explain_when_late(town, grant, executed_on)
    if executed_on > assigned_on and chance.happens(about.number("postponed")):
        note(assigned_on, partial(postpone, town, grant, executed_on))
    note(town.noted(executed_on, about), partial(_execute, town, grant, executed_on))


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


def _offer(town: Town, grant: Grant, starting_on: date) -> None:
    """Offer a start; a no is given the same day, and the decision stands."""
    today, by = town.today, grant.official
    start = max(starting_on, today)
    offer = OfferIntervention(offered_on=today, starting_on=start, today=today)
    town.desk.ask(grant.truth.intervention_id, offer, by)
    grant.truth.offered_on.append(today)
    if town.chance.happens(grant.about.number("declined")):
        code = town.chance.among(grant.about.weights("declined_reason"))
        no = DeclineIntervention(
            declined_on=today,
            reason=town.law.reason("declined", code, today),
            own_view=TEXT,
            today=today,
        )
        town.desk.ask(grant.truth.intervention_id, no, by)
        grant.truth.declined_on.append(today)


def _explain_when_late(town: Town, grant: Grant, until_on: date) -> None:
    on = working_day(grant.truth.opened_on + THREE_MONTHS)
    if on < until_on and town.chance.happens(grant.about.number("delay_explained")):
        town.agenda.note(on, partial(_explain, town, grant))


def _explain(town: Town, grant: Grant) -> None:
    today, about = town.today, grant.about
    code = town.chance.among(about.weights("delay_reason"))
    measure = town.chance.among(about.weights("delay_measure"))
    command = ExplainNonExecution(
        explained_on=today,
        reason=town.law.reason("non-execution", code, today),
        measure_codes=(town.law.measure(measure, today),),
        reasons=TEXT,
        today=today,
    )
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    grant.truth.explained_on.append(today)


def _execute(town: Town, grant: Grant, on: date) -> None:
    method = _some_method(town, grant, on)
    command = ExecuteIntervention(executed_on=on, method=method, today=town.today)
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    grant.truth.executed_on = on
    grant.truth.methods += [method.code] if method else []
    found_on = later(town, grant.about)
    if found_on is not None:
        town.agenda.note(found_on, partial(correct_execution, town, grant))
    go_on(town, grant)


def _some_method(town: Town, grant: Grant, on: date) -> Method | None:
    """Return a method for such interventions, where there are any."""
    fitting = methods_for(town, grant.truth.type, on)
    return town.law.method(town.chance.one_of(fitting), on) if fitting else None
