"""A line that asks when a time limit ends, and its answer."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from shared.kernel.calendar import Unit, end_of

UNITS = ", ".join(Unit)
FIELDS = frozenset({"start", "n", "unit"})


@dataclass(frozen=True, slots=True)
class Question:
    """A line: where a limit of ``n`` units from ``start`` ends."""

    start: date
    n: int
    unit: Unit


def answer_to(line: bytes) -> Mapping[str, Any]:
    """Return the question of ``line`` with the limit's nominal and effective end.

    Raises:
        ValueError: it is no question; the message names every fault.
    """
    asked = question_in(line)
    try:
        end = end_of(asked.start, asked.n, asked.unit)
    except (OverflowError, ValueError):
        raise ValueError("n: the limit ends after the year 9999") from None
    return {
        **asdict(asked),
        "start": asked.start.isoformat(),
        "nominal": end.nominal.isoformat(),
        "effective": end.effective.isoformat(),
    }


def question_in(line: bytes) -> Question:
    """Return what ``line`` asks.

    Raises:
        ValueError: with every fault of the line.
    """
    try:
        sent = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_once)
    except _Twice as twice:
        raise ValueError(f"{twice}: stands twice") from None
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(sent, dict):
        raise ValueError("not an object with start, n and unit")
    faults = list(_faults(sent))
    if faults:
        raise ValueError("; ".join(faults))
    return Question(date.fromisoformat(sent["start"]), sent["n"], Unit(sent["unit"]))


class _Twice(Exception):  # noqa: N818
    """A name that stands twice in one object."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise _Twice(name)
    return dict(pairs)


def _faults(sent: Mapping[str, object]) -> Iterator[str]:
    yield from (f"{name}: is missing" for name in ("start", "n", "unit") if name not in sent)
    yield from (f"{name!r}: is not asked for" for name in sorted(sent.keys() - FIELDS))
    if "start" in sent and not _is_day(sent["start"]):
        yield "start: must be a date, written like 2026-12-11"
    if "n" in sent and not _is_count(sent["n"]):
        yield "n: must be a whole number, 0 or more"
    if "unit" in sent and sent["unit"] not in [*Unit]:
        yield f"unit: must be one of {UNITS}"


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
