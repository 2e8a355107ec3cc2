"""What was measured: figures with their spread, ratios, and whether a goal was met."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number, and the least and the most of the rounds behind it."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, rounds: Sequence[float]) -> "Figure":
        """Return the median of ``rounds`` with their spread."""
        return cls(median(rounds), min(rounds), max(rounds))

    @classmethod
    def at(cls, share: float, rounds: Sequence[Sequence[float]]) -> "Figure":
        """Return the quantile of all samples together, with the spread of the rounds' own."""
        own = [quantile(each, share) for each in rounds]
        everything = [sample for each in rounds for sample in each]
        return cls(quantile(everything, share), min(own), max(own))


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A limit for a ratio, or for the figure itself."""

    at_least: float | None = None
    at_most: float | None = None
    of_ratio: bool = True

    def is_met(self, figure: Figure) -> bool:
        """Say whether the median is within the limit."""
        if self.at_least is not None:
            return figure.middle >= self.at_least
        return self.at_most is not None and figure.middle <= self.at_most

    def words(self) -> str:
        """Return the limit as it is written."""
        sign, limit = ("≥", self.at_least) if self.at_least is not None else ("≤", self.at_most)
        return f"{sign} {number(limit or 0)}{' ×' if self.of_ratio else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: ours, what it is held against, and the goal.

    Args:
        ratio: of ours to theirs, round by round.
        by_processor: the same, of what a second of processor time gives.
        key: what a reason for falling short is found by.
    """

    key: str
    part: str
    what: str
    unit: str
    ours: Figure
    against: str = ""
    theirs: Figure | None = None
    ratio: Figure | None = None
    by_processor: Figure | None = None
    goal: Goal | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """What the goal makes of it; nothing where there is no goal."""
        if self.goal is None:
            return ""
        figure = self.ratio if self.goal.of_ratio else self.ours
        return "met" if figure is not None and self.goal.is_met(figure) else "falls short"


def compared(ours: Sequence[float], theirs: Sequence[float]) -> tuple[Figure, Figure, Figure]:
    """Return both figures, and that of their ratio in each round."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Figure.of(ours), Figure.of(theirs), Figure.of(ratios)


def quantile(samples: Sequence[float], share: float) -> float:
    """Return the smallest sample that at least ``share`` of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def number(value: float) -> str:
    """Return ``value`` with as many digits as it deserves."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")
