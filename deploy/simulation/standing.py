"""Decisions that are not carried out after all, or later, because the person says so."""

from datetime import date

from deploy.simulation.town import TEXT, Grant, Town
from services.interventions.domain.commands import EndIntervention
from services.investigation.domain.decision.commands import PostponeExecution, WithdrawDecision


def withdraw(town: Town, grant: Grant) -> None:
    """Let the person give up what was granted; nothing is left to carry out."""
    decision, today = grant.decision, town.today
    assert decision is not None, "what was granted has a decision"
    command = WithdrawDecision(withdrawn_on=today, reasons=TEXT, today=today)
    town.desk.ask(decision.decision_id, command, grant.official)
    decision.withdrawn_on = today
    end = EndIntervention(
        ended_on=today,
        reason=town.law.reason("ending", "individual-ended", today),
        goals=(),
        reasons=TEXT,
        own_view=None,
        today=today,
    )
    town.desk.ask(grant.truth.intervention_id, end, grant.official)
    grant.truth.ended_on, grant.truth.ended_for = today, "individual-ended"


def postpone(town: Town, grant: Grant, until_on: date) -> None:
    """Let it begin later, because the person asked for it."""
    decision, today = grant.decision, town.today
    if decision is None or until_on <= today:
        return
    command = PostponeExecution(requested_on=today, agreed_on=until_on, today=today)
    town.desk.ask(decision.decision_id, command, grant.official)
    decision.postponed_until = until_on
