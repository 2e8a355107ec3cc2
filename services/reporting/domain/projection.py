"""A plain projection of the queue: the weeks to come drawn from those that have been."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from random import Random

from services.reporting.domain.flow import WEEK, Week, quantile

AHEAD = 12  # weeks
DRAWS = 2000
FEWEST = 8  # weeks to draw from; fewer say too little
LOW, HIGH = 0.1, 0.9
SEED = 19800  # the same weeks give the same projection, whoever asks and whenever
METHOD = (
    "Omsampling (bootstrap): varje kommande vecka dras slumpvis ur de veckor som varit, med sitt"
    " inflöde och sitt utflöde ur kön. Kön kan inte bli mindre än noll. 2 000 dragningar; visat är"
    " medianen och det intervall som åtta av tio dragningar ligger i. Förutsätter att det som"
    " kommer liknar det som varit: ingen hänsyn tas till säsong, trend eller ändrad bemanning."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """En kommande vecka: the queue at its end, and between which bounds it is likely to lie."""

    starts_on: date
    low: float
    median: float
    high: float


def projected(past: Sequence[Week]) -> list[Coming]:
    """Return the queue of the weeks to come; none where there are too few weeks to draw from."""
    if len(past) < FEWEST:
        return []
    chance = Random(SEED)
    flows = [(week.opened, _left(before, week)) for before, week in pairwise(past)]
    paths = [_path(past[-1].queue, flows, chance) for _ in range(DRAWS)]
    return [
        _coming(past[-1].starts_on + WEEK * (n + 1), sorted(at))
        for n, at in enumerate(zip(*paths, strict=True))
    ]


def _left(before: Week, week: Week) -> int:
    """Return how many left the queue: assigned, or closed while they waited."""
    return before.queue + week.opened - week.queue


def _path(queue: int, flows: Sequence[tuple[int, int]], chance: Random) -> list[int]:
    path = []
    for _ in range(AHEAD):
        came, left = flows[int(chance.random() * len(flows))]
        queue = max(0, queue + came - left)
        path.append(queue)
    return path


def _coming(starts_on: date, ordered: Sequence[int]) -> Coming:
    low, middle, high = (quantile(ordered, part) or 0.0 for part in (LOW, 0.5, HIGH))
    return Coming(starts_on=starts_on, low=low, median=middle, high=high)
