"""Opposed pairs: who was said to be on another side than whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, MetaData, Table, Text, Uuid

from services.intake.domain.person.events import SidesMarked
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

OPPOSED_PAIRS = Table(
    "opposed_pair",
    MetaData(schema="intake"),
    Column("pair_key", Text, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("other_person_id", Uuid, nullable=False),
    Column("marked_on", Date, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpposedRow:
    """Two persons on different sides, as marked in the first one's stream."""

    pair_key: str
    person_id: UUID
    other_person_id: UUID
    marked_on: date


def keys(recorded: Recorded[SidesMarked]) -> list[str]:
    """Return the pair."""
    return [f"{recorded.stream_id} {recorded.event.other_person_id}"]


def project(key: str, row: OpposedRow | None, recorded: Recorded[Any]) -> OpposedRow | None:
    """Return the pair while they are on different sides."""
    event: SidesMarked = recorded.event
    if not event.are_opposed:
        return None
    return OpposedRow(
        pair_key=key,
        person_id=recorded.stream_id,
        other_person_id=event.other_person_id,
        marked_on=event.marked_on,
    )


OPPOSED_PAIRS_PROJECTION = Projection(
    name="opposed_pairs",
    table=OPPOSED_PAIRS,
    row=OpposedRow,
    hears=(SidesMarked,),
    keys=keys,
    project=project,
)
