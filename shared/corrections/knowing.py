"""What is known of the thread that is corrected, and of everybody it is said to be about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from shared.kernel.context import Context, Recorded
from shared.kernel.moving import moves
from shared.kernel.store import Transaction


def concerned(context: Context, corrections: Iterable[Any]) -> Sequence[Context]:
    """Return the context, and the same about whomever the corrections say that it is about."""
    others = [each.person_id for each in corrections if moves(each)]
    return [context, *(replace(context, person_id=each) for each in dict.fromkeys(others))]


async def known_of(tx: Transaction, about: Sequence[Context]) -> Sequence[Recorded[Any]]:
    """Return what is known of all of them, in order."""
    first, *others = [await tx.known(each) for each in about]
    if not others:
        return first
    found = {each.event_id: each for known in (first, *others) for each in known}
    return sorted(found.values(), key=_place)


def _place(recorded: Recorded[Any]) -> tuple[bool, int, int]:
    return (recorded.position is None, recorded.position or 0, recorded.event_id.int)
