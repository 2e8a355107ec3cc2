"""A store in memory, for tests of routes: expected versions, kept answers and rollback are real.

It seals nothing, registers nothing and speaks no SQL; what a test asks of rows it brings itself.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import UUID

from shared.kernel.clock import new_id, now
from shared.kernel.context import Context, Recorded
from shared.kernel.refusal import StreamMoved
from shared.kernel.store import Answer, AnswerInFlight, Appended, Stream, Transaction

Rows = Callable[[object, Mapping[str, object]], Sequence[Mapping[str, Any]]]


def _no_rows(_statement: object, _parameters: Mapping[str, object]) -> Sequence[Mapping[str, Any]]:
    return []


class MemoryStore:
    """All streams and kept answers of one test."""

    def __init__(self, rows: Rows = _no_rows) -> None:
        self.recorded: list[Recorded[Any]] = []
        self.answers: dict[tuple[str, str], Answer] = {}
        self.in_flight: set[tuple[str, str]] = set()
        self.is_behind = False  # let read models be behind what was asked for
        self.answer_rows = rows

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin; what happened in it is kept on a clean exit only."""
        return self._transaction()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Transaction]:
        tx = MemoryTransaction(self)
        try:
            yield tx
            tx.commit()
        finally:
            self.in_flight -= tx.claimed

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Return what the test brought."""
        return self.answer_rows(statement, parameters or {})

    async def note(
        self,
        statement: str,
        parameters: Mapping[str, object],
        *,
        failed: Callable[[Exception], Exception],
    ) -> None:
        """Run it as any other statement; nothing here fails."""
        await self.rows(statement, parameters)

    async def read(self, stream_id: UUID) -> Stream[Any]:
        """Return the stream as committed."""
        return self.stream(stream_id, self.recorded)

    async def wait_for(self, event_id: UUID, read_model: str, *, seconds: float) -> bool:
        """Say at once whether the event is here; ``is_behind`` says no to all."""
        return not self.is_behind and any(r.event_id == event_id for r in self.recorded)

    def stream(self, stream_id: UUID, recorded: Sequence[Recorded[Any]]) -> Stream[Any]:
        """Return the stream within ``recorded``."""
        return Stream(stream_id, [item for item in recorded if item.stream_id == stream_id])


class MemoryTransaction:
    """What one transaction has done so far."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._appended: list[Recorded[Any]] = []
        self._answers: dict[tuple[str, str], Answer] = {}
        self.claimed: set[tuple[str, str]] = set()

    async def read(self, stream_id: UUID) -> Stream[Any]:
        """Return the stream with what this transaction appended."""
        return self._store.stream(stream_id, [*self._store.recorded, *self._appended])

    async def known(self, about: Context) -> Sequence[Recorded[Any]]:
        """Return what is of the thread or about the person."""
        return [
            each
            for each in (*self._store.recorded, *self._appended)
            if each.context.thread_id == about.thread_id
            or (about.person_id and each.context.person_id == about.person_id)
        ]

    async def append(
        self, stream_id: UUID, events: Sequence[object], context: Context, *, after: int
    ) -> Appended:
        """Append, if the stream is still at ``after``."""
        stream = await self.read(stream_id)
        if stream.version != after:
            raise StreamMoved(stream_id, stream.version)
        recorded: list[Recorded[Any]] = [
            Recorded(
                event=event,
                event_id=new_id(),
                stream_id=stream_id,
                version=version,
                name=type(event).__name__,
                context=context,
                recorded_at=now(),
            )
            for version, event in enumerate(events, start=after + 1)
        ]
        self._appended += recorded
        return Appended(
            stream_id=stream_id,
            version=after + len(recorded),
            event_ids=tuple(item.event_id for item in recorded),
            person_id=context.person_id,
        )

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Return what the test brought."""
        return await self._store.rows(statement, parameters)

    async def note(
        self,
        statement: str,
        parameters: Mapping[str, object],
        *,
        failed: Callable[[Exception], Exception],
    ) -> None:
        """Run it as any other statement; nothing here fails."""
        await self.rows(statement, parameters)

    async def kept_answer(self, client_id: str, key: str) -> Answer | None:
        """Return the first answer kept for this key, having claimed the key."""
        kept = self._store.answers.get((client_id, key))
        if kept is not None:
            return kept
        if (client_id, key) in self._store.in_flight:
            raise AnswerInFlight
        self._store.in_flight.add((client_id, key))
        self.claimed.add((client_id, key))
        return None

    async def keep_answer(self, client_id: str, key: str, answer: Answer) -> None:
        """Keep ``answer`` beside the events."""
        self._answers[client_id, key] = answer

    def commit(self) -> None:
        """Make it so; unless somebody else was first."""
        first = {item.stream_id: item.version for item in reversed(self._appended)}
        for stream_id, version in first.items():
            if self._store.stream(stream_id, self._store.recorded).version != version - 1:
                raise StreamMoved(stream_id)
        self._store.recorded += self._appended
        self._store.answers |= self._answers
