"""Relations: who is whose guardian, sibling or partner, as it was told."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, MetaData, Table, Text, Uuid

from services.intake.domain.person.events import Relation, RelationKept
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

RELATIONS = Table(
    "relation",
    MetaData(),
    Column("relation_key", Text, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("relation", Text, nullable=False),
    Column("other_person_id", Uuid, nullable=False),
    Column("kept_on", Date, nullable=False),
    schema="intake",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """What the other person is to the first."""

    relation_key: str
    person_id: UUID
    relation: Relation
    other_person_id: UUID
    kept_on: date


def keys(recorded: Recorded[RelationKept]) -> list[str]:
    """Return the one row the event is: the same relation told twice is the same row."""
    event = recorded.event
    return [f"{recorded.stream_id} {event.relation} {event.other_person_id}"]


def project(key: str, row: RelationRow | None, recorded: Recorded[Any]) -> RelationRow | None:
    """Return the relation's row."""
    event: RelationKept = recorded.event
    return RelationRow(
        relation_key=key,
        person_id=recorded.stream_id,
        relation=event.relation,
        other_person_id=event.other_person_id,
        kept_on=event.kept_on,
    )


RELATIONS_PROJECTION = Projection(
    name="relations",
    table=RELATIONS,
    row=RelationRow,
    hears=(RelationKept,),
    keys=keys,
    project=project,
)
