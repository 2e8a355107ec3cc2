"""A history as a stream holds it, corrected by whoever asks, and told naively beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from shared.corrections import rules
from shared.corrections.rulebook import Circumstances, Rulebook
from shared.kernel.context import Recorded
from shared.testing.recorded import OFFICIAL, recorded

TODAY = date(2026, 9, 1)
STREAM = UUID(int=0xABC)
OTHER = replace(OFFICIAL, subject="handlaggare-8")


def how(*, is_approval_needed: bool = False) -> Circumstances:
    return Circumstances(
        reason_code="typing-error",
        explanation="Fel dag skrevs av.",
        is_approval_needed=is_approval_needed,
        today=TODAY,
    )


@dataclass
class Kept:
    """A stream in memory."""

    book: Rulebook
    history: list[Recorded[Any]] = field(default_factory=list)

    def add(self, *events: object) -> UUID:
        """Append one event or more; return the id of the last."""
        for event in events:
            position = len(self.history) + 1
            self.history.append(recorded(event, STREAM, position=position))
        return self.history[-1].event_id

    def correct(self, event_id: UUID, facts: Mapping[str, object], *, waits: bool = False) -> UUID:
        """Correct; return the id of the correction."""
        circumstances = how(is_approval_needed=waits)
        return self.add(*rules.correct(self.book, self.history, event_id, facts, circumstances))

    def annul(self, event_id: UUID, *, waits: bool = False) -> UUID:
        """Annul; return the id of the annulment."""
        circumstances = how(is_approval_needed=waits)
        return self.add(*rules.annul(self.book, self.history, event_id, circumstances))

    def approve(self, correction_id: UUID, by: str = "handlaggare-8") -> UUID:
        """Approve as somebody else."""
        return self.add(*rules.approve(self.book, self.history, correction_id, by, TODAY))

    def id_of(self, event: object) -> UUID:
        """Return the id of an event."""
        return next(each.event_id for each in self.history if each.event == event)


def events_of(history: Sequence[Recorded[Any]]) -> list[Any]:
    """Return the bare events."""
    return [each.event for each in history]
