"""Whom a packet is about and who is to have it: what the register says of the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake.domain.person.events import MediatedAddressKept
from shared.eventstore.merged_persons import same_person
from shared.kernel.store import Store, Transaction

_SAME = same_person("intake", "SELECT unnest(%(ids)s::uuid[])")
_IS_MATTER = f"""
WITH RECURSIVE {_SAME}
SELECT 1 FROM intake.access_matter m JOIN same USING (person_id)
WHERE m.matter_id = %(matter_id)s"""
_OTHER = same_person("intake", "SELECT %(other)s::uuid", "other")
_IS_GUARDIAN = f"""
WITH RECURSIVE {_SAME}, {_OTHER}
SELECT 1 FROM intake.relation r
WHERE r.relation = 'guardian' AND r.person_id IN (SELECT person_id FROM same)
  AND r.other_person_id IN (SELECT person_id FROM other)"""
_IS_OPPOSED = f"""
WITH RECURSIVE {_SAME}, {_OTHER}
SELECT 1 FROM intake.opposed_pair p, same s, other o
WHERE (p.person_id, p.other_person_id) IN (
    (s.person_id, o.person_id), (o.person_id, s.person_id))"""
_PROTECTED = f"""
WITH RECURSIVE {_SAME}
SELECT person_id FROM intake.guarded_person JOIN same USING (person_id) WHERE is_protected"""
_PSEUDONYMS = f"WITH RECURSIVE {_SAME} SELECT person_id FROM same ORDER BY person_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the recipient is to the person, and whether the matter is about the person."""

    is_matter_of_person: bool
    is_guardian: bool
    is_opposed: bool


async def standing(
    tx: Transaction, person_id: UUID, recipient_id: UUID | None, matter_id: UUID | None
) -> Standing:
    """Return how the recipient stands to the person."""
    asked = {"ids": [person_id], "other": recipient_id, "matter_id": matter_id}
    return Standing(
        is_matter_of_person=bool(await tx.rows(_IS_MATTER, asked)),
        is_guardian=bool(await tx.rows(_IS_GUARDIAN, asked)),
        is_opposed=bool(await tx.rows(_IS_OPPOSED, asked)),
    )


async def first_protected(tx: Transaction, persons: Sequence[UUID]) -> UUID | None:
    """Return the first of the persons who is protected, under whichever pseudonym."""
    for person_id in persons:
        if await tx.rows(_PROTECTED, {"ids": [person_id]}):
            return person_id
    return None


async def pseudonyms(source: Store | Transaction, person_id: UUID) -> Sequence[UUID]:
    """Return every pseudonym of the person, as merges stand."""
    return [row["person_id"] for row in await source.rows(_PSEUDONYMS, {"ids": [person_id]})]


async def is_mediated(tx: Transaction, person_id: UUID) -> bool:
    """Say whether a mediated address was ever kept for the person."""
    ids = await pseudonyms(tx, person_id)
    events = [event for each in ids for event in (await tx.read(each)).events]
    return any(isinstance(event, MediatedAddressKept) for event in events)
