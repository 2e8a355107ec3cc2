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
    """Return how large each hidden number can be, by one sum after another.

    Nought is always shown, so that a hidden number is at least one.
    """
    lower: dict[int, float] = dict.fromkeys(hidden, 1)
    upper: dict[int, float] = dict.fromkeys(hidden, inf)
    sums = hidden_sums(values, lines, hidden)
    touched = {*hidden}
    for _ in range(ROUNDS):
        due = [(row, total) for row, total in sums if not touched.isdisjoint(row)]
        touched = {number for row, total in due for number in _narrow(row, total, lower, upper)}
        if not touched:
            break
    return upper


def hidden_sums(
    values: Sequence[int], lines: Sequence[Line], hidden: Collection[int]
) -> Sequence[tuple[Mapping[int, int], int]]:
    """Return the sums that have anything hidden: those numbers, and what they add up to."""
    return [found for line in lines if (found := _hidden_sum(values, line, hidden))[0]]


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
) -> Sequence[int]:
    """Narrow the bounds by one sum; return the numbers that it told more of."""
    narrower = []
    tops = [upper[each] if its > 0 else -lower[each] for each, its in row.items()]
    feet = [lower[each] if its > 0 else -upper[each] for each, its in row.items()]
    endless = sum(each == inf for each in tops), sum(each == -inf for each in feet)
    if min(endless) > 1:
        return ()
    for place, (number, sign) in enumerate(row.items()):
        most = sum(tops[:place]) + sum(tops[place + 1 :])
        least = sum(feet[:place]) + sum(feet[place + 1 :])
        high, low = (total - least, total - most) if sign > 0 else (most - total, least - total)
        if high < upper[number] or low > lower[number]:
            upper[number] = min(upper[number], high)
            lower[number] = max(lower[number], low)
            narrower.append(number)
    return narrower


def determined(rows: Sequence[Mapping[int, int]]) -> set[int]:
    """Return the numbers that follow exactly from the sums, whatever they add up to."""
    solved: dict[int, Row] = {}
    used_in: dict[int, set[int]] = {}
    for row in sorted(rows, key=len):
        left = _without(dict(row), solved)
        if not left:
            continue
        pivot = min(left, key=lambda number: (len(used_in.get(number, ())), number))
        inverse = pow(left[pivot], -1, PRIME)
        left = {number: factor * inverse % PRIME for number, factor in left.items()}
        for other in used_in.pop(pivot, set()):
            _replace(solved, used_in, other, _less(solved[other], left, solved[other][pivot]))
        solved[pivot] = {}
        _replace(solved, used_in, pivot, left)
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _replace(solved: dict[int, Row], used_in: dict[int, set[int]], pivot: int, row: Row) -> None:
    """Put ``row`` in the place of the one that solves ``pivot``."""
    before = solved[pivot]
    for number in before.keys() - row.keys():
        used_in.get(number, set()).discard(pivot)
    for number in row.keys() - before.keys() - {pivot}:
        used_in.setdefault(number, set()).add(pivot)
    solved[pivot] = row


def _without(row: Row, solved: Mapping[int, Row]) -> Row:
    for number in [each for each in row if each in solved]:
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
