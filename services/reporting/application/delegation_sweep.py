"""Every decision of a period, tried against the delegation order of its day."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from services.reporting.application.delegation import (
    DECIDED,
    Tried,
    Verdict,
    Why,
    decided_in,
    try_decision,
)
from services.reporting.application.granted import Rows
from services.reporting.application.storage import CODEC
from shared.catalogue import catalogue
from shared.contracts.names import HAPPENED_ON, PUBLISHED
from shared.kernel.calendar import Unit, nominal_end
from shared.kernel.caller import Sight
from shared.kernel.corrections import Effects, names_another
from shared.kernel.store import Store

READ_MODEL = "reporting.thread-entries"
Key: TypeAlias = tuple[Verdict, Why, str, str]

SWEPT = """
    SELECT e.event_id, e.position, e.name, e.happened_on, e.actor_subject, e.actor_role,
           e.client_kind, e.thread_id, e.stream_id, e.person_id, e.facts,
           o.happened_on AS opened_on, o.facts ->> 'case_type' AS case_type
    FROM reporting.thread_entry e
    LEFT JOIN reporting.thread_entry o
      ON o.stream_id = e.stream_id AND o.name = 'investigation.opened.v1'
         AND e.name = 'investigation.extended.v1'
    WHERE e.name = ANY (%(names)s) AND e.position <= %(known)s
      AND {chosen}
    ORDER BY e.happened_on, e.position"""
IN_PERIOD = """(e.happened_on BETWEEN %(first)s AND %(last)s
           OR e.event_id = ANY (%(corrected)s)) AND {seen}"""
CORRECTIONS = """
    SELECT event_id, name, facts FROM reporting.thread_entry
    WHERE name = ANY (%(names)s) AND position <= %(known)s ORDER BY position"""
CORRECTING = [name for name, cls in PUBLISHED.items() if names_another(cls)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Delegationssvep: what was decided in a period, as known at a position, and how it stands."""

    first: date
    last: date
    known_position: int
    catalogue_version: str
    tried: Sequence[Tried]

    @property
    def counts(self) -> Counter[Key]:
        """How many by verdict, reason, type of decision and role."""
        return Counter(key_of(each) for each in self.tried)


def key_of(tried: Tried) -> Key:
    """Return what a decision is counted as."""
    return tried.verdict, tried.why, tried.decided.decision_type, tried.decided.role


async def sweep(store: Store, sight: Sight, first: date, last: date, known: int) -> Sweep:
    """Return every decision from ``first`` to ``last``, that is seen, tried; in order of day."""
    effects = await effects_known(store, known)
    chosen = IN_PERIOD.replace("{seen}", sight.of_thread("e.thread_id"))
    period = {"first": first, "last": last, "corrected": list(effects.right)}
    found = await tried_among(store, chosen, {**sight.parameters, **period}, known, effects)
    return Sweep(
        first=first,
        last=last,
        known_position=known,
        catalogue_version=catalogue().version,
        tried=[each for each in found if first <= each.decided.decided_on <= last],
    )


async def tried_among(
    reader: Rows, chosen: str, parameters: Mapping[str, object], known: int, effects: Effects
) -> Sequence[Tried]:
    """Return the decisions that ``chosen`` selects and that stand, tried; in order of day."""
    law = catalogue()
    asked = {**parameters, "names": list(DECIDED), "known": known}
    rows = await reader.rows(SWEPT.replace("{chosen}", chosen), asked)
    standing = [each for row in rows if (each := _standing(row, effects))]
    found = [
        decided_in({**row, "extended_days": _extended_days(row)})
        for row in sorted(standing, key=lambda each: (each["happened_on"], each["position"]))
    ]
    return [try_decision(each, law) for each in found if each is not None]


async def effects_known(store: Rows, known: int) -> Effects:
    """Return what the corrections known by then make of decisions."""
    rows = await store.rows(CORRECTIONS, {"names": CORRECTING, "known": known})
    return Effects.of([(row["event_id"], _event(row)) for row in rows])


def _event(row: Mapping[str, Any]) -> object:
    return CODEC.decode(row["name"], json.dumps(row["facts"]).encode())


def _standing(row: Mapping[str, Any], effects: Effects) -> Mapping[str, Any] | None:
    """Return the entry with its day as corrected, which is all that can be; None when annulled."""
    if row["event_id"] in effects.void:
        return None
    if row["event_id"] not in effects.right:
        return row
    event = effects.on(row["event_id"], _event(row))
    return {**row, "happened_on": getattr(event, HAPPENED_ON[type(event)])}


def _extended_days(row: Mapping[str, Any]) -> int | None:
    """Return how many days longer than the law's own limit, of an extended investigation."""
    if row["opened_on"] is None or row["case_type"] is None:
        return None
    law, opened_on = catalogue(), row["opened_on"]
    for clock in law.clocks_for(row["case_type"], opened_on):
        extension = clock.extension
        if extension and extension.event == row["name"] and clock.length is not None:
            end_on = nominal_end(opened_on, clock.length, Unit(clock.unit))
            return (date.fromisoformat(row["facts"]["until_on"]) - end_on).days
    return None
