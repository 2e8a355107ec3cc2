"""All that is known of some persons, as clocks want to know it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.reporting.projections.moved_matters import person_at
from shared.clocks import Happening, matter_of
from shared.kernel.store import Store, Transaction

HISTORIES = """
    WITH mine AS (
        SELECT e.person_id AS whose, e.* FROM reporting.thread_entry e
        WHERE e.person_id = ANY (%(persons)s)
        UNION ALL
        SELECT DISTINCT CAST(s ->> 'person_id' AS uuid), e.*
        FROM reporting.moved_matter m
        CROSS JOIN jsonb_array_elements(m.spans) s
        JOIN reporting.thread_entry e USING (stream_id)
        WHERE CAST(s ->> 'person_id' AS uuid) = ANY (%(persons)s)
          AND e.person_id <> CAST(s ->> 'person_id' AS uuid)
    ), told AS (
        SELECT whose, event_id, position, name, happened_on, recorded_at, thread_id,
               stream_id AS matter_id, facts, stream_id AS by_stream_id
        FROM mine
        UNION ALL
        SELECT o.whose, e.event_id, e.position, e.name, e.happened_on, e.recorded_at,
               e.thread_id, e.stream_id, e.facts, o.stream_id
        FROM mine o
        JOIN reporting.thread_entry e ON e.stream_id = CAST(o.facts ->> 'report_id' AS uuid)
        WHERE o.name = 'intake.opened.v1' AND e.person_id IS NULL
    )
    SELECT t.*, m.spans FROM told t
    LEFT JOIN reporting.moved_matter m ON m.stream_id = t.by_stream_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Something that happened in a matter that is, or was for a while, the person's."""

    whose: UUID
    happening: Happening
    spans: Sequence[Mapping[str, Any]] | None  # of a matter that was moved

    def is_theirs(self, position: int) -> bool:
        """Say whether it was theirs, and had happened, once the ledger had come so far."""
        if self.happening.position > position:
            return False
        return self.spans is None or person_at(self.spans, position) == self.whose


def until(position: int, known: Sequence[Known]) -> Iterator[Happening]:
    """Yield what had happened to a person once the ledger had come to ``position``."""
    return (each.happening for each in known if each.is_theirs(position))


async def histories(
    store: Store | Transaction, persons: Collection[UUID]
) -> Mapping[UUID, Sequence[Known]]:
    """Return what happened to each of ``persons``, in the ledger's order."""
    rows = await store.rows(HISTORIES, {"persons": list(persons)})
    found: dict[UUID, dict[UUID, Known]] = defaultdict(dict)
    for row in rows:
        found[row["whose"]][row["event_id"]] = _known(row)
    return {
        person: sorted(known.values(), key=lambda each: each.happening.position)
        for person, known in found.items()
    }


def _known(row: Mapping[str, Any]) -> Known:
    happening = Happening(
        event_id=row["event_id"],
        position=row["position"],
        name=row["name"],
        happened_on=row["happened_on"],
        recorded_at=row["recorded_at"],
        thread_id=row["thread_id"],
        matter_id=matter_of(row["matter_id"], row["facts"]),
        person_id=row["whose"],
        fields=row["facts"],
    )
    return Known(whose=row["whose"], happening=happening, spans=row["spans"])
