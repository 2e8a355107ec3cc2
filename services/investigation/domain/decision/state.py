"""What the rules need to remember of a decision; no more."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.investigation.domain.decision.events import (
    DecisionEvent,
    DecisionReasonsRecorded,
    WithdrawalReasonsRecorded,
)
from shared.contracts.investigation import (
    DecisionAppealed,
    DecisionMade,
    DecisionReplaced,
    DecisionWithdrawn,
    ExecutionPostponed,
    Outcome,
)

GRANTING = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED})


@dataclass(frozen=True, slots=True)
class NotMade:
    """Nothing has been decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """It stands, appealed or not, until it is withdrawn or replaced."""

    decision_id: UUID
    person_id: UUID
    decided_on: date
    is_granting: bool
    is_ended: bool = False  # withdrawn or replaced


Decision: TypeAlias = NotMade | Made


def evolve(decision: Decision, event: DecisionEvent) -> Decision:
    """Return the decision after ``event``. Never refuses: it has happened."""
    match event:
        case DecisionMade():
            return Made(
                decision_id=event.decision_id,
                person_id=event.person_id,
                decided_on=event.decided_on,
                is_granting=event.outcome in GRANTING,
            )
        case DecisionWithdrawn() | DecisionReplaced():
            return replace(decision, is_ended=True) if isinstance(decision, Made) else decision
        case (
            DecisionReasonsRecorded()
            | DecisionAppealed()
            | ExecutionPostponed()
            | WithdrawalReasonsRecorded()
        ):
            return decision
        case _:
            assert_never(event)
