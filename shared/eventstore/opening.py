"""Opening what rests sealed in a stream, for somebody who may read it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from shared.eventstore.codec import Codec
from shared.kernel.context import Recorded
from shared.kernel.sealed import FileDestroyed, FileUnknown, Sealer
from shared.kernel.store import Stream

Event = TypeVar("Event")


async def opened(stream: Stream[Event], codec: Codec, sealer: Sealer) -> Sequence[Recorded[Event]]:
    """Return what the stream recorded, oldest first, with its sealed fields in clear text.

    Where the file has been destroyed each of them says so instead (``GONE``).
    """
    if not any(codec.has_sealed_fields(each.event) for each in stream.recorded):
        return stream.recorded
    file_id = stream.context.file_id
    assert file_id is not None, "what is sealed rests in a file"
    unseal = await _unsealing(file_id, codec, sealer)
    return [replace(each, event=unseal(each)) for each in stream.recorded]


async def _unsealing(
    file_id: UUID, codec: Codec, sealer: Sealer
) -> Callable[[Recorded[Event]], Event]:
    try:
        key = await sealer.key(file_id)
    except FileDestroyed:
        return codec.without_texts
    return lambda recorded: codec.unseal(recorded, key)


async def is_file_destroyed(file_id: UUID | None, sealer: Sealer) -> bool:
    """Say whether the texts of a file can never be read again."""
    if file_id is None:
        return False
    try:
        await sealer.key(file_id)
    except FileDestroyed:
        return True
    except FileUnknown:
        return False
    return False
