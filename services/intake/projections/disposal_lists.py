"""Disposal lists: which there are, and how far each has come."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Integer, MetaData, Table, Text, Uuid

from services.intake.domain.disposal.events import (
    DisposalListApproved,
    DisposalListDrawnUp,
    DisposalListReviewed,
    HoldLifted,
)
from shared.contracts.intake import DisposalCertified
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

DISPOSAL_LISTS = Table(
    "disposal_list",
    MetaData(),
    Column("list_id", Uuid, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("drawn_up_on", Date, nullable=False),
    Column("stage", Text, nullable=False),
    schema="intake",
)


class ListStage(StrEnum):
    """Listans läge: what a disposal list waits for."""

    DRAWN_UP = "drawn-up"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    CERTIFIED = "certified"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalListRow:
    """One disposal list."""

    list_id: UUID
    year: int
    drawn_up_on: date
    stage: ListStage = ListStage.DRAWN_UP


_STAGES: dict[type, ListStage] = {
    HoldLifted: ListStage.DRAWN_UP,
    DisposalListReviewed: ListStage.REVIEWED,
    DisposalListApproved: ListStage.APPROVED,
    DisposalCertified: ListStage.CERTIFIED,
}


def project(
    key: UUID, row: DisposalListRow | None, recorded: Recorded[Any]
) -> DisposalListRow | None:
    """Return the list after one of its events."""
    event = recorded.event
    if isinstance(event, DisposalListDrawnUp):
        return DisposalListRow(list_id=key, year=event.year, drawn_up_on=event.drawn_up_on)
    return replace(row, stage=_STAGES[type(event)]) if row else None


DISPOSAL_LISTS_PROJECTION = Projection(
    name="disposal_lists",
    table=DISPOSAL_LISTS,
    row=DisposalListRow,
    hears=(DisposalListDrawnUp, *_STAGES),
    keys=lambda recorded: [recorded.stream_id],
    project=project,
)
