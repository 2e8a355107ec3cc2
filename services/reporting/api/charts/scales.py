"""From figures and days to points in a drawing."""

from dataclasses import dataclass
from datetime import date, timedelta

STEPS = (1, 2, 5, 10)
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps ``first``..``last`` onto ``start``..``end``."""

    first: float
    last: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where ``value`` lies."""
        reach = self.last - self.first
        return self.start + (value - self.first) / reach * (self.end - self.start)


def ticks(most: float) -> list[int]:
    """Return round figures from zero to at least ``most``, evenly apart and not too many."""
    step = 1
    while step * (MOST_TICKS - 1) < most:
        power = 10 ** (len(str(step)) - 1)
        step = next(each * power for each in STEPS if each * power > step)
    count = max(1, -(-int(-(-most // 1)) // step))
    return [step * number for number in range(count + 1)]


@dataclass(frozen=True, slots=True)
class Days:
    """Maps the days from ``first`` to ``last`` onto ``start``..``end``."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        """Return where ``day`` lies; days outside lie at the edge."""
        reach = max((self.last - self.first).days, 1)
        part = min(max((day - self.first).days / reach, 0.0), 1.0)
        return self.start + part * (self.end - self.start)

    def month_starts(self, most: int = 12) -> list[date]:
        """Return the first days of months within, thinned to at most ``most``."""
        day, found = self.first.replace(day=1), []
        while day <= self.last:
            if day >= self.first:
                found.append(day)
            if day > date.max - timedelta(days=32):
                break
            day = (day + timedelta(days=32)).replace(day=1)
        apart = -(-len(found) // most) or 1
        return found[::apart]
