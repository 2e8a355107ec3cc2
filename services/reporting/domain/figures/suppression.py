"""Hiding small numbers, and so much beside them that they cannot be counted back.

A cell with fewer than the threshold is hidden; nought is shown, for it is nobody. What is hidden
must not follow from what is shown: not from a row and its sum, not from several tables taken
together. So we attack the tables ourselves, as whoever subtracts would, and hide more until that
leads nowhere. What all figures of a counting show is attacked at once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from services.reporting.domain.figures.attack import Line, bounds, determined, hidden_sums
from services.reporting.domain.figures.cube import Cell, Cube

_KNOWN: dict[tuple[str, int], "Suppressed"] = {}
MOST_KNOWN = 256
"""What was worked out lately, by who is where: every figure of a counting asks the same."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What of a cube may not be shown."""

    cells: Collection[Cell]

    def hides(self, cell: Cell) -> bool:
        """Say whether the number in the cell is kept back."""
        return cell in self.cells


def suppressed(cube: Cube, threshold: int) -> Suppressed:
    """Return the cells of ``cube`` to keep back so that nothing under ``threshold`` shows."""
    key = (cube.fingerprint, threshold)
    if key not in _KNOWN:
        while len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.pop(next(iter(_KNOWN)))
        _KNOWN[key] = _worked_out(cube, threshold)
    return _KNOWN[key]


def _worked_out(cube: Cube, threshold: int) -> Suppressed:
    names = {cell: _name(cell) for cell in cube.members}
    numbers: dict[frozenset[int], int] = {}
    variable: dict[Cell, int] = {}
    for cell in sorted(cube.members, key=lambda each: (len(each), names[each])):
        variable[cell] = numbers.setdefault(cube.members[cell], len(numbers))
    values = [cube.weight(numbers_of) for numbers_of in numbers]
    lines = sorted(set(_lines(cube, variable, values)))
    hidden = hide(values, lines, threshold)
    return Suppressed(frozenset(cell for cell, number in variable.items() if number in hidden))


def hide(values: Sequence[int], lines: Sequence[Line], threshold: int) -> frozenset[int]:
    """Return the numbers to hide, those that are not small included."""
    small = {number for number, value in enumerate(values) if value < threshold}
    hidden = set(small)
    touching = _touching(lines)
    while True:
        exposed = _exposed(values, lines, hidden, small, threshold)
        more = _beside(exposed, values, touching, hidden) or _any(lines, values, hidden, exposed)
        if not more:
            return frozenset(hidden)
        hidden |= more


def _exposed(
    values: Sequence[int],
    lines: Sequence[Line],
    hidden: Collection[int],
    small: Set[int],
    threshold: int,
) -> Sequence[int]:
    """Return the small numbers that are seen to be small, or else those that follow exactly."""
    upper = bounds(values, lines, hidden)
    seen = sorted(each for each in small if upper[each] < threshold)
    if seen:
        return seen
    return sorted(determined([row for row, _ in hidden_sums(values, lines, hidden)]) & small)


def _beside(
    exposed: Sequence[int],
    values: Sequence[int],
    touching: Mapping[int, Sequence[Line]],
    hidden: Collection[int],
) -> set[int]:
    """Return the least number beside each exposed one; one for each line at a time."""
    more: set[int] = set()
    for number in exposed:
        lines = touching.get(number, ())
        if any(more & {*line.numbers} for line in lines):
            continue
        beside = [
            (each == line.whole, values[each], each)
            for line in lines
            for each in line.numbers
            if each not in hidden
        ]
        if beside:
            more.add(min(beside)[2])
    return more


def _any(
    lines: Sequence[Line],
    values: Sequence[int],
    hidden: Collection[int],
    exposed: Sequence[int],
) -> set[int]:
    """Return the least number in any line with something hidden, while something is exposed."""
    if not exposed:
        return set()
    shown = [
        (each == line.whole, values[each], each)
        for line in lines
        if any(number in hidden for number in line.numbers)
        for each in line.numbers
        if each not in hidden
    ]
    return {min(shown)[2]} if shown else set()


def _touching(lines: Sequence[Line]) -> Mapping[int, Sequence[Line]]:
    found: dict[int, list[Line]] = {}
    for line in lines:
        for number in line.numbers:
            found.setdefault(number, []).append(line)
    return found


def _lines(cube: Cube, variable: Mapping[Cell, int], values: Sequence[int]) -> Iterator[Line]:
    """Yield every sum that holds between the cells.

    Where the parts overlap (a matter with two reasons) their sum is no cell; it is held to be
    known all the same, for nearly every matter has one.
    """
    parts: dict[tuple[Cell, str], set[int]] = {}
    for cell, number in variable.items():
        for name, value in cell:
            parts.setdefault((cell - {(name, value)}, name), set()).add(number)
    for (whole, _), numbers in parts.items():
        total = sum(values[each] for each in numbers)
        if total == values[variable[whole]] and numbers != {variable[whole]}:
            yield Line(tuple(sorted(numbers)), variable[whole], 0)
        elif total != values[variable[whole]]:
            yield Line(tuple(sorted(numbers)), -1, total)


def _name(cell: Cell) -> Sequence[tuple[str, str]]:
    return sorted(cell)
