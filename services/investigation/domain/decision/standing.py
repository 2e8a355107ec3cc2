"""Whether a granting decision still stands: postponed, withdrawn, or replaced by a new one."""

from collections.abc import Sequence

from services.investigation.domain.decision.commands import (
    PostponeExecution,
    ReplaceDecision,
    WithdrawDecision,
)
from services.investigation.domain.decision.events import (
    DecisionEvent,
    WithdrawalReasonsRecorded,
)
from services.investigation.domain.decision.refusals import (
    AgreedBeforeRequested,
    BeforeDecision,
    DecisionEnded,
    DetrimentNotAllowed,
    EndsBeforeReplaced,
    NotDecided,
    NothingGranted,
    ReplacedByEarlier,
    ReplacedByItself,
    ReplacedForSomebodyElse,
)
from services.investigation.domain.decision.state import Decision, Made
from shared.contracts.investigation import (
    DecisionReplaced,
    DecisionWithdrawn,
    ExecutionPostponed,
)
from shared.kernel.dates import require_come


def postpone(decision: Decision, command: PostponeExecution) -> Sequence[DecisionEvent]:
    """Keep that the person asked for a later day, and which one was agreed; again if it moves."""
    made = _require_standing(decision)
    require_come(command.requested_on, command.today)
    if command.requested_on < made.decided_on:
        raise BeforeDecision
    if command.agreed_on <= command.requested_on:
        raise AgreedBeforeRequested
    return [
        ExecutionPostponed(
            decision_id=made.decision_id,
            requested_on=command.requested_on,
            agreed_on=command.agreed_on,
        )
    ]


def withdraw(decision: Decision, command: WithdrawDecision) -> Sequence[DecisionEvent]:
    """Keep that the person no longer wants it; what was declined once is not withdrawn by that."""
    made = _require_standing(decision)
    require_come(command.withdrawn_on, command.today)
    if command.withdrawn_on < made.decided_on:
        raise BeforeDecision
    reasons = command.reasons
    return [
        *([WithdrawalReasonsRecorded(reasons=reasons)] if reasons is not None else []),
        DecisionWithdrawn(decision_id=made.decision_id, withdrawn_on=command.withdrawn_on),
    ]


def replace_by(decision: Decision, command: ReplaceDecision) -> Sequence[DecisionEvent]:
    """Keep which new decision took its place, from which day, and by what right."""
    made = _require_standing(decision)
    _require_later_and_same_person(made, command)
    if command.effective_on < command.by_decided_on:
        raise EndsBeforeReplaced
    if command.is_to_detriment and command.detriment_basis_id is None:
        raise DetrimentNotAllowed
    return [
        DecisionReplaced(
            decision_id=made.decision_id,
            by_decision_id=command.by_decision_id,
            effect=command.effect,
            replaced_on=command.by_decided_on,
            effective_on=command.effective_on,
            is_to_detriment=command.is_to_detriment,
            legal_basis_id=command.detriment_basis_id if command.is_to_detriment else None,
        )
    ]


def _require_standing(decision: Decision) -> Made:
    if not isinstance(decision, Made):
        raise NotDecided
    if not decision.is_granting:
        raise NothingGranted
    if decision.is_ended:
        raise DecisionEnded
    return decision


def _require_later_and_same_person(made: Made, command: ReplaceDecision) -> None:
    if command.by_decision_id == made.decision_id:
        raise ReplacedByItself
    if command.by_person_id != made.person_id:
        raise ReplacedForSomebodyElse
    if command.by_decided_on < made.decided_on:
        raise ReplacedByEarlier
