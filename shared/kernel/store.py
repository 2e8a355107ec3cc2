"""The store as everyone else sees it: ports, implemented by ``shared.eventstore``.

Rooms that may not know the store's own room (http, worklists, access) speak to these.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from shared.kernel.context import Context, Recorded
from shared.kernel.corrections import corrected
from shared.kernel.moving import moved
from shared.kernel.shown import Shown, Shows

Event = TypeVar("Event")


@dataclass(frozen=True, slots=True)
class Stream(Generic[Event]):
    """A stream as read: its events oldest first. An unknown id is an empty stream, version 0."""

    stream_id: UUID
    recorded: Sequence[Recorded[Event]]

    @property
    def version(self) -> int:
        """The version its events add up to."""
        return self.recorded[-1].version if self.recorded else 0

    @property
    def standing(self) -> Sequence[Recorded[Event]]:
        """What stands of it, oldest first: corrections taken in, and left out themselves."""
        return corrected(self.recorded)

    @property
    def events(self) -> Sequence[Event]:
        """The bare events of what stands, oldest first."""
        return [item.event for item in self.standing]

    @property
    def context(self) -> Context:
        """The circumstances of its first event: thread and file stay the stream's own.

        The person is the one it is about now, where it was recorded on somebody else.
        """
        first = self.recorded[0].context
        person_id = moved(self.recorded).get(self.stream_id, first.person_id)
        return first if person_id == first.person_id else replace(first, person_id=person_id)

    @property
    def shown(self) -> Shown:
        """Whom an answer made of it shows."""
        return Shown.of(self.context.person_id, self.stream_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What an append led to."""

    stream_id: UUID
    version: int
    event_ids: tuple[UUID, ...]
    person_id: UUID | None  # whom the stream is about

    @property
    def last_event_id(self) -> UUID:
        """What a caller may wait for (``?atLeast=``)."""
        return self.event_ids[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A kept answer to a request with an Idempotency-Key."""

    digest: bytes  # SHA-256 of the request that was answered
    status: int
    headers: Mapping[str, str]
    body: bytes
    shows: Shows  # whom it shows, whenever it is given


class Transaction(Protocol):
    """One database transaction (READ COMMITTED): all of it happens, or nothing."""

    async def read(self, stream_id: UUID) -> Stream[Any]:
        """Return the whole stream of a kind this service owns."""

    async def known(self, about: Context) -> Sequence[Recorded[Any]]:
        """Return all that is known of a thread and of its person, in order, this append included.

        Published events of every service, and this service's own.
        """

    async def append(
        self, stream_id: UUID, events: Sequence[object], context: Context, *, after: int
    ) -> Appended:
        """Append ``events`` to the stream that was read at version ``after``.

        Sealed fields are sealed under ``context.file_id`` first.

        Raises:
            StreamMoved: the stream is no longer at version ``after``; the transaction is over.
        """

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Run a SQLAlchemy Core statement, or SQL text with ``%(name)s``; return its rows."""

    async def kept_answer(self, client_id: str, key: str) -> Answer | None:
        """Return the first answer kept for this key, having claimed the key.

        Raises:
            AnswerInFlight: another transaction holds the key right now.
        """

    async def keep_answer(self, client_id: str, key: str, answer: Answer) -> None:
        """Keep ``answer`` beside the events of this transaction."""

    async def note(
        self,
        statement: str,
        parameters: Mapping[str, object],
        *,
        failed: Callable[[Exception], Exception],
    ) -> None:
        """Run a statement whose rows nobody asks for, at the latest when it is committed.

        Raises:
            Exception: what ``failed`` makes of the database's error.
        """


class Store(Protocol):
    """The store of one service process."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin; commit on a clean exit, roll back on any exception.

        Raises:
            StoreUnavailable: the database cannot be reached.
        """

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Run one statement in a transaction of its own, committed on return; return its rows."""

    async def note(
        self,
        statement: str,
        parameters: Mapping[str, object],
        *,
        failed: Callable[[Exception], Exception],
    ) -> None:
        """Run a statement whose rows nobody asks for, committed on return.

        Raises:
            Exception: what ``failed`` makes of the database's error.
        """

    async def read(self, stream_id: UUID) -> Stream[Any]:
        """Return the whole stream of a kind this service owns."""

    async def wait_for(self, event_id: UUID, read_model: str, *, seconds: float) -> bool:
        """Wait, bounded, until ``read_model`` has taken in ``event_id``; say whether it has."""


class AnswerInFlight(Exception):  # noqa: N818
    """The same Idempotency-Key is being answered by another request right now."""
