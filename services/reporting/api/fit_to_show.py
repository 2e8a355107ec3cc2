"""A thread as it may be shown: without those in it who are protected, and closed to the reader."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.reporting.projections.thread_entries import ThreadEntry

_PERSONS = "person_ids"  # of a report: everybody it is about


def persons_in(entries: Sequence[ThreadEntry]) -> Collection[UUID]:
    """Return everybody whom the entries name."""
    named = {entry.person_id for entry in entries if entry.person_id}
    return named | {UUID(str(each)) for entry in entries for each in _told_of(entry.facts)}


def fit_to_show(entries: Sequence[ThreadEntry], closed: Collection[UUID]) -> Sequence[ThreadEntry]:
    """Return the entries without ``closed`` persons, and without what only they are in."""
    shown = [entry for entry in entries if entry.person_id not in closed]
    return [replace(entry, facts=_without(entry.facts, closed)) for entry in shown]


def _told_of(facts: Mapping[str, object]) -> Iterator[object]:
    listed = facts.get(_PERSONS)
    if isinstance(listed, Sequence):
        yield from listed


def _without(facts: Mapping[str, object], closed: Collection[UUID]) -> Mapping[str, object]:
    if not closed or _PERSONS not in facts:
        return facts
    kept = [each for each in _told_of(facts) if UUID(str(each)) not in closed]
    return {**facts, _PERSONS: kept}
