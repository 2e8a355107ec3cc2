"""Whose identity nobody needs any more: the register's files go with the last that they serve."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake.application.disposal.standing import Source

_UNNEEDED = """
    WITH living AS (
        SELECT DISTINCT person_id FROM intake.filed_matter
        WHERE NOT is_disposed AND file_id <> ALL (%(going)s::uuid[])
    ), related AS (
        SELECT person_id, other_person_id FROM intake.relation
        UNION SELECT other_person_id, person_id FROM intake.relation
    ), concerned AS (
        SELECT id AS person_id, id AS of_person_id FROM unnest(%(person_ids)s::uuid[]) AS id
        UNION SELECT other_person_id, person_id FROM related
        WHERE person_id = ANY (%(person_ids)s::uuid[])
    )
    SELECT c.person_id, array_agg(c.of_person_id ORDER BY c.of_person_id) AS of_person_ids
    FROM concerned c JOIN intake.person USING (person_id)
    WHERE c.person_id NOT IN (SELECT person_id FROM living)
      AND NOT EXISTS (
        SELECT FROM related r JOIN living l ON l.person_id = r.other_person_id
        WHERE r.person_id = c.person_id)
    GROUP BY c.person_id ORDER BY c.person_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnneededIdentity:
    """Somebody in the register, and for whose files' sake they were kept."""

    person_id: UUID
    of_person_ids: Sequence[UUID]


async def unneeded(
    source: Source, person_ids: Collection[UUID], going: Collection[UUID]
) -> Sequence[UnneededIdentity]:
    """Return who is needed by no file but those of ``going``: of the persons and their relatives.

    A guardian is kept for the sake of the child's file, and a child for a sibling's.
    """
    asked = {"person_ids": list(person_ids), "going": list(going)}
    return [UnneededIdentity(**row) for row in await source.rows(_UNNEEDED, asked)]
