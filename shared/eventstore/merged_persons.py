"""Merged persons: which pseudonym was found to be whom; the same read model in any schema."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, MetaData, Table, Uuid

from shared.contracts.intake_merges import IntakeMerges, MergeReversed, PersonsMerged
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPerson:
    """A pseudonym that stands for the same person as another one."""

    person_id: UUID
    into_person_id: UUID
    merged_on: date


def merged_persons(schema: str) -> Projection[MergedPerson]:
    """Return the read model of a service: a row for each pseudonym that is merged away now."""
    table = Table(
        "merged_person",
        MetaData(schema=schema),
        Column("person_id", Uuid, primary_key=True),
        Column("into_person_id", Uuid, nullable=False),
        Column("merged_on", Date, nullable=False),
    )
    return Projection(
        name=f"{schema}.merged-persons",
        table=table,
        row=MergedPerson,
        hears=(PersonsMerged, MergeReversed),
        keys=keys,
        project=project,
    )


def keys(recorded: Recorded[IntakeMerges]) -> Sequence[UUID]:
    """Return the pseudonym that is merged away, or was."""
    return [recorded.event.person_id]


def project(
    key: UUID, row: MergedPerson | None, recorded: Recorded[IntakeMerges]
) -> MergedPerson | None:
    """Return the merge that holds after the event; None when none does."""
    event = recorded.event
    if isinstance(event, MergeReversed):
        return None
    return MergedPerson(
        person_id=key, into_person_id=event.into_person_id, merged_on=event.merged_on
    )


def same_person(schema: str, asked: str, name: str = "same") -> str:
    """Return SQL for ``<name> (person_id)``: the pseudonyms of whoever ``asked`` selects.

    To stand after ``WITH RECURSIVE``; ``asked`` is a query of one column.
    """
    return f"""{name} (person_id) AS (
        ({asked})
        UNION
        SELECT CASE WHEN m.person_id = s.person_id THEN m.into_person_id ELSE m.person_id END
        FROM {name} s JOIN {schema}.merged_person m
          ON s.person_id IN (m.person_id, m.into_person_id))"""
