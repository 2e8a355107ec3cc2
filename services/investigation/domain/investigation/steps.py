"""The rules of what is done in an open investigation: plan, contacts, instruments and so on."""

from collections.abc import Sequence
from datetime import date

from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    AskForDecision,
    CommunicateMaterial,
    ExtendInvestigation,
    PlanInvestigation,
    RecordContact,
)
from services.investigation.domain.investigation.dates import require_dated
from services.investigation.domain.investigation.events import (
    CommunicationTextRecorded,
    ContactNoted,
    ExtensionReasonsRecorded,
    InvestigationEvent,
    PlanTextRecorded,
)
from services.investigation.domain.investigation.refusals import (
    AnswerBeforeCommunicated,
    EndNotMoved,
    ExtendedTooLate,
)
from services.investigation.domain.investigation.state import Open
from shared.contracts.investigation import (
    ContactHeld,
    DecisionAsked,
    InstrumentApplied,
    InvestigationExtended,
    InvestigationPlanned,
    MaterialCommunicated,
)


def plan(case: Open, command: PlanInvestigation) -> Sequence[InvestigationEvent]:
    """Settle how it will be done; a later plan takes the place of an earlier one."""
    require_dated(case, command.planned_on, command.today)
    return [
        PlanTextRecorded(text=command.text),
        InvestigationPlanned(planned_on=command.planned_on, planned_by=command.planned_by),
    ]


def record_contact(case: Open, command: RecordContact) -> Sequence[InvestigationEvent]:
    """Keep that somebody was met, and what was said."""
    require_dated(case, command.held_on, command.today)
    return [
        ContactNoted(contact_id=command.contact_id, note=command.note),
        ContactHeld(
            contact_id=command.contact_id,
            held_on=command.held_on,
            kind=command.kind,
            is_with_the_individual=command.is_with_the_individual,
            is_with_guardian=command.is_with_guardian,
        ),
    ]


def apply_instrument(case: Open, command: ApplyInstrument) -> Sequence[InvestigationEvent]:
    """Keep the scores of an instrument."""
    require_dated(case, command.applied_on, command.today)
    return [
        InstrumentApplied(
            instrument_code=command.instrument_code,
            instrument_version=command.instrument_version,
            applied_on=command.applied_on,
            scores=command.scores,
        )
    ]


def extend(case: Open, command: ExtendInvestigation) -> Sequence[InvestigationEvent]:
    """Move the end to a set day after the present one, within delegation."""
    require_dated(case, command.decided_on, command.today)
    rule_id = command.delegation.require()
    if command.statutory_last_on is not None:
        _require_in_time(command.decided_on, case.extended_until_on or command.statutory_last_on)
    present_end_on = case.extended_until_on or command.statutory_end_on
    if command.until_on <= max(present_end_on, command.decided_on):
        raise EndNotMoved
    return [
        ExtensionReasonsRecorded(reasons=command.reasons),
        InvestigationExtended(
            until_on=command.until_on,
            decided_on=command.decided_on,
            decided_by=command.decided_by,
            decider_role=command.decider_role,
            ground_code=command.ground_code,
            legal_basis_id=command.legal_basis_id,
            delegation_rule_id=rule_id,
        ),
    ]


def _require_in_time(decided_on: date, last_on: date) -> None:
    if decided_on > last_on:
        raise ExtendedTooLate


def communicate(case: Open, command: CommunicateMaterial) -> Sequence[InvestigationEvent]:
    """Keep what the party was given, and until when they may answer."""
    require_dated(case, command.communicated_on, command.today)
    if command.answer_by_on is not None and command.answer_by_on < command.communicated_on:
        raise AnswerBeforeCommunicated
    return [
        CommunicationTextRecorded(text=command.text),
        MaterialCommunicated(
            communicated_on=command.communicated_on, answer_by_on=command.answer_by_on
        ),
    ]


def ask_for_decision(case: Open, command: AskForDecision) -> Sequence[InvestigationEvent]:
    """Lay the matter before those who decide; asked again, it lies there all the same."""
    require_dated(case, command.asked_on, command.today)
    return [
        DecisionAsked(
            decider_role=command.decider_role,
            decision_type=command.decision_type,
            asked_on=command.asked_on,
            asked_by=command.asked_by,
        )
    ]
