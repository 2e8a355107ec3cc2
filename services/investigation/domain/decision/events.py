"""What can happen to a decision: what is published, and what stays here."""

from dataclasses import dataclass
from typing import TypeAlias

from shared.contracts.investigation import DecisionAppealed, DecisionMade
from shared.kernel.sealed import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReasonsRecorded:
    """Beslutsmotivering: why the outcome is what it is. Source: ``fl-32``."""

    reasons: SealedText


DecisionEvent: TypeAlias = DecisionMade | DecisionReasonsRecorded | DecisionAppealed
