"""What can happen to a decision: what is published, and what stays here."""

from dataclasses import dataclass
from typing import TypeAlias

from shared.contracts.investigation import (
    DecisionAppealed,
    DecisionMade,
    DecisionReplaced,
    DecisionWithdrawn,
    ExecutionPostponed,
)
from shared.kernel.sealed import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReasonsRecorded:
    """Beslutsmotivering: why the outcome is what it is. Source: ``fl-32``."""

    reasons: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalReasonsRecorded:
    """Skäl till att beslutet avstås: as the person put it."""

    reasons: SealedText


DecisionEvent: TypeAlias = (
    DecisionMade
    | DecisionReasonsRecorded
    | DecisionAppealed
    | ExecutionPostponed
    | DecisionWithdrawn
    | WithdrawalReasonsRecorded
    | DecisionReplaced
)
