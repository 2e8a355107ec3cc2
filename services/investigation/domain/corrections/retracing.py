"""By which command each event came about, to ask the rules of both streams once more.

Codes, delegation and law have been tried already, so each holds wherever it stands.
"""

from datetime import date

from services.investigation.domain.decision.commands import (
    DecisionCommand,
    PostponeExecution,
    RegisterAppeal,
    ReplaceDecision,
    WithdrawDecision,
)
from services.investigation.domain.decision.events import DecisionEvent
from services.investigation.domain.decision.state import Decision, Made
from services.investigation.domain.delegation import Delegation
from services.investigation.domain.investigation import commands
from services.investigation.domain.investigation.events import DecisionJoined, InvestigationEvent
from services.investigation.domain.investigation.state import Investigation, Open
from shared.contracts import investigation as told

SOME_DAY = date.max
PERMITTED = Delegation(rule_id="tried-already", lowest_role=None)


def asked(
    investigation: Investigation, event: InvestigationEvent
) -> commands.InvestigationCommand | None:
    """Return what was asked for; None for an opening and for what is only noted."""
    match event:
        case told.ReportAttached(intake_id=intake_id, attached_on=on):
            if not isinstance(investigation, Open):
                return None
            return commands.AttachReport(
                intake_id=intake_id, person_id=investigation.person_id, attached_on=on
            )
        case told.InvestigationAssigned(official=official, unit=unit, assigned_on=on):
            return commands.AssignInvestigation(
                official=official, unit=unit, assigned_on=on, today=SOME_DAY
            )
        case told.InvestigationReassigned(official=official, unit=unit, reassigned_on=on):
            return commands.ReassignInvestigation(
                official=official,
                unit=unit,
                reassigned_on=on,
                reason_code=event.reason_code,
                today=SOME_DAY,
            )
        case told.InvestigationExtended():
            return _extending(event)
        case DecisionJoined():
            return commands.JoinDecision(
                decision_id=event.decision_id,
                is_intervention_granted=event.is_intervention_granted,
                decided_on=event.decided_on,
                today=SOME_DAY,
            )
        case told.InvestigationClosed():
            return _closing(event)
        case _:
            return _step(event)


def _step(event: InvestigationEvent) -> commands.InvestigationStep | None:
    match event:
        case told.InvestigationPlanned(planned_on=on, planned_by=by):
            return commands.PlanInvestigation(
                text="", planned_on=on, planned_by=by, today=SOME_DAY
            )
        case told.ContactHeld():
            return commands.RecordContact(
                contact_id=event.contact_id,
                held_on=event.held_on,
                kind=event.kind,
                is_with_the_individual=event.is_with_the_individual,
                is_with_guardian=event.is_with_guardian,
                note="",
                today=SOME_DAY,
            )
        case told.InstrumentApplied():
            return commands.ApplyInstrument(
                instrument_code=event.instrument_code,
                instrument_version=event.instrument_version,
                applied_on=event.applied_on,
                scores=event.scores,
                today=SOME_DAY,
            )
        case told.MaterialCommunicated(communicated_on=on, answer_by_on=until):
            return commands.CommunicateMaterial(
                text="", communicated_on=on, answer_by_on=until, today=SOME_DAY
            )
        case _:
            return None


def _extending(event: told.InvestigationExtended) -> commands.ExtendInvestigation:
    return commands.ExtendInvestigation(
        until_on=event.until_on,
        decided_on=event.decided_on,
        decided_by=event.decided_by,
        decider_role=event.decider_role,
        ground_code=event.ground_code,
        reasons="",
        legal_basis_id=event.legal_basis_id,
        statutory_end_on=date.min,
        delegation=PERMITTED,
        today=SOME_DAY,
    )


def _closing(event: told.InvestigationClosed) -> commands.CloseInvestigation:
    return commands.CloseInvestigation(
        closed_on=event.closed_on,
        closed_by=event.closed_by,
        is_with_intervention=event.is_with_intervention,
        reason_code=event.reason_code,
        summary="",
        delegation=PERMITTED,
        is_reason_with_intervention=None,
        today=SOME_DAY,
    )


def asked_of_decision(decision: Decision, event: DecisionEvent) -> DecisionCommand | None:
    """Return what was asked of a decision; None for its making and for what is only noted."""
    match event:
        case told.DecisionAppealed(received_on=on, notified_on=served_on):
            return RegisterAppeal(
                received_on=on, notified_on=served_on, last_day_on=None, today=SOME_DAY
            )
        case told.ExecutionPostponed(requested_on=on, agreed_on=until):
            return PostponeExecution(requested_on=on, agreed_on=until, today=SOME_DAY)
        case told.DecisionWithdrawn(withdrawn_on=on):
            return WithdrawDecision(withdrawn_on=on, reasons=None, today=SOME_DAY)
        case told.DecisionReplaced() if isinstance(decision, Made):
            return ReplaceDecision(
                by_decision_id=event.by_decision_id,
                by_person_id=decision.person_id,
                by_decided_on=event.replaced_on,
                effect=event.effect,
                effective_on=event.effective_on,
                is_to_detriment=event.is_to_detriment,
                detriment_basis_id=event.legal_basis_id,
            )
        case _:
            return None
