"""How events are handed to ``store.append``, the only way in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from shared.eventstore.arrays import ByteaArray, IntegerArray, TextArray, UuidArray
from shared.kernel.context import Context

APPEND = "SELECT store.append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"

STREAM_MOVED = "RT001"
EVENT_ID_TAKEN = "RT002"
DEADLOCK = "40P01"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event on its way in, encoded and sealed."""

    event_id: UUID
    stream_id: UUID
    version: int
    name: str
    data: bytes
    context: Context


def append_call(events: Sequence[NewEvent]) -> tuple[str, Sequence[Any]]:
    """Return the statement that appends ``events``, of one actor, and its arguments."""
    actor = events[0].context.actor
    by = (actor.subject, actor.role, actor.client.value, actor.client_id, actor.unit)
    if len(events) > 1:
        return APPEND, (*_arrays(events), *by)
    (event,) = events
    context = event.context
    return APPEND, (
        event.event_id,
        event.stream_id,
        event.version,
        event.name,
        event.data,
        context.thread_id,
        context.causation_id,
        context.person_id,
        context.file_id,
        *by,
    )


def _arrays(events: Sequence[NewEvent]) -> tuple[Any, ...]:
    return (
        UuidArray(event.event_id for event in events),
        UuidArray(event.stream_id for event in events),
        IntegerArray(event.version for event in events),
        TextArray(event.name for event in events),
        ByteaArray(event.data for event in events),
        UuidArray(event.context.thread_id for event in events),
        UuidArray(event.context.causation_id for event in events),
        UuidArray(event.context.person_id for event in events),
        UuidArray(event.context.file_id for event in events),
    )


def is_conflict(error: psycopg.Error) -> bool:
    """Say whether an append failed because somebody else appended to the stream."""
    return error.sqlstate in {STREAM_MOVED, DEADLOCK}
