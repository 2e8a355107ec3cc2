"""The three axes of time, kept apart: when it happened, when we knew, which rules held."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.clocks.happening import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """Tidpunkt att se från. Without limits on knowledge: everything that is known now."""

    valid_at: date
    known_at: datetime | None = None
    known_position: int | None = None  # of the ledger; the last one known
    rules_as_of: date | None = None  # None: for each clock, the rules of the day it started

    def knows(self, happening: Happening) -> bool:
        """Whether ``happening`` was recorded by then."""
        return (self.known_at is None or happening.recorded_at <= self.known_at) and (
            self.known_position is None or happening.position <= self.known_position
        )

    def rules_day(self, started_on: date) -> date:
        """Return the day whose rules a clock that started on ``started_on`` is judged by."""
        return self.rules_as_of or started_on
