"""A stored event as a row: its columns, in one order, and what a row is read as."""

from typing import Any, TypeAlias

from shared.eventstore.codec import Codec
from shared.kernel.context import Actor, Client, Context, Recorded

Row: TypeAlias = tuple[Any, ...]

COLUMNS = (
    "position, epoch, event_id, stream_id, version, name, recorded_at,"
    " actor_subject, actor_role, actor_client, actor_client_id, actor_unit,"
    " thread_id, causation_id, person_id, file_id, data"
)


def recorded(codec: Codec, row: Row) -> Recorded[Any]:
    """Return the event that a row of ``COLUMNS`` holds.

    Raises:
        UnknownEventName: the program is older than its data.
    """
    actor = Actor(
        subject=row[7], role=row[8], client=Client(row[9]), client_id=row[10], unit=row[11]
    )
    context = Context(
        actor=actor, thread_id=row[12], causation_id=row[13], person_id=row[14], file_id=row[15]
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
