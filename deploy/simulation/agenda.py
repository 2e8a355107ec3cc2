"""What is to be done on which day, in an order that is the same every time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import TypeAlias

from shared.kernel.calendar import is_day_of_rest

Act: TypeAlias = Callable[[], None]


def working_day(on: date) -> date:
    """Return ``on``, or the first day after it that offices are open."""
    while is_day_of_rest(on):
        on += timedelta(days=1)
    return on


def last_working_day(on: date) -> date:
    """Return ``on``, or the last day before it that offices are open."""
    while is_day_of_rest(on):
        on -= timedelta(days=1)
    return on


@dataclass(slots=True)
class Agenda:
    """Everything that lies ahead."""

    today: date
    _ahead: list[tuple[date, int, Act]] = field(default_factory=list)
    _noted: int = 0

    def note(self, on: date, act: Act) -> None:
        """Let ``act`` be done on ``on``, but not before today; later that day than now."""
        self._noted += 1
        heappush(self._ahead, (max(on, self.today), self._noted, act))

    def due(self) -> Iterator[Act]:
        """Yield what is to be done today, what is noted for today meanwhile included."""
        while self._ahead and self._ahead[0][0] <= self.today:
            yield heappop(self._ahead)[2]
