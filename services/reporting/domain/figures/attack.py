"""What whoever subtracts can learn of hidden numbers: exactly, or how large they can be."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

Row: TypeAlias = dict[int, int]

PRIME = (1 << 61) - 1
"""Sums are solved in whole numbers modulo a prime: exact, and no fractions grow."""
ROUNDS = 50


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A sum: the parts add up to the whole, or to what is ``known`` where -1 stands for it."""

    parts: Sequence[int]
    whole: int
    known: int

    @property
    def numbers(self) -> Sequence[int]:
        """Every number in it."""
        return [*self.parts, self.whole] if self.whole >= 0 else self.parts


def bounds(
    values: Sequence[int], lines: Sequence[Line], hidden: Collection[int]
) -> Mapping[int, float]:
    """Return how large each hidden number can be, for all that the shown ones tell.

    Nought is always shown, so that a hidden number is at least one.
    """
    lower: dict[int, float] = dict.fromkeys(hidden, 1)
    upper: dict[int, float] = dict.fromkeys(hidden, inf)
    sums = [found for line in lines if (found := _hidden_sum(values, line, hidden))[0]]
    for _ in range(ROUNDS):
        if not any([_narrow(row, total, lower, upper) for row, total in sums]):
            break
    return {**upper, **{number: values[number] for number in determined([r for r, _ in sums])}}


def _hidden_sum(
    values: Sequence[int], line: Line, hidden: Collection[int]
) -> tuple[Mapping[int, int], int]:
    """Return the hidden numbers of a line with their signs, and what they add up to."""
    row = {part: 1 for part in line.parts if part in hidden}
    total = line.known - sum(values[part] for part in line.parts if part not in hidden)
    if line.whole in hidden:
        row[line.whole] = row.get(line.whole, 0) - 1
    elif line.whole >= 0:
        total += values[line.whole]
    return {number: sign for number, sign in row.items() if sign}, total


def _narrow(
    row: Mapping[int, int], total: int, lower: dict[int, float], upper: dict[int, float]
) -> bool:
    """Narrow the bounds by one sum; say whether anything came of it."""
    is_narrower = False
    for number, sign in row.items():
        others = [(each, its) for each, its in row.items() if each != number]
        most = sum(upper[each] if its > 0 else -lower[each] for each, its in others)
        least = sum(lower[each] if its > 0 else -upper[each] for each, its in others)
        high, low = (total - least, total - most) if sign > 0 else (most - total, least - total)
        if high < upper[number] or low > lower[number]:
            upper[number] = min(upper[number], high)
            lower[number] = max(lower[number], low)
            is_narrower = True
    return is_narrower


def determined(rows: Sequence[Mapping[int, int]]) -> set[int]:
    """Return the numbers that follow exactly from the sums, whatever they add up to."""
    solved: dict[int, Row] = {}
    for row in rows:
        left = _without(dict(row), solved)
        if not left:
            continue
        pivot = min(left)
        inverse = pow(left[pivot], -1, PRIME)
        left = {number: factor * inverse % PRIME for number, factor in left.items()}
        for other, each in solved.items():
            if pivot in each:
                solved[other] = _less(each, left, each[pivot])
        solved[pivot] = left
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _without(row: Row, solved: Mapping[int, Row]) -> Row:
    for number in list(row):
        if number in solved and number in row:
            row = _less(row, solved[number], row[number])
    return {number: factor % PRIME for number, factor in row.items() if factor % PRIME}


def _less(row: Row, other: Row, times: int) -> Row:
    left = dict(row)
    for number, factor in other.items():
        value = (left.get(number, 0) - times * factor) % PRIME
        if value:
            left[number] = value
        else:
            left.pop(number, None)
    return left
