"""Which lines of the watch lists a correction changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shared.catalogue import Catalogue
from shared.clocks import Watched, watched
from shared.corrections.clocks import happenings
from shared.corrections.impact import Change, Corrected, Dependant, Impact, Kind, differing
from shared.kernel.context import Recorded
from shared.kernel.store import Transaction

FIELDS = ("person_id", "unit", "official", "shown_from", "due_on", "overdue_after", "closed_on")
LIST_ID, NAME = "watch-list", "Bevakningslistan"


def watch_list(catalogue: Catalogue) -> Dependant:
    """Return the dependant: what comes to, leaves or changes in the lists of what is watched."""

    async def ask(_tx: Transaction, corrected: Corrected) -> Sequence[Impact]:
        before = _watched(corrected.before, catalogue)
        after = _watched(corrected.after, catalogue)
        found = []
        for item_id in {**before, **after}:
            was, becomes = before.get(item_id), after.get(item_id)
            one, changes = becomes or was, _changes(was, becomes)
            if changes and one:
                found.append(_impact(one, changes))
        return found

    return ask


def _watched(history: Sequence[Recorded[Any]], catalogue: Catalogue) -> Mapping[str, Watched]:
    return {each.item_id: each for each in watched(happenings(history), catalogue)}


def _changes(was: Watched | None, becomes: Watched | None) -> tuple[Change, ...]:
    if was is None or becomes is None:
        return differing("listed", was is not None, becomes is not None)
    return tuple(
        change for name in FIELDS for change in differing(name, _of(was, name), _of(becomes, name))
    )


def _of(item: Watched, name: str) -> object:
    """Return a field as it is shown: no day for what is open."""
    value = getattr(item, name)
    return None if value == date.max else value


def _impact(item: Watched, changes: tuple[Change, ...]) -> Impact:
    return Impact(
        kind=Kind.LIST,
        id=f"{LIST_ID}:{item.rule}",
        name=NAME,
        matter_id=item.matter_id,
        changes=changes,
    )
