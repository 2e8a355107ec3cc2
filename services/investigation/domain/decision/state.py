"""What the rules need to remember of a decision; no more."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.investigation.domain.decision.events import DecisionEvent, DecisionReasonsRecorded
from shared.contracts.investigation import DecisionAppealed, DecisionMade


@dataclass(frozen=True, slots=True)
class NotMade:
    """Nothing has been decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """It stands, appealed or not."""

    decision_id: UUID
    decided_on: date


Decision: TypeAlias = NotMade | Made


def evolve(decision: Decision, event: DecisionEvent) -> Decision:
    """Return the decision after ``event``. Never refuses: it has happened."""
    match event:
        case DecisionMade():
            return Made(decision_id=event.decision_id, decided_on=event.decided_on)
        case DecisionReasonsRecorded() | DecisionAppealed():
            return decision
        case _:
            assert_never(event)
