"""Which clocks a correction moves."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from shared.catalogue import Catalogue
from shared.clocks import Axes, Explanation, Happening, explain
from shared.contracts.names import HAPPENED_ON, PUBLISHED
from shared.corrections.impact import Change, Corrected, Dependant, Impact, Kind, differing
from shared.kernel.context import Recorded
from shared.kernel.moving import FACT
from shared.kernel.store import Transaction

FIELDS = ("state", "started_on", "stopped_on", "nominal_on", "effective_on", "breached_on")


def clocks(catalogue: Catalogue) -> Dependant:
    """Return the dependant: every clock of the person, before and after, as seen today."""

    async def ask(_tx: Transaction, corrected: Corrected) -> Sequence[Impact]:
        before = explained(corrected.before, catalogue, corrected.today)
        after = explained(corrected.after, catalogue, corrected.today)
        found = []
        for clock_id in {**before, **after}:
            was, becomes = before.get(clock_id), after.get(clock_id)
            changes = _moved(was, becomes)
            one = becomes or was
            if changes and one:
                found.append(_impact(one, changes))
        return found

    return ask


def happenings(history: Sequence[Recorded[Any]]) -> list[Happening]:
    """Return what clocks hear of ``history``, oldest first; what has no position comes last."""
    whose = {each.stream_id: each.event.person_id for each in history if _is_about(each)}
    last = max((each.position or 0 for each in history), default=0)
    return [
        Happening(
            event_id=each.event_id,
            position=each.position or last + place,
            name=each.name,
            happened_on=getattr(each.event, HAPPENED_ON[type(each.event)]),
            recorded_at=each.recorded_at,
            thread_id=each.context.thread_id,
            matter_id=each.stream_id,
            person_id=whose.get(each.stream_id, each.context.person_id),
            fields={f.name: _plain(getattr(each.event, f.name)) for f in fields(each.event)},
        )
        for place, each in enumerate(history, 1)
        if each.name in PUBLISHED
    ]


def _is_about(recorded: Recorded[Any]) -> bool:
    """Say whether the event names the one person that its matter is about, as it stands."""
    return hasattr(recorded.event, FACT) and recorded.context.person_id is not None


def explained(
    history: Sequence[Recorded[Any]], catalogue: Catalogue, today: date
) -> Mapping[str, Explanation]:
    """Return every clock that runs or has run in ``history``, by its id."""
    found = explain(happenings(history), catalogue, Axes(valid_at=today))
    return {each.clock_id: each for each in found if each.started_by is not None}


def _moved(was: Explanation | None, becomes: Explanation | None) -> tuple[Change, ...]:
    before, after = _shown(was), _shown(becomes)
    return tuple(
        change for name in FIELDS for change in differing(name, before.get(name), after.get(name))
    )


def _shown(one: Explanation | None) -> Mapping[str, object]:
    if one is None:
        return {}
    return {
        "state": one.state,
        "started_on": one.started_by and one.started_by.day,
        "stopped_on": one.stopped_by and one.stopped_by.day,
        "nominal_on": one.nominal_on,
        "effective_on": one.effective_on,
        "breached_on": one.breached_on,
    }


def _impact(one: Explanation, changes: tuple[Change, ...]) -> Impact:
    return Impact(
        kind=Kind.CLOCK,
        id=one.rule.id,
        name=one.rule.name,
        matter_id=one.matter_id,
        changes=changes,
    )


def _plain(value: object) -> object:
    """Return ``value`` as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
