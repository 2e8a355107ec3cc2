"""Persons: in what year somebody was born, for what is given without needs assessment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Column, Integer, MetaData, Table, Uuid

from shared.contracts.intake import FileDisposed, PersonRegistered
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded
from shared.kernel.files import IDENTITY_GROUP

Heard: TypeAlias = PersonRegistered | FileDisposed

TABLE = Table(
    "person",
    MetaData(schema="interventions"),
    Column("person_id", Uuid, primary_key=True),
    Column("birth_year", Integer),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person that intake has registered."""

    person_id: UUID
    birth_year: int | None  # None when nobody knows


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the person; of a destroyed file, only when the identity itself is destroyed."""
    event = recorded.event
    if isinstance(event, FileDisposed) and event.retention_group != IDENTITY_GROUP:
        return []
    return [event.person_id]


def project(key: UUID, row: PersonRow | None, recorded: Recorded[Heard]) -> PersonRow | None:
    """Return the person as registered last; nobody once the identity is destroyed."""
    event = recorded.event
    if isinstance(event, FileDisposed):
        return None
    return PersonRow(person_id=key, birth_year=event.birth_year)


PERSONS = Projection(
    name="persons",
    table=TABLE,
    row=PersonRow,
    hears=(PersonRegistered, FileDisposed),
    keys=keys,
    project=project,
)
