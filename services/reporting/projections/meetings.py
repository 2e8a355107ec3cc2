"""Meetings: when each body meets, and what of the ledger it has been told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

import sqlalchemy as sa

from shared.contracts.reporting import (
    DelegationListDelivered,
    MeetingCancelled,
    MeetingScheduled,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = sa.Table(
    "meeting",
    sa.MetaData(schema="reporting"),
    sa.Column("meeting_id", sa.Uuid, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("meeting_on", sa.Date, nullable=False),
    sa.Column("scheduled_on", sa.Date, nullable=False),
    sa.Column("is_cancelled", sa.Boolean, nullable=False),
    sa.Column("delivered_on", sa.Date),
    sa.Column("since_position", sa.BigInteger),
    sa.Column("known_position", sa.BigInteger),
    sa.Column("decisions", sa.BigInteger),
    sa.Column("content_sha256", sa.Text),
)
Heard: TypeAlias = MeetingScheduled | MeetingCancelled | DelegationListDelivered


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """One meeting; without ``delivered_on`` it has been told nothing yet."""

    meeting_id: UUID
    body: str
    meeting_on: date
    scheduled_on: date
    is_cancelled: bool
    delivered_on: date | None = None
    since_position: int | None = None
    known_position: int | None = None
    decisions: int | None = None
    content_sha256: str | None = None


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the meeting."""
    return [recorded.event.meeting_id]


def project(key: UUID, row: MeetingRow | None, recorded: Recorded[Heard]) -> MeetingRow | None:
    """Return the meeting after the event."""
    event = recorded.event
    if isinstance(event, MeetingScheduled):
        return MeetingRow(
            meeting_id=key,
            body=event.body_code,
            meeting_on=event.meeting_on,
            scheduled_on=event.scheduled_on,
            is_cancelled=False,
        )
    if row is None:
        return None
    match event:
        case MeetingCancelled():
            return replace(row, is_cancelled=True)
        case DelegationListDelivered():
            return replace(
                row,
                delivered_on=event.delivered_on,
                since_position=event.since_position,
                known_position=event.known_position,
                decisions=len(event.decision_event_ids),
                content_sha256=event.content_sha256,
            )
        case _:
            assert_never(event)


MEETINGS = Projection(
    name="reporting.meetings",
    table=TABLE,
    row=MeetingRow,
    hears=get_args(Heard),
    keys=keys,
    project=project,
)
