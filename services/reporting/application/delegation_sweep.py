"""Every decision of a period, tried against the delegation order of its day."""

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
from shared.catalogue import catalogue
from shared.kernel.calendar import Unit, nominal_end
from shared.kernel.store import Store

Key: TypeAlias = tuple[Verdict, Why, str, str]

SWEPT = """
    SELECT e.event_id, e.position, e.name, e.happened_on, e.actor_role, e.client_kind, e.thread_id,
           e.stream_id, e.person_id, e.facts, o.happened_on AS opened_on,
           o.facts ->> 'case_type' AS case_type
    FROM reporting.thread_entry e
    LEFT JOIN reporting.thread_entry o
      ON o.stream_id = e.stream_id AND o.name = 'investigation.opened.v1'
         AND e.name = 'investigation.extended.v1'
    WHERE e.name = ANY (%(names)s) AND e.happened_on BETWEEN %(first)s AND %(last)s
      AND e.position <= %(known)s
    ORDER BY e.happened_on, e.position"""


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


async def sweep(store: Store, first: date, last: date, known: int) -> Sweep:
    """Return every decision from ``first`` to ``last``, tried; in order of day."""
    law = catalogue()
    asked = {"names": list(DECIDED), "first": first, "last": last, "known": known}
    rows = await store.rows(SWEPT, asked)
    decided = [decided_in({**row, "extended_days": _extended_days(row)}) for row in rows]
    return Sweep(
        first=first,
        last=last,
        known_position=known,
        catalogue_version=law.version,
        tried=[try_decision(each, law) for each in decided if each is not None],
    )


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
