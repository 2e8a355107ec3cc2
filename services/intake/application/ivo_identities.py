"""Identities in the form that IVO asks for, merged where a report is handed over.

Who has a number is written ``ÅÅÅÅMMDD-NNNC``. Who has none is written with the temporary number
that was given, ``ÅÅÅÅMMDD-T123`` or ``-TF10``; none is made up here, and no birth date is guessed.
Whoever is protected is masked, also for those who were let in: what is handed over goes outside.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.intake.application.reading import NoSuchPerson, Reader
from services.intake.domain.person.events import IdentityKept
from shared.kernel.store import Store

IDENTIFIED = re.compile(r"[0-9]{12}")
TEMPORARY = re.compile(r"([0-9]{8})-?(T[0-9]{3}|TF[0-9]{2})")


class IdentityState(StrEnum):
    """Identitetens läge: why it is written, or why it is not."""

    WRITTEN = "written"
    PROTECTED = "protected"
    INCOMPLETE = "incomplete"  # no number, and no temporary one
    UNKNOWN = "unknown"  # nobody has the pseudonym


@dataclass(frozen=True, slots=True, kw_only=True)
class IvoIdentity:
    """Identitet till IVO."""

    person_id: UUID
    state: IdentityState
    text: str | None = None


async def ivo_identities(
    store: Store, reader: Reader, person_ids: Sequence[UUID], protected: Collection[UUID]
) -> Sequence[IvoIdentity]:
    """Return the identity of each, in the order asked; of ``protected`` nothing is opened."""
    return [
        IvoIdentity(person_id=each, state=IdentityState.PROTECTED)
        if each in protected
        else await _of(store, reader, each)
        for each in person_ids
    ]


async def _of(store: Store, reader: Reader, person_id: UUID) -> IvoIdentity:
    try:
        identity = await reader.identity(store, person_id)
    except NoSuchPerson:
        return IvoIdentity(person_id=person_id, state=IdentityState.UNKNOWN)
    text = written(identity)
    state = IdentityState.INCOMPLETE if text is None else IdentityState.WRITTEN
    return IvoIdentity(person_id=person_id, state=state, text=text)


def written(identity: IdentityKept) -> str | None:
    """Return the identity in IVO's form; None when no number was kept, or it is destroyed."""
    number = (identity.number or "").replace(" ", "").upper()
    if identity.number_kind is not None:
        return f"{number[:8]}-{number[8:]}" if IDENTIFIED.fullmatch(number) else None
    temporary = TEMPORARY.fullmatch(number)
    return f"{temporary[1]}-{temporary[2]}" if temporary else None
