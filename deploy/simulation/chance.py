"""Chance with a seed: the same seed draws the same, on every machine."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import exp
from random import Random
from typing import TypeVar
from uuid import UUID

from deploy.simulation.quantities import Spread

Thing = TypeVar("Thing")

_MANY = 30  # beyond this a Poisson draw is made of several


class Chance:
    """All the dice of one simulation."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def happens(self, share: float) -> bool:
        """Say whether something of that share happens this time."""
        return self._random.random() < share

    def among(self, weights: Mapping[str, float]) -> str:
        """Return one of the keys, as often as its weight says."""
        at = self._random.random() * sum(weights.values())
        for key, weight in weights.items():
            at -= weight
            if at < 0:
                return key
        return key

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things, each as often as the others."""
        return things[int(self._random.random() * len(things))]

    def between(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def within(self, spread: Spread) -> int:
        """Return a whole number of a spread, most often near what is usual."""
        low, high, usual = spread.least, spread.most, spread.usual
        return round(self._random.triangular(low, high, usual)) if high > low else low

    def count(self, mean: float) -> int:
        """Return how many of something that comes by itself come (Poisson)."""
        if mean > _MANY:
            return self.count(_MANY) + self.count(mean - _MANY)
        least, product, number = exp(-mean), self._random.random(), 0
        while product > least:
            product *= self._random.random()
            number += 1
        return number

    def id_at(self, instant: datetime) -> UUID:
        """Return an id made at ``instant`` (UUIDv7), its random bits drawn like all else."""
        stamp, bits = int(instant.timestamp() * 1000), self._random.getrandbits(74)
        high, low = bits >> 62, bits & ((1 << 62) - 1)
        return UUID(int=(stamp << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)

    def text(self) -> str:
        """Return sixteen random bytes in hex."""
        return f"{self._random.getrandbits(128):032x}"
