"""Opening what rests sealed in a stream, for somebody who may read it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from shared.eventstore.codec import Codec
from shared.kernel.context import Recorded
from shared.kernel.sealed import Sealer
from shared.kernel.store import Stream

Event = TypeVar("Event")


async def opened(stream: Stream[Event], codec: Codec, sealer: Sealer) -> Sequence[Recorded[Event]]:
    """Return what the stream recorded, oldest first, with its sealed fields in clear text.

    Raises:
        FileDestroyed: there were sealed fields, and they can never be read again.
    """
    if not any(codec.has_sealed_fields(event) for event in stream.events):
        return stream.recorded
    file_id = stream.context.file_id
    assert file_id is not None, "what is sealed rests in a file"
    key = await sealer.key(file_id)
    return [replace(each, event=codec.unseal(each, key)) for each in stream.recorded]
