"""Persons: in what year somebody was born, for what is given without needs assessment."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Column, Integer, MetaData, Table, Uuid

from shared.contracts.intake import PersonRegistered
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

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


def keys(recorded: Recorded[PersonRegistered]) -> Sequence[UUID]:
    """Return the person."""
    return [recorded.event.person_id]


def project(
    key: UUID, row: PersonRow | None, recorded: Recorded[PersonRegistered]
) -> PersonRow | None:
    """Return the person as registered last."""
    return PersonRow(person_id=key, birth_year=recorded.event.birth_year)


PERSONS = Projection(
    name="persons",
    table=TABLE,
    row=PersonRow,
    hears=(PersonRegistered,),
    keys=keys,
    project=project,
)
