"""The rules of decisions: one function per command, one refusal per rule."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from services.investigation.domain.decision import standing
from services.investigation.domain.decision.commands import (
    DecisionCommand,
    MakeDecision,
    PostponeExecution,
    RegisterAppeal,
    ReplaceDecision,
    WithdrawDecision,
)
from services.investigation.domain.decision.events import DecisionEvent, DecisionReasonsRecorded
from services.investigation.domain.decision.refusals import (
    AlreadyMade,
    AppealedBeforeDecided,
    InterventionMissing,
    InterventionNotGranted,
    NotDecided,
    ReasonsMissing,
    ServedAfterAppeal,
)
from services.investigation.domain.decision.state import Decision, Made, NotMade, evolve
from shared.contracts.investigation import DecisionAppealed, DecisionMade, Outcome
from shared.kernel.dates import require_come
from shared.kernel.decider import Decider


def make(decision: Decision, command: MakeDecision) -> Sequence[DecisionEvent]:
    """Decide once, with reasons and delegation; it names what it grants, and only then."""
    if not isinstance(decision, NotMade):
        raise AlreadyMade
    if not command.reasons.strip():
        raise ReasonsMissing
    _require_agreement(command)
    return [
        DecisionReasonsRecorded(reasons=command.reasons),
        _made(command, command.delegation.require()),
    ]


def register_appeal(decision: Decision, command: RegisterAppeal) -> Sequence[DecisionEvent]:
    """Keep that an appeal arrived; a late one is kept too, as late."""
    if not isinstance(decision, Made):
        raise NotDecided
    served_on = command.notified_on
    require_come(command.received_on, command.today)
    if min(command.received_on, served_on or command.received_on) < decision.decided_on:
        raise AppealedBeforeDecided
    if served_on is not None and served_on > command.received_on:
        raise ServedAfterAppeal
    return [
        DecisionAppealed(
            decision_id=decision.decision_id,
            received_on=command.received_on,
            notified_on=served_on,
            is_in_time=_is_in_time(command.received_on, command.last_day_on),
        )
    ]


def decide(decision: Decision, command: DecisionCommand) -> Sequence[DecisionEvent]:
    """Return what happens when ``command`` meets ``decision``, or raise a Refusal."""
    match command:
        case MakeDecision():
            return make(decision, command)
        case RegisterAppeal():
            return register_appeal(decision, command)
        case PostponeExecution():
            return standing.postpone(decision, command)
        case WithdrawDecision():
            return standing.withdraw(decision, command)
        case ReplaceDecision():
            return standing.replace_by(decision, command)
        case _:
            assert_never(command)


def _require_agreement(command: MakeDecision) -> None:
    match command.outcome:
        case Outcome.GRANTED | Outcome.PARTLY_GRANTED:
            is_granted = command.is_granting
        case Outcome.DENIED | Outcome.DISMISSED:
            is_granted = False
        case _:
            assert_never(command.outcome)
    if is_granted and command.intervention_type is None:
        raise InterventionMissing
    if command.intervention_type is not None and not is_granted:
        raise InterventionNotGranted


def _is_in_time(received_on: date, last_day_on: date | None) -> bool | None:
    return None if last_day_on is None else received_on <= last_day_on


def _made(command: MakeDecision, rule_id: str) -> DecisionMade:
    return DecisionMade(
        decision_id=command.decision_id,
        investigation_id=command.investigation_id,
        person_id=command.person_id,
        case_type=command.case_type,
        decision_type=command.decision_type,
        outcome=command.outcome,
        intervention_type=command.intervention_type,
        legal_basis_id=command.legal_basis_id,
        decided_on=command.decided_on,
        decided_by=command.decided_by,
        decider_role=command.decider_role,
        delegation_rule_id=rule_id,
        reason_codes=command.reason_codes,
        catalogue_version=command.catalogue_version,
    )


DECISION: Decider[Decision, DecisionCommand, DecisionEvent] = Decider(NotMade(), decide, evolve)
