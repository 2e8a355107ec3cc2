"""Reading a stream that must be of a certain kind."""

from typing import Any, Protocol, TypeVar
from uuid import UUID

from shared.kernel.refusal import NotFound
from shared.kernel.store import Stream

Began = TypeVar("Began")


class Reader(Protocol):
    """A store, or a transaction."""

    async def read(self, stream_id: UUID) -> Stream[Any]:
        """Return the whole stream."""


async def read_begun(
    reader: Reader, stream_id: UUID, began: type[Began]
) -> tuple[Stream[Any], Began]:
    """Return the stream, and the event of that class that began it.

    Raises:
        NotFound: there is no such stream, or it is of another kind.
    """
    stream = await reader.read(stream_id)
    for event in stream.events:
        if isinstance(event, began):
            return stream, event
    raise NotFound
