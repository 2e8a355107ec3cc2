"""What was learned between two reports about the same quarter, or since one was delivered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.reporting.domain.unexecuted_report import (
    UNEXECUTED_SECTION,
    Content,
    Line,
    lines_of,
)

FOLLOWS = frozenset({"daysSinceDecision", "timesReported", "missedQuarters"})
"""What differs because time went and reports were delivered; nothing was learned."""


class Change(StrEnum):
    """Ändringens slag."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Skillnad: one line that is not what it was."""

    change: Change
    line: Line  # as it is now; as it was, when it is there no longer
    was_in: str | None
    is_in: str | None
    fields: Mapping[str, tuple[Any, Any]]  # (was, is) of what differs


def differences(was: Content, now: Content) -> Sequence[Difference]:
    """Return every line that was added, taken away or changed, in order of the decisions."""
    before = {line["spellId"]: (section, line) for section, line in lines_of(was)}
    after = {line["spellId"]: (section, line) for section, line in lines_of(now)}
    found = [
        _difference(before.get(spell_id), after.get(spell_id))
        for spell_id in sorted({*before, *after})
    ]
    real = [each for each in found if each is not None]
    return sorted(real, key=lambda each: (each.line["decidedOn"], each.line["spellId"]))


def _difference(
    before: tuple[str, Line] | None, after: tuple[str, Line] | None
) -> Difference | None:
    if before is None and after is not None:
        return Difference(
            change=Change.ADDED, line=after[1], was_in=None, is_in=after[0], fields={}
        )
    if before is None:
        return None
    if after is None:
        return Difference(
            change=Change.REMOVED, line=before[1], was_in=before[0], is_in=None, fields={}
        )
    fields = {
        name: (before[1].get(name), value)
        for name, value in after[1].items()
        if before[1].get(name) != value and not _follows(name, before[1].get(name), value)
    }
    if not fields and before[0] == after[0]:
        return None
    return Difference(
        change=Change.CHANGED, line=after[1], was_in=before[0], is_in=after[0], fields=fields
    )


def _follows(name: str, was: object, now: object) -> bool:
    return name in FOLLOWS or (name == "state" and {was, now} == {"due", "reported"})


def to_be_told(recipients: Sequence[str], found: Sequence[Difference]) -> tuple[str, ...]:
    """Return who must be told of what was found: whoever got the report, and the council.

    The council is told numbers: only what changes them concerns it.
    """
    if not found:
        return ()
    council = ("council",) if any(map(_is_counted_otherwise, found)) else ()
    return tuple(dict.fromkeys([*recipients, *council]))


def _is_counted_otherwise(each: Difference) -> bool:
    is_moved = each.was_in != each.is_in and UNEXECUTED_SECTION in (each.was_in, each.is_in)
    return is_moved or bool(each.fields.keys() & {"interventionType", "decidedOn", "kind"})
