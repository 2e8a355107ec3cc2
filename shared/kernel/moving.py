"""Whom a matter is about, where it was recorded on somebody else and has been moved.

The envelope of an event says whom it was recorded on and never changes; a correction of the fact
``person_id`` says whom it is about.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from shared.kernel.context import Recorded
from shared.kernel.corrections import corrected_facts, mark_of, names_another, standing

FACT = "person_id"


def moves(correction: object) -> bool:
    """Say whether a correction puts right whom something is about."""
    kind = type(correction)
    return names_another(kind) and FACT in corrected_facts(kind)


def moved(history: Sequence[Recorded[Any]]) -> Mapping[UUID, UUID]:
    """Return whom each stream of ``history`` is about that has been moved, by the last move."""
    if not any(moves(each.event) for each in history):
        return {}
    told = [(each.event_id, mark_of(each.event), each) for each in history]
    in_force = [
        correction
        for each in standing(told)
        for correction in each.corrections
        if moves(correction.event)
    ]
    last = sorted(in_force, key=lambda each: each.version)
    return {each.stream_id: each.event.person_id for each in last}
