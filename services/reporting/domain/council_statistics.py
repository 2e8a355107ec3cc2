"""The de-identified statistics that the municipal council is given. Source: ``sol-34-3``."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from services.reporting.domain.unexecuted_report import UNEXECUTED_SECTION, Content, Line

KIND = "unexecuted-statistics"
VERSION = "1"
SMALLEST_SHOWN = 5
INTERVALS = ((0, 182), (183, 364), (365, 729), (730, None))
"""Days since the day of the decision: under half a year, a year, two years, or more."""


def statistics_of(content: Content) -> dict[str, Any]:
    """Return how many, which types, and how long since the day of the decision; no pseudonym.

    A number from one to four could point somebody out together with what the reader knows: it
    is withheld, and the next smallest beside it where the total would give it away. Each table
    has one dimension, so that no table can be taken from another.
    """
    lines: Sequence[Line] = content[UNEXECUTED_SECTION]
    types = Counter(str(line["interventionType"]) for line in lines)
    return {
        "kind": KIND,
        "definition": VERSION,
        "quarter": content["quarter"],
        "to": content["to"],
        "total": len(lines),
        "smallestShown": SMALLEST_SHOWN,
        "kinds": _rows(Counter(str(line["kind"]) for line in lines)),
        "interventionTypes": _rows(types),
        "intervals": _rows(Counter(_interval(line) for line in lines)),
    }


def _interval(line: Line) -> str:
    days = line["daysSinceDecision"]
    first, last = next(
        each for each in INTERVALS if each[0] <= days and (each[1] is None or days <= each[1])
    )
    return f"{first:03}-{last}" if last is not None else f"{first:03}-"


def _rows(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    withheld = _withheld(counts)
    return [
        {"code": code, "count": None if code in withheld else counts[code]}
        for code in sorted(counts)
    ]


def _withheld(counts: Mapping[str, int]) -> set[str]:
    small = {code for code, count in counts.items() if count < SMALLEST_SHOWN}
    others = sorted((count, code) for code, count in counts.items() if code not in small)
    hidden = sum(counts[code] for code in small)
    if small and others and (len(small) == 1 or hidden < SMALLEST_SHOWN):
        small.add(others[0][1])
    return small
