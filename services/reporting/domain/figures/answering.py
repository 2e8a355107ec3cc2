"""What a figure answers: its cells, with what is kept back marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any, TypeAlias

from services.reporting.domain.figures.cube import UNKNOWN, Cell, Cube
from services.reporting.domain.figures.suppression import Suppressed
from services.reporting.domain.flow import median

Content: TypeAlias = dict[str, Any]
HUNDREDTHS = Decimal("0.01")
"""A mean and a median are told in hundredths of a day, a share in hundredths of a percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of a cube a figure shows, and divided how."""

    measure: str  # count, share, mean, median
    within: Cell  # what the figure is narrowed by, with the month asked for
    numerator: Cell  # of a share
    by: Sequence[str]
    threshold: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A year's cube, and what of it is kept back."""

    year: int
    cube: Cube
    kept_back: Suppressed


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What may be told of one cell; no count where it is kept back."""

    count: int | None
    numerator: int | None = None  # of a share; None where that is kept back
    days: Sequence[int] = ()

    def __add__(self, other: "Told") -> "Told":
        """Return what may be told of both as one: nothing, where one is kept back."""
        return Told(
            count=_sum(self.count, other.count),
            numerator=_sum(self.numerator, other.numerator),
            days=[*self.days, *other.days],
        )


def table(view: View, counted: Counted) -> Content:
    """Return what one year shows: every cell, every sum, and how many lack what it asks."""
    told = {cell: _told(view, counted, cell) for cell in _cells(view, counted)}
    cells = [_written(view, cell, each) for cell, each in told.items()]
    return {"year": counted.year, "cells": cells, "missing": _missing(view, counted)}


def together(view: View, years: Sequence[Counted]) -> list[Content]:
    """Return several years as one, made up of no more than what each of them shows."""
    cells = dict.fromkeys(cell for counted in years for cell in _cells(view, counted))
    nothing = Told(count=0, numerator=0)
    found = []
    for cell in cells:
        told = nothing
        for counted in years:
            told += _told(view, counted, cell)
        found.append(_written(view, cell, told))
    return found


def _cells(view: View, counted: Counted) -> Iterator[Cell]:
    for size in range(len(view.by), -1, -1):
        for names in combinations(view.by, size):
            yield from counted.cube.cells(names, view.within)


def _told(view: View, counted: Counted, cell: Cell) -> Told:
    cube, kept_back = counted.cube, counted.kept_back
    if kept_back.hides(cell):
        return Told(count=None)
    part = cell | view.numerator
    return Told(
        count=cube.count(cell),
        numerator=None if kept_back.hides(part) else cube.count(part),
        days=cube.days(cell) if view.measure in ("mean", "median") else (),
    )


def _written(view: View, cell: Cell, told: Told) -> Content:
    by = {name: value for name, value in sorted(cell) if name in view.by}
    value = _value(view, told)
    is_empty = told.count == 0 or (view.measure in ("mean", "median") and not told.days)
    is_kept_back = told.count is None or (value is None and not is_empty)
    is_share = view.measure == "share" and told.count is not None
    return {
        "by": by,
        "count": told.count,
        "value": value,
        "numerator": told.numerator if is_share else None,
        "isSuppressed": is_kept_back,
    }


def _value(view: View, told: Told) -> float | int | None:
    if told.count is None:
        return None
    match view.measure:
        case "count":
            return told.count
        case "share" if told.count and told.numerator is not None:
            return _rounded(Decimal(100 * told.numerator) / Decimal(told.count))
        case "mean" | "median" if len(told.days) >= view.threshold:
            ordered = sorted(told.days)
            middle = median(ordered)
            is_mean = view.measure == "mean"
            return _rounded(
                Decimal(sum(ordered)) / len(ordered) if is_mean else Decimal(middle or 0)
            )
        case _:
            return None


def _missing(view: View, counted: Counted) -> Mapping[str, int | None]:
    """Return how many nobody knows the place of, in each division; and the days of."""
    found: dict[str, int | None] = {}
    for name in view.by:
        cell = view.within | {(name, UNKNOWN)}
        found[name] = None if counted.kept_back.hides(cell) else counted.cube.count(cell)
    if view.measure in ("mean", "median"):
        told = _told(view, counted, view.within)
        lacking = None if told.count is None else told.count - len(told.days)
        is_small = lacking is not None and 0 < lacking < view.threshold
        found["days"] = None if is_small else lacking
    return found


def _rounded(value: Decimal) -> float:
    return float(value.quantize(HUNDREDTHS, ROUND_HALF_UP))


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
