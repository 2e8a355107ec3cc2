"""Thread entries: every published change of status, with all that a thread shows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.contracts.names import HAPPENED_ON, PUBLISHED
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = sa.Table(
    "thread_entry",
    sa.MetaData(schema="reporting"),
    sa.Column("event_id", sa.Uuid, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("thread_id", sa.Uuid, nullable=False),
    sa.Column("stream_id", sa.Uuid, nullable=False),
    sa.Column("person_id", sa.Uuid),
    sa.Column("causation_id", sa.Uuid, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("happened_on", sa.Date, nullable=False),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("actor_subject", sa.Text, nullable=False),
    sa.Column("actor_role", sa.Text, nullable=False),
    sa.Column("client_kind", sa.Text, nullable=False),
    sa.Column("client_id", sa.Text, nullable=False),
    sa.Column("legal_basis_id", sa.Text),
    sa.Column("facts", JSONB, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEntry:
    """One line of a thread: what happened, when, when we knew, who, and by which law."""

    event_id: UUID
    position: int
    epoch: int
    thread_id: UUID
    stream_id: UUID
    person_id: UUID | None
    causation_id: UUID
    name: str
    happened_on: date
    recorded_at: datetime
    actor_subject: str
    actor_role: str
    client_kind: str
    client_id: str
    legal_basis_id: str | None
    facts: Mapping[str, object]  # the published event itself: ids, codes and dates


_FACTS: Mapping[type, Sequence[str]] = {
    each: [field.name for field in fields(each)] for each in PUBLISHED.values()
}


def keys(recorded: Recorded[object]) -> Sequence[UUID]:
    """Return the one line an event becomes."""
    return (recorded.event_id,)


def project(key: UUID, row: ThreadEntry | None, recorded: Recorded[object]) -> ThreadEntry:
    """Return the line of ``recorded``; it never changes afterwards."""
    event, context, actor = recorded.event, recorded.context, recorded.context.actor
    if recorded.position is None:
        raise ValueError("only what the ledger holds can be shown")
    return ThreadEntry(
        event_id=recorded.event_id,
        position=recorded.position,
        epoch=recorded.epoch,
        thread_id=context.thread_id,
        stream_id=recorded.stream_id,
        person_id=context.person_id,
        causation_id=context.causation_id,
        name=recorded.name,
        happened_on=getattr(event, HAPPENED_ON[type(event)]),
        recorded_at=recorded.recorded_at,
        actor_subject=actor.subject,
        actor_role=actor.role,
        client_kind=actor.client.value,
        client_id=actor.client_id,
        legal_basis_id=getattr(event, "legal_basis_id", None),
        facts={name: getattr(event, name) for name in _FACTS[type(event)]},
    )


THREAD_ENTRIES = Projection(
    name="reporting.thread-entries",
    table=TABLE,
    row=ThreadEntry,
    hears=tuple(PUBLISHED.values()),
    keys=keys,
    project=project,
)
