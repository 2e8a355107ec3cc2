"""The person register: found by a keyed hash of the number, or made under a new pseudonym."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.domain.person.commands import PersonCommand
from services.intake.domain.person.events import PersonEvent
from services.intake.domain.person.rules import PERSON
from shared.kernel.context import Context
from shared.kernel.files import IDENTITY_GROUP, file_of
from shared.kernel.identity_number import (
    IdentityNumber,
    InvalidIdentityNumber,
    parse_identity_number,
)
from shared.kernel.sealed import Lookup
from shared.kernel.store import Store, Transaction

_FIND_OR_KEEP = (
    "INSERT INTO intake.person_lookup (number_hash, person_id)"
    " VALUES (%(number_hash)s, %(person_id)s)"
    # an update that changes nothing locks the row until we commit, whoever made it
    " ON CONFLICT (number_hash) DO UPDATE SET person_id = person_lookup.person_id"
    " RETURNING person_id"
)
_FIND = "SELECT person_id FROM intake.person_lookup WHERE number_hash = %(number_hash)s"
_REMAINING = """
WITH RECURSIVE merged (person_id, into_person_id) AS (
    SELECT person_id, into_person_id FROM intake.merged_person
    WHERE person_id = %(person_id)s
    UNION
    SELECT m.person_id, m.into_person_id FROM merged JOIN intake.merged_person m
      ON m.person_id = merged.into_person_id)
SELECT into_person_id FROM merged
WHERE into_person_id NOT IN (SELECT person_id FROM merged)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who is to be found, or else made under the pseudonym proposed."""

    proposed_id: UUID
    number: IdentityNumber | None


def identity_file(person_id: UUID) -> UUID:
    """Return the file that a person's identity rests in."""
    return file_of(person_id, IDENTITY_GROUP)


def readable_number(text: str | None, on: date) -> IdentityNumber | None:
    """Return the number somebody wrote, or None where it is none: then they are unidentified."""
    try:
        return parse_identity_number(text, on=on) if text else None
    except InvalidIdentityNumber:
        return None


class PersonRegister:
    """Finds, makes and relates persons within somebody else's transaction."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    async def find_or_propose(
        self, tx: Transaction, candidates: Iterable[Candidate]
    ) -> Mapping[UUID, UUID]:
        """Return the pseudonym of each candidate by the one proposed.

        Whoever has a number stays locked until the transaction ends, in the order of the hashes,
        so that two reports about the same persons follow each other and never deadlock.
        """
        found, hashed = {}, []
        for candidate in candidates:
            found[candidate.proposed_id] = candidate.proposed_id
            if candidate.number is not None:
                number_hash = await self._lookup.lookup_hash(candidate.number.digits)
                hashed.append((number_hash, candidate.proposed_id))
        for number_hash, proposed_id in sorted(hashed):
            values = {"number_hash": number_hash, "person_id": proposed_id}
            (row,) = await tx.rows(_FIND_OR_KEEP, values)
            found[proposed_id] = await remaining(tx, row["person_id"])
        return found

    async def owner_of(self, tx: Transaction, number: IdentityNumber, person_id: UUID) -> UUID:
        """Return whom the number finds, having let it find ``person_id`` if it found nobody."""
        number_hash = await self._lookup.lookup_hash(number.digits)
        values = {"number_hash": number_hash, "person_id": person_id}
        (row,) = await tx.rows(_FIND_OR_KEEP, values)
        owner: UUID = row["person_id"]
        return owner

    async def find(self, store: Store, number: IdentityNumber) -> UUID | None:
        """Return the pseudonym of the person with that number, when there is one."""
        number_hash = await self._lookup.lookup_hash(number.digits)
        rows = await store.rows(_FIND, {"number_hash": number_hash})
        return await remaining(store, rows[0]["person_id"]) if rows else None


async def remaining(source: Transaction | Store, person_id: UUID) -> UUID:
    """Return the pseudonym that remains of a person: itself, unless it is merged away."""
    rows = await source.rows(_REMAINING, {"person_id": person_id})
    return rows[0]["into_person_id"] if rows else person_id


async def tell(
    tx: Transaction, person_id: UUID, commands: Sequence[PersonCommand], context: Context
) -> None:
    """Ask a person's stream several things in one append, or nothing when nothing is new."""
    stream = await tx.read(person_id)
    person, events = PERSON.fold(stream.events), list[PersonEvent]()
    for command in commands:
        happened = PERSON.decide(person, command)
        events += happened
        for event in happened:
            person = PERSON.evolve(person, event)
    if events:
        await tx.append(person_id, events, context, after=stream.version)
