"""A stored event as a row: its columns, in one order, and what a row is read as."""

from functools import lru_cache
from typing import Any, TypeAlias

from shared.eventstore.codec import Codec
from shared.kernel.context import Actor, Client, Context, Recorded

Row: TypeAlias = tuple[Any, ...]

COLUMNS = (
    "position, epoch, event_id, stream_id, version, name, recorded_at,"
    " actor_subject, actor_role, actor_client, actor_client_id, actor_unit,"
    " thread_id, causation_id, person_id, file_id, data"
)


@lru_cache(maxsize=1024)
def _actor(subject: str, role: str, client: str, client_id: str, unit: str | None) -> Actor:
    """Few act often: one object for each."""
    return Actor(subject=subject, role=role, client=Client(client), client_id=client_id, unit=unit)


def recorded(codec: Codec, row: Row) -> Recorded[Any]:
    """Return the event that a row of ``COLUMNS`` holds.

    Raises:
        UnknownEventName: the program is older than its data.
    """
    context = Context(
        actor=_actor(*row[7:12]),
        thread_id=row[12],
        causation_id=row[13],
        person_id=row[14],
        file_id=row[15],
    )
    return Recorded(
        event=codec.decode(row[5], row[16]),
        event_id=row[2],
        stream_id=row[3],
        version=row[4],
        name=row[5],
        context=context,
        recorded_at=row[6],
        position=row[0],
        epoch=row[1],
    )
