"""How an investigation ends: decided or not, granted or not, appealed or not."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from deploy.simulation.agenda import working_day
from deploy.simulation.assisting import refused
from deploy.simulation.carrying_out import INCOME, carry_out
from deploy.simulation.offices import decider
from deploy.simulation.steps import asked_by
from deploy.simulation.town import TEXT, Case, Town
from deploy.simulation.truth import Decision
from services.interventions.application.opening import granted
from services.investigation.application.appealing import last_day_to_appeal
from services.investigation.application.closing import ClosingWanted, lawful_closing
from services.investigation.application.deciding import DecisionWanted, lawful_decision
from services.investigation.application.lawful import delegation
from services.investigation.domain.decision.commands import RegisterAppeal
from services.investigation.domain.decision.rules import DECISION
from services.investigation.domain.investigation.commands import JoinDecision
from shared.contracts.intake import Origin
from shared.contracts.investigation import DecisionMade, Outcome
from shared.kernel.context import Actor

GRANTING = (Outcome.GRANTED, Outcome.PARTLY_GRANTED)
SERVED_AFTER = timedelta(days=2)


def decide(town: Town, case: Case, closing_on: date) -> None:
    """Decide what is to be decided: an application always, a report where something is granted."""
    is_application = case.running.opened.origin is Origin.APPLICATION
    if not is_application and not town.chance.happens(case.about.number("decided")):
        return
    outcome = Outcome.GRANTED
    if is_application:
        outcome = Outcome(town.chance.among(case.about.weights("outcome")))
    wanted = _wanted(town, case, outcome)
    _make(town, case, wanted, _decider(town, case, wanted))


def _wanted(town: Town, case: Case, outcome: Outcome) -> DecisionWanted:
    about, is_granted = case.about, outcome in GRANTING
    kind = town.chance.among(about.weights("intervention"))
    reasons = about.weights("granted_reason" if is_granted else "denied_reason")
    return DecisionWanted(
        decision_id=town.desk.new_id(),
        decision_type=town.catalogue.intervention_type(kind, town.today).granted_by[0],
        outcome=outcome,
        intervention_type=kind if is_granted else None,
        decided_on=town.today,
        reason_codes=(town.chance.among(reasons),),
        reasons=TEXT,
    )


def _decider(town: Town, case: Case, wanted: DecisionWanted) -> Actor:
    lowest = delegation(
        town.catalogue,
        wanted.decision_type,
        "committee",
        wanted.decided_on,
        outcome=wanted.outcome,
        intervention_type=wanted.intervention_type,
    ).lowest_role
    return decider(lowest or "committee", case.about.word("unit"), case.official)


def _make(town: Town, case: Case, wanted: DecisionWanted, by: Actor) -> None:
    """Do as the use case does: a line in the investigation, and a stream for the decision."""
    joined = JoinDecision(
        decision_id=wanted.decision_id,
        is_intervention_granted=wanted.intervention_type is not None,
        decided_on=wanted.decided_on,
        today=town.today,
    )
    joining = town.desk.ask(case.opened.investigation_id, joined, by)
    command = lawful_decision(town.catalogue, case.opened, wanted, asked_by(town, by))
    context = joining[0].context
    happened = town.desk.begin(DECISION, wanted.decision_id, command, context)
    made = next(e for e in happened if isinstance(e.event, DecisionMade))
    decision = Decision(
        decision_id=wanted.decision_id,
        type=wanted.decision_type,
        outcome=wanted.outcome,
        decided_on=wanted.decided_on,
        role=by.role,
        legal_basis_id=command.legal_basis_id,
        reasons=list(wanted.reason_codes),
    )
    case.truth.decisions.append(decision)
    opening = granted(town.law, made.event)
    if opening is not None:
        carry_out(town, case, decision, made, opening)
    elif case.running.matter.area == INCOME:
        refused(town, case)
    _appeal_later(town, case, decision)


def _appeal_later(town: Town, case: Case, decision: Decision) -> None:
    is_denied = decision.outcome != Outcome.GRANTED
    if not is_denied or not town.chance.happens(case.about.number("appealed")):
        return
    after = timedelta(days=town.chance.within(case.about.spread("days_to_appeal")))
    on = working_day(decision.decided_on + after)
    town.agenda.note(on, partial(_appeal, town, case, decision))


def _appeal(town: Town, case: Case, decision: Decision) -> None:
    served_on = min(decision.decided_on + SERVED_AFTER, town.today)
    command = RegisterAppeal(
        received_on=town.today,
        notified_on=served_on,
        last_day_on=last_day_to_appeal(town.catalogue, served_on),
        today=town.today,
    )
    town.desk.ask(decision.decision_id, command, case.official)
    decision.appealed_on = town.today


def close(town: Town, case: Case) -> None:
    """Close it as its decisions say."""
    is_with = any(each.outcome in GRANTING for each in case.truth.decisions)
    wanted = ClosingWanted(
        closed_on=town.today,
        is_with_intervention=is_with,
        reason_code=_closing_reason(town, case, is_with=is_with),
        summary=TEXT,
    )
    command = lawful_closing(
        town.catalogue, case.opened.case_type, wanted, asked_by(town, case.official)
    )
    town.desk.ask(case.opened.investigation_id, command, case.official)
    town.desk.let_go(case.opened.investigation_id)
    town.under_way[case.key].remove(case.truth)
    case.truth.closed_on, case.truth.closed_for = town.today, wanted.reason_code
    case.truth.is_with_intervention = is_with


def _closing_reason(town: Town, case: Case, *, is_with: bool) -> str:
    if is_with:
        return "with-intervention"
    if case.truth.decisions:
        return "denied"
    reasons: Mapping[str, float] = case.about.weights("closing_without")
    return town.chance.among(reasons)
