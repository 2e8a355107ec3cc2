"""Who is the same person as whom, as it was known at each position of the ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.kernel.store import Store, Transaction

MERGED = "intake.persons-merged.v1"
REVERSED = "intake.merge-reversed.v1"
MERGES = """
    WITH RECURSIVE near (person_id) AS (
        SELECT unnest(CAST(%(persons)s AS uuid[]))
        UNION
        SELECT other.person_id FROM near n CROSS JOIN LATERAL (
            SELECT CAST(e.facts ->> 'into_person_id' AS uuid) AS person_id
            FROM reporting.thread_entry e
            WHERE e.stream_id = n.person_id AND e.name = 'intake.persons-merged.v1'
            UNION ALL
            SELECT e.stream_id FROM reporting.thread_entry e
            WHERE e.facts ->> 'into_person_id' = CAST(n.person_id AS text)
              AND e.name = 'intake.persons-merged.v1') other
    )
    SELECT n.person_id, e.position, CAST(e.facts ->> 'into_person_id' AS uuid) AS into_person_id
    FROM near n LEFT JOIN reporting.thread_entry e
      ON e.stream_id = n.person_id
     AND e.name IN ('intake.persons-merged.v1', 'intake.merge-reversed.v1')
    ORDER BY e.position"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pseudonym that was merged into another, or no longer is, from a position on."""

    position: int
    person_id: UUID
    into_person_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePersons:
    """Some persons, and everybody who was ever found to be one of them."""

    persons: frozenset[UUID]
    links: Sequence[Link]  # in the ledger's order

    def clusters(self) -> Sequence[frozenset[UUID]]:
        """Return the persons, those together who were ever found to be the same."""
        found = {person: frozenset({person}) for person in self.persons}
        for link in self.links:
            if link.into_person_id is not None:
                joined = found[link.person_id] | found[link.into_person_id]
                found.update(dict.fromkeys(joined, joined))
        return list(dict.fromkeys(found[person] for person in sorted(self.persons)))

    def groups_at(self, cluster: Collection[UUID], position: int) -> Mapping[UUID, Sequence[UUID]]:
        """Return who were the same at ``position``, by the pseudonym that remained."""
        into = {
            link.person_id: link.into_person_id for link in self.links if link.position <= position
        }
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for person in sorted(cluster):
            found[_remaining(person, into)].append(person)
        return found


def _remaining(person: UUID, into: Mapping[UUID, UUID | None]) -> UUID:
    while (another := into.get(person)) is not None:
        person = another
    return person


async def same_persons(store: Store | Transaction, persons: Collection[UUID]) -> SamePersons:
    """Return ``persons`` with everybody who was ever found to be one of them."""
    rows = await store.rows(MERGES, {"persons": list(persons)})
    return SamePersons(
        persons=frozenset(row["person_id"] for row in rows),
        links=[
            Link(
                position=row["position"],
                person_id=row["person_id"],
                into_person_id=row["into_person_id"],
            )
            for row in rows
            if row["position"] is not None
        ],
    )


def by_cluster(
    same: SamePersons, moves: Mapping[UUID, Sequence[int]]
) -> Iterator[tuple[frozenset[UUID], Sequence[int]]]:
    """Yield each cluster with the positions at which something about any of them moved."""
    for cluster in same.clusters():
        positions = sorted({at for person in cluster for at in moves.get(person, ())})
        if positions:
            yield cluster, positions
