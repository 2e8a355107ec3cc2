"""How events are handed to ``store.append``, the only way in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

from shared.kernel.context import Context

APPEND = "SELECT store.append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"

STREAM_MOVED = "RT001"
EVENT_ID_TAKEN = "RT002"
UNIQUE_VIOLATION = "23505"
DEADLOCK = "40P01"


def append_arguments(
    stream_id: UUID,
    after: int,
    ids: Sequence[UUID],
    encoded: Sequence[tuple[str, bytes]],
    context: Context,
) -> Sequence[Any]:
    """Return the arguments of ``APPEND`` for one stream."""
    count = len(ids)
    actor = context.actor
    return (
        list(ids),
        [stream_id] * count,
        list(range(after + 1, after + 1 + count)),
        [name for name, _ in encoded],
        [data for _, data in encoded],
        [context.thread_id] * count,
        [context.causation_id] * count,
        [context.person_id] * count,
        [context.file_id] * count,
        actor.subject,
        actor.role,
        actor.client,
        actor.client_id,
        actor.unit,
    )


def is_conflict(error: psycopg.Error) -> bool:
    """Say whether an append failed because somebody else appended to the stream."""
    return error.sqlstate in {STREAM_MOVED, UNIQUE_VIOLATION, DEADLOCK}
