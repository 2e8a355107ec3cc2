"""A piece of work as a service's projection keeps it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, MetaData, Table, Text, Uuid

WAITING = "waiting"
PROJECTION = "work_items"
"""What every service calls the projection that fills its work lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """A row of ``work_item``: it may be claimed while its state is ``waiting``.

    ``item_id`` follows from the events and is never used for a second piece of work: one that
    was completed is not handed out again, whatever the projection says.
    """

    item_id: UUID
    worklist: str
    stream_id: UUID
    person_id: UUID | None
    created_on: date
    state: str = WAITING


def work_item_table(service: str) -> Table:
    """Return the table that ``service`` projects its pieces of work into."""
    return Table(
        "work_item",
        MetaData(schema=service),
        Column("item_id", Uuid, primary_key=True),
        Column("worklist", Text, nullable=False),
        Column("stream_id", Uuid, nullable=False),
        Column("person_id", Uuid),
        Column("created_on", Date, nullable=False),
        Column("state", Text, nullable=False),
    )
