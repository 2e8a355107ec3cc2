"""Whose identity nobody needs any more: the register's files go with the last that they serve."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake.application.disposal.same_persons import Source

# every pseudonym by the one that remains of the person
_UNNEEDED = """
    WITH RECURSIVE merged (person_id, into_id) AS (
        SELECT person_id, into_person_id FROM intake.merged_person
        UNION SELECT d.person_id, m.into_person_id
        FROM merged d JOIN intake.merged_person m ON m.person_id = d.into_id
    ), remaining AS (
        SELECT person_id, into_id AS whole_id FROM merged
        WHERE into_id NOT IN (SELECT person_id FROM merged)
        UNION SELECT into_id, into_id FROM merged
        WHERE into_id NOT IN (SELECT person_id FROM merged)
    ), living AS (
        SELECT DISTINCT coalesce(w.whole_id, f.person_id) AS whole_id
        FROM intake.filed_matter f LEFT JOIN remaining w USING (person_id)
        WHERE NOT is_disposed AND file_id <> ALL (%(going)s::uuid[])
    ), told AS (
        SELECT coalesce(a.whole_id, r.person_id) AS one,
               coalesce(b.whole_id, r.other_person_id) AS two
        FROM intake.relation r LEFT JOIN remaining a ON a.person_id = r.person_id
        LEFT JOIN remaining b ON b.person_id = r.other_person_id
    ), related AS (
        SELECT one AS whole_id, two AS other_id FROM told UNION SELECT two, one FROM told
    ), asked AS (
        SELECT id AS of_person_id, coalesce(w.whole_id, id) AS whole_id
        FROM unnest(%(person_ids)s::uuid[]) AS id LEFT JOIN remaining w ON w.person_id = id
    ), concerned AS (
        SELECT whole_id, of_person_id FROM asked
        UNION SELECT other_id, of_person_id FROM related JOIN asked USING (whole_id)
    )
    SELECT p.person_id, array_agg(c.of_person_id ORDER BY c.of_person_id) AS of_person_ids
    FROM intake.person p LEFT JOIN remaining w USING (person_id)
    JOIN concerned c ON c.whole_id = coalesce(w.whole_id, p.person_id)
    WHERE c.whole_id NOT IN (SELECT whole_id FROM living)
      AND NOT EXISTS (
        SELECT FROM related r JOIN living l ON l.whole_id = r.other_id
        WHERE r.whole_id = c.whole_id)
    GROUP BY p.person_id ORDER BY p.person_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnneededIdentity:
    """Somebody in the register, and for whose files' sake they were kept."""

    person_id: UUID
    of_person_ids: Sequence[UUID]


async def unneeded(
    source: Source, person_ids: Collection[UUID], going: Collection[UUID]
) -> Sequence[UnneededIdentity]:
    """Return who is needed by no file but those of ``going``: of the persons and their relatives.

    A guardian is kept for the sake of the child's file, a child for a sibling's, and every
    pseudonym of a person for the sake of the others'.
    """
    asked = {"person_ids": list(person_ids), "going": list(going)}
    return [UnneededIdentity(**row) for row in await source.rows(_UNNEEDED, asked)]
