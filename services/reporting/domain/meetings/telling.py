"""How far a body has been told of what was decided in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.events import DelegationTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How far in the ledger a body has been told, and when it last was."""

    until_position: int = 0
    on: date | None = None


def told_after(events: Sequence[DelegationTold]) -> Told:
    """Return how far ``events``, oldest first, say that a body has been told."""
    if not events:
        return Told()
    return Told(until_position=events[-1].until_position, on=events[-1].told_on)
