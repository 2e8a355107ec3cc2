"""The rules of investigation: one function per command, one refusal per rule."""

from collections.abc import Sequence
from typing import assert_never

from services.investigation.domain.investigation import steps
from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    AskForDecision,
    AssignInvestigation,
    AttachReport,
    CloseInvestigation,
    CommunicateMaterial,
    ExtendInvestigation,
    InvestigationCommand,
    InvestigationStep,
    JoinDecision,
    OpenInvestigation,
    PlanInvestigation,
    ReassignInvestigation,
    RecordContact,
)
from services.investigation.domain.investigation.dates import require_dated
from services.investigation.domain.investigation.events import (
    ClosingSummaryRecorded,
    DecisionJoined,
    InvestigationEvent,
)
from services.investigation.domain.investigation.refusals import (
    AboutSomebodyElse,
    AlreadyAssigned,
    BeforeAssigned,
    BeforeOpened,
    ClosedBeforeLatest,
    ClosingContradictsDecisions,
    NotAssigned,
    NotOpen,
    ReasonOfOtherClosing,
)
from services.investigation.domain.investigation.state import (
    Investigation,
    NotOpened,
    Open,
    evolve,
)
from shared.contracts.investigation import (
    InvestigationAssigned,
    InvestigationClosed,
    InvestigationOpened,
    InvestigationReassigned,
    ReportAttached,
)
from shared.kernel.decider import Decider


def open_(
    investigation: Investigation, command: OpenInvestigation
) -> Sequence[InvestigationEvent]:
    """Open it once; the same intake asking again changes nothing."""
    if not isinstance(investigation, NotOpened):
        return []
    return [
        InvestigationOpened(
            investigation_id=command.investigation_id,
            intake_id=command.intake_id,
            person_id=command.person_id,
            case_type=command.case_type,
            legal_basis_id=command.legal_basis_id,
            opened_on=command.opened_on,
            catalogue_version=command.catalogue_version,
        )
    ]


def attach(investigation: Investigation, command: AttachReport) -> Sequence[InvestigationEvent]:
    """Let a further report join; the same one again changes nothing."""
    if not isinstance(investigation, NotOpened) and command.intake_id in investigation.intake_ids:
        return []
    if not isinstance(investigation, Open):
        raise NotOpen
    if command.person_id != investigation.person_id:
        raise AboutSomebodyElse
    if command.attached_on < investigation.opened_on:
        raise BeforeOpened
    return [ReportAttached(intake_id=command.intake_id, attached_on=command.attached_on)]


def assign(case: Open, command: AssignInvestigation) -> Sequence[InvestigationEvent]:
    """Give it to its first official."""
    if case.assigned_on is not None:
        raise AlreadyAssigned
    require_dated(case, command.assigned_on, command.today)
    return [
        InvestigationAssigned(
            official=command.official, unit=command.unit, assigned_on=command.assigned_on
        )
    ]


def reassign(case: Open, command: ReassignInvestigation) -> Sequence[InvestigationEvent]:
    """Give it to another official, not before the present one got it."""
    if case.assigned_on is None:
        raise NotAssigned
    require_dated(case, command.reassigned_on, command.today)
    if command.reassigned_on < case.assigned_on:
        raise BeforeAssigned
    return [
        InvestigationReassigned(
            official=command.official,
            unit=command.unit,
            reassigned_on=command.reassigned_on,
            reason_code=command.reason_code,
        )
    ]


def join_decision(case: Open, command: JoinDecision) -> Sequence[InvestigationEvent]:
    """Keep that a decision was made in it; there may be several."""
    require_dated(case, command.decided_on, command.today)
    return [
        DecisionJoined(
            decision_id=command.decision_id,
            is_intervention_granted=command.is_intervention_granted,
            decided_on=command.decided_on,
        )
    ]


def close(case: Open, command: CloseInvestigation) -> Sequence[InvestigationEvent]:
    """End it as its decisions say, not before the latest that happened in it."""
    require_dated(case, command.closed_on, command.today)
    if command.closed_on < case.latest_on:
        raise ClosedBeforeLatest
    if command.is_with_intervention is not case.is_intervention_granted:
        raise ClosingContradictsDecisions
    if command.is_reason_with_intervention not in (None, command.is_with_intervention):
        raise ReasonOfOtherClosing
    rule_id = command.delegation.require()
    return [
        ClosingSummaryRecorded(summary=command.summary),
        InvestigationClosed(
            closed_on=command.closed_on,
            closed_by=command.closed_by,
            is_with_intervention=command.is_with_intervention,
            reason_code=command.reason_code,
            investigation_id=case.investigation_id,
            person_id=case.person_id,
            delegation_rule_id=rule_id,
        ),
    ]


def go_on(case: Open, command: InvestigationStep) -> Sequence[InvestigationEvent]:
    """Return what happens when ``command`` meets an open investigation."""
    match command:
        case AssignInvestigation():
            return assign(case, command)
        case ReassignInvestigation():
            return reassign(case, command)
        case PlanInvestigation():
            return steps.plan(case, command)
        case RecordContact():
            return steps.record_contact(case, command)
        case ApplyInstrument():
            return steps.apply_instrument(case, command)
        case ExtendInvestigation():
            return steps.extend(case, command)
        case CommunicateMaterial():
            return steps.communicate(case, command)
        case AskForDecision():
            return steps.ask_for_decision(case, command)
        case JoinDecision():
            return join_decision(case, command)
        case CloseInvestigation():
            return close(case, command)
        case _:
            assert_never(command)


def decide(
    investigation: Investigation, command: InvestigationCommand
) -> Sequence[InvestigationEvent]:
    """Return what happens when ``command`` meets ``investigation``, or raise a Refusal."""
    if isinstance(command, OpenInvestigation):
        return open_(investigation, command)
    if isinstance(command, AttachReport):
        return attach(investigation, command)
    if not isinstance(investigation, Open):
        raise NotOpen
    return go_on(investigation, command)


INVESTIGATION: Decider[Investigation, InvestigationCommand, InvestigationEvent] = Decider(
    NotOpened(), decide, evolve
)
