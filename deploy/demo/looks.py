"""The end of the demo: who has looked at the child, as the child's own log tells it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from deploy.demo.cast import Cast
from deploy.output import Output

PER_PAGE = 100


def looks_at_the_child(
    cast: Cast, thread: Mapping[str, Any], output: Output
) -> Sequence[Mapping[str, Any]]:
    """Say who has looked, by role, unit and purpose; return the same as rows."""
    person_id = next(line["personId"] for line in thread["lines"] if line.get("personId"))
    counted = Counter(
        (look["role"], look.get("unit") or "-", look["purpose"], look["outcome"])
        for look in _looks(cast, person_id)
    )
    output.tell("who has looked at the child (role, unit, why, outcome, times):")
    for (role, unit, purpose, outcome), times in counted.most_common():
        output.tell(f"  {role:<14}{unit:<12}{purpose:<46}{outcome:<10}{times:>4}")
    names = ("role", "unit", "purpose", "outcome")
    return [
        {**dict(zip(names, who, strict=True)), "times": times}
        for who, times in counted.most_common()
    ]


def _looks(cast: Cast, person_id: str) -> Sequence[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    while True:
        page = {"page": len(found) // PER_PAGE + 1, "limit": PER_PAGE}
        answer = cast.unit_head.get("reporting", f"/persons/{person_id}/access-log", **page)
        found += answer["items"]
        if len(answer["items"]) < PER_PAGE:
            return found
