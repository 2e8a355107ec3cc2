"""Sent warnings: what has been warned of, whose it was, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from shared.contracts.reporting import WarningSent
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = sa.Table(
    "sent_warning",
    sa.MetaData(schema="reporting"),
    sa.Column("event_id", sa.Uuid, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("item_id", sa.Text, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("is_risk", sa.Boolean, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("thread_id", sa.Uuid, nullable=False),
    sa.Column("matter_id", sa.Uuid, nullable=False),
    sa.Column("person_id", sa.Uuid),
    sa.Column("unit", sa.Text),
    sa.Column("official", sa.Text),
    sa.Column("days_before", sa.Integer, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("overdue_after", sa.Date, nullable=False),
    sa.Column("warned_on", sa.Date, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentWarning:
    """One warning."""

    event_id: UUID
    position: int
    item_id: str
    rule: str
    is_risk: bool
    kind: str
    thread_id: UUID
    matter_id: UUID
    person_id: UUID | None
    unit: str | None
    official: str | None
    days_before: int
    due_on: date
    overdue_after: date
    warned_on: date


def keys(recorded: Recorded[WarningSent]) -> Sequence[UUID]:
    """Return the one row a warning becomes."""
    return (recorded.event_id,)


def project(key: UUID, row: SentWarning | None, recorded: Recorded[WarningSent]) -> SentWarning:
    """Return the warning; it never changes afterwards."""
    event = recorded.event
    return SentWarning(
        event_id=recorded.event_id,
        position=recorded.position or 0,
        item_id=event.item_id,
        rule=event.rule_code,
        is_risk=event.is_risk,
        kind=event.kind_code,
        thread_id=recorded.context.thread_id,
        matter_id=event.matter_id,
        person_id=recorded.context.person_id,
        unit=event.unit,
        official=event.official,
        days_before=event.days_before,
        due_on=event.due_on,
        overdue_after=event.overdue_after,
        warned_on=event.warned_on,
    )


SENT_WARNINGS = Projection(
    name="reporting.sent-warnings",
    table=TABLE,
    row=SentWarning,
    hears=(WarningSent,),
    keys=keys,
    project=project,
)
