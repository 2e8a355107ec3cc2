"""Which pseudonyms are one person now, as the register's merges have it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TypeAlias
from uuid import UUID

from shared.kernel.store import Store, Transaction

Source: TypeAlias = Store | Transaction

_SAME = """
    WITH RECURSIVE same (asked_id, person_id) AS (
        SELECT id, id FROM unnest(%(person_ids)s::uuid[]) AS id
        UNION
        SELECT s.asked_id,
               CASE WHEN m.person_id = s.person_id THEN m.into_person_id ELSE m.person_id END
        FROM same s JOIN intake.merged_person m ON s.person_id IN (m.person_id, m.into_person_id))
    SELECT asked_id, person_id FROM same"""


async def same_persons(
    source: Source, person_ids: Collection[UUID]
) -> Mapping[UUID, frozenset[UUID]]:
    """Return all pseudonyms of each of the persons, its own among them."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for row in await source.rows(_SAME, {"person_ids": list(person_ids)}):
        found[row["asked_id"]].add(row["person_id"])
    return {asked: frozenset(ids) for asked, ids in found.items()}
