"""A cube: what was counted, in every cell of every division that its figures may show."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import product
from typing import TypeAlias

Cell: TypeAlias = frozenset[tuple[str, str]]
"""A cell, by its value in each dimension it is divided by; the empty one is everybody."""
Division: TypeAlias = frozenset[str]

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """So many alike, or one person: where it stands in each dimension, and its days.

    Whoever has several matters, and a matter with several reasons, stands in several places.
    """

    places: Sequence[Mapping[str, str]]
    weight: int = 1
    days: Sequence[int] = ()  # of those it could be told of


@dataclass(frozen=True)
class Cube:
    """What was counted of one counting in one year, divided in every way it may be shown."""

    items: Sequence[Item]
    divisions: Collection[Division]
    values: Mapping[str, Sequence[str]]  # of the dimensions whose every value is known before

    @cached_property
    def members(self) -> Mapping[Cell, frozenset[int]]:
        """Return the items of every cell that has any."""
        places = [(n, place) for n, item in enumerate(self.items) for place in item.places]
        found: dict[Cell, frozenset[int]] = {}
        for division in self.divisions:
            names = sorted(division)
            alike: dict[tuple[str, ...], set[int]] = defaultdict(set)
            for number, place in places:
                alike[tuple([place[name] for name in names])].add(number)
            for values, numbers in alike.items():
                found[frozenset(zip(names, values, strict=True))] = frozenset(numbers)
        return found

    @cached_property
    def fingerprint(self) -> str:
        """Return a hash of who is where: the same whatever order they were counted in."""
        items = sorted(
            (sorted(sorted(place.items()) for place in item.places), item.weight)
            for item in self.items
        )
        divisions = sorted(map(sorted, self.divisions))
        return sha256(repr((divisions, items)).encode()).hexdigest()

    @cached_property
    def seen(self) -> Mapping[str, Sequence[str]]:
        """Return the values of every dimension, in order; those seen, where not known before."""
        found: dict[str, set[str]] = defaultdict(set)
        for item in self.items:
            for place in item.places:
                for name, value in place.items():
                    found[name].add(value)
        names = {name for division in self.divisions for name in division}
        return {name: _ordered(self.values.get(name, ()), found[name]) for name in names}

    def count(self, cell: Cell) -> int:
        """Return how many are in the cell."""
        return self.weight(self.members.get(cell, frozenset()))

    def weight(self, numbers: Iterable[int]) -> int:
        """Return how many the items stand for."""
        return sum(self.items[number].weight for number in numbers)

    def days(self, cell: Cell) -> list[int]:
        """Return the days of those in the cell it could be told of, in order."""
        numbers = self.members.get(cell, frozenset())
        return sorted(days for number in numbers for days in self.items[number].days)

    def cells(self, names: Sequence[str], within: Cell) -> Iterator[Cell]:
        """Yield the cells of a table, empty ones too."""
        for values in product(*(self.seen.get(name, ()) for name in names)):
            yield within | frozenset(zip(names, values, strict=True))


def _ordered(known: Sequence[str], seen: Collection[str]) -> Sequence[str]:
    others = sorted(set(seen) - {*known, UNKNOWN})
    return [*known, *others, *([UNKNOWN] if UNKNOWN in seen else [])]
