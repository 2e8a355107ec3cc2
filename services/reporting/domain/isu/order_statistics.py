"""The median of how much scores moved, with an interval that assumes nothing of how they lie.

The interval goes from one of the ordered values to another: between them the true median lies with
at least 95 % probability (sign test; exact, by the binomial distribution with one half).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

CONFIDENCE = 0.95
FEWEST = 6  # of fewer no two values reach the confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """Median med intervall; no interval where there are too few values for one."""

    count: int
    mean: float
    median: float
    low: float | None
    high: float | None


def middle_of(values: Sequence[float]) -> Middle | None:
    """Return the middle of ``values``; None where there are none."""
    if not values:
        return None
    ordered, count = sorted(values), len(values)
    rank = rank_of(count)
    return Middle(
        count=count,
        mean=round(sum(ordered) / count, 2),
        median=(ordered[(count - 1) // 2] + ordered[count // 2]) / 2,
        low=ordered[rank - 1] if rank else None,
        high=ordered[count - rank] if rank else None,
    )


def rank_of(count: int) -> int:
    """Return the place from either end where the interval begins; 0 where there is none."""
    outside, below = 0, 0
    while True:
        below += comb(count, outside)
        if 2 * below > (1 - CONFIDENCE) * 2**count:
            return outside
        outside += 1
