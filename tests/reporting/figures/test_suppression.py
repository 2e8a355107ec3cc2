"""Små tal: what is hidden cannot be counted back, by whoever subtracts."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.domain.figures.cube import Cell, Cube, Division, Item
from services.reporting.domain.figures.suppression import suppressed

SEXES, AGES, REASONS = ("female", "male"), ("0-12", "13-18", "19-"), ("a", "b", "c")
PAIRS: frozenset[Division] = frozenset(
    frozenset(part)
    for wide in (("sex", "age"), ("sex", "reason"), ("age", "reason"))
    for size in range(3)
    for part in combinations(wide, size)
)


def cube_of(counts: dict[tuple[str, str, str], int], divisions: frozenset[Division]) -> Cube:
    items = [
        Item(places=[{"sex": sex, "age": age, "reason": reason}], weight=weight)
        for (sex, age, reason), weight in counts.items()
        if weight
    ]
    return Cube(items, divisions, {"sex": SEXES, "age": AGES, "reason": REASONS})


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    sizes = st.one_of(st.just(0), st.integers(1, 6), st.integers(1, 40))
    counts = {
        (sex, age, reason): draw(sizes) for sex in SEXES for age in AGES for reason in REASONS
    }
    return cube_of(counts, PAIRS)


def sums(cube: Cube) -> Iterator[tuple[Cell, list[Cell]]]:
    """Yield every cell with the cells that it is the sum of."""
    for division in cube.divisions:
        for name in division:
            rest = sorted(division - {name})
            for whole in cube.cells(rest, frozenset()):
                yield whole, list(cube.cells([name], whole))


def told_by(cube: Cube, hidden: frozenset[Cell]) -> dict[Cell, int]:
    """Return every hidden cell that follows from the shown ones, solved as equations."""
    rows: list[tuple[dict[Cell, Fraction], Fraction]] = []
    for whole, parts in sums(cube):
        row: dict[Cell, Fraction] = {}
        right = Fraction(0)
        for cell, sign in [(whole, -1), *((part, 1) for part in parts)]:
            if cell in hidden:
                row[cell] = row.get(cell, Fraction(0)) + sign
            else:
                right -= sign * cube.count(cell)
        rows.append((row, right))
    return _solved(rows)


def _solved(rows: list[tuple[dict[Cell, Fraction], Fraction]]) -> dict[Cell, int]:
    done: list[tuple[Cell, dict[Cell, Fraction], Fraction]] = []
    for row, right in rows:
        for pivot, other, value in done:
            row, right = _less(row, right, other, value, row.get(pivot, Fraction(0)))
        if not row:
            continue
        pivot = next(iter(row))
        row, right = {c: v / row[pivot] for c, v in row.items()}, right / row[pivot]
        done = [
            (p, *_less(other, value, row, right, other.get(pivot, Fraction(0))))
            for p, other, value in done
        ]
        done.append((pivot, row, right))
    return {pivot: int(right) for pivot, row, right in done if len(row) == 1}


def _less(
    row: dict[Cell, Fraction],
    right: Fraction,
    other: dict[Cell, Fraction],
    value: Fraction,
    times: Fraction,
) -> tuple[dict[Cell, Fraction], Fraction]:
    left = {c: row.get(c, Fraction(0)) - times * other.get(c, Fraction(0)) for c in {*row, *other}}
    return {c: v for c, v in left.items() if v}, right - times * value


@settings(max_examples=60, deadline=None)
@given(cubes(), st.sampled_from([5, 10]))
def test_no_small_number_follows_from_all_that_is_shown(cube: Cube, threshold: int) -> None:
    hidden = frozenset(suppressed(cube, threshold).cells)
    for cell in cube.members:
        if cube.count(cell) < threshold:
            assert cell in hidden
    told = told_by(cube, hidden)
    assert not [cell for cell, value in told.items() if 0 < value < threshold]


@settings(max_examples=60, deadline=None)
@given(cubes(), st.sampled_from([5, 10]))
def test_what_is_hidden_in_a_row_is_together_no_small_number(cube: Cube, threshold: int) -> None:
    hidden = frozenset(suppressed(cube, threshold).cells)
    for whole, parts in sums(cube):
        left = [part for part in parts if part in hidden]
        if whole not in hidden and any(cube.count(part) < threshold for part in left):
            assert sum(cube.count(part) for part in left) >= threshold


def test_nought_is_shown_and_what_is_large_enough_too() -> None:
    cube = cube_of({("female", "0-12", "a"): 30, ("male", "0-12", "a"): 20}, PAIRS)
    assert not suppressed(cube, 10).cells


def test_one_small_number_takes_the_next_least_with_it() -> None:
    counts = {("female", age, "a"): n for age, n in zip(AGES, (40, 3, 15), strict=True)}
    cube = cube_of(counts, frozenset({frozenset(), frozenset({"age"})}))
    assert suppressed(cube, 5).cells == {
        frozenset({("age", "13-18")}),
        frozenset({("age", "19-")}),
    }


@pytest.mark.parametrize("threshold", [5, 10])
def test_two_divisions_that_are_the_same_people_are_hidden_alike(threshold: int) -> None:
    counts = {
        ("female", "0-12", "a"): 3,
        ("female", "13-18", "b"): 30,
        ("male", "0-12", "a"): 20,
        ("male", "13-18", "b"): 12,
        ("male", "19-", "c"): 14,
    }
    cube = cube_of(counts, PAIRS)
    kept = suppressed(cube, threshold)
    for sex, (age, reason) in [
        (sex, pair) for sex in SEXES for pair in (("0-12", "a"), ("13-18", "b"))
    ]:
        by_age = frozenset({("sex", sex), ("age", age)})
        by_reason = frozenset({("sex", sex), ("reason", reason)})
        assert kept.hides(by_age) is kept.hides(by_reason)
    assert kept.hides(frozenset({("sex", "female"), ("age", "0-12")}))


def test_a_matter_with_two_reasons_does_not_open_a_way_round() -> None:
    both = Item(places=[{"reason": "a"}, {"reason": "b"}], weight=4)
    one = [Item(places=[{"reason": code}], weight=n) for code, n in (("a", 30), ("c", 25))]
    divisions = frozenset({frozenset[str](), frozenset({"reason"})})
    kept = suppressed(Cube([both, *one], divisions, {}), 5)
    assert kept.hides(frozenset({("reason", "b")}))
    assert any(kept.hides(frozenset({("reason", code)})) for code in "ac")


def test_every_division_is_attacked_not_only_rows() -> None:
    every = list(chain.from_iterable(combinations(("sex", "age"), n) for n in range(3)))
    divisions = frozenset(frozenset(part) for part in every)
    counts = {("female", "0-12", "a"): 2, ("female", "13-18", "a"): 30}
    counts |= {("male", "0-12", "a"): 30, ("male", "13-18", "a"): 30}
    kept = suppressed(cube_of(counts, divisions), 5)
    hidden = {cell for cell in kept.cells if len(cell) == 2}
    assert len(hidden) == 4
