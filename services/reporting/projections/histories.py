"""All that is known of some persons, as clocks want to know it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from shared.clocks import Happening, matter_of
from shared.kernel.store import Store, Transaction

HISTORIES = """
    SELECT e.person_id AS whose, e.event_id, e.position, e.name, e.happened_on, e.recorded_at,
           e.thread_id, e.stream_id AS matter_id, e.person_id, e.facts AS fields
    FROM reporting.thread_entry e WHERE e.person_id = ANY (%(persons)s)
    UNION ALL
    SELECT o.person_id, e.event_id, e.position, e.name, e.happened_on, e.recorded_at,
           e.thread_id, e.stream_id, e.person_id, e.facts
    FROM reporting.thread_entry o
    JOIN reporting.thread_entry e ON e.stream_id = CAST(o.facts ->> 'report_id' AS uuid)
    WHERE o.person_id = ANY (%(persons)s) AND o.name = 'intake.opened.v1'
      AND e.person_id IS NULL"""


async def histories(
    store: Store | Transaction, persons: Collection[UUID]
) -> Mapping[UUID, Sequence[Happening]]:
    """Return what happened to each of ``persons``, in the ledger's order."""
    rows = await store.rows(HISTORIES, {"persons": list(persons)})
    found: dict[UUID, dict[UUID, Happening]] = defaultdict(dict)
    for row in rows:
        found[row["whose"]][row["event_id"]] = _happening(row)
    return {
        person: sorted(known.values(), key=lambda each: each.position)
        for person, known in found.items()
    }


def _happening(row: Mapping[str, Any]) -> Happening:
    known = {name: value for name, value in row.items() if name != "whose"}
    return Happening(**{**known, "matter_id": matter_of(row["matter_id"], row["fields"])})
