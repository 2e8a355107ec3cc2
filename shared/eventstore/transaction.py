"""One database transaction of a service: what was read, decided and appended in it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from shared.eventstore import answers
from shared.eventstore.appending import NewEvent, append_call, is_conflict
from shared.eventstore.codec import Codec
from shared.eventstore.connections import Connection, unavailable_when_lost
from shared.eventstore.core import text_of
from shared.eventstore.noting import Failed, Note, commit_with, same
from shared.eventstore.rows import COLUMNS, Row
from shared.eventstore.rows import recorded as _recorded
from shared.kernel.clock import new_id
from shared.kernel.context import Context, Recorded
from shared.kernel.refusal import StreamMoved
from shared.kernel.sealed import FileKey, Sealer
from shared.kernel.store import Answer, Appended, Stream

STREAM = f"SELECT {COLUMNS} FROM store.own_event WHERE stream_id = %s ORDER BY version"
PAST = (
    f"SELECT {COLUMNS} FROM store.readable WHERE position <= %s AND name = ANY (%s)"
    " AND (stream_id = %s OR thread_id = %s OR person_id = %s) ORDER BY position"
)
KNOWN = f"""
    SELECT {COLUMNS} FROM store.readable WHERE thread_id = %s OR person_id = %s
    UNION ALL
    SELECT {COLUMNS} FROM store.own_event
    WHERE position IS NULL AND (thread_id = %s OR person_id = %s)
    ORDER BY position NULLS LAST, recorded_at, stream_id, version"""
REGISTERED = (
    f"SELECT {COLUMNS} FROM store.readable"
    " WHERE position > %s AND position <= %s AND name = ANY (%s) ORDER BY position LIMIT %s"
)


class PostgresTransaction:
    """Implements ``shared.kernel.store.Transaction`` on a connection lent for it."""

    def __init__(
        self, connection: Connection, *, service: str, codec: Codec, sealer: Sealer | None
    ) -> None:
        self.connection = connection
        self.appended: list[UUID] = []
        self._notes: list[Note] = []
        self.xid = ""  # once something was appended
        self._service = service
        self._codec = codec
        self._sealer = sealer

    async def read(self, stream_id: UUID) -> Stream[Any]:
        """Return the whole stream of a kind this service owns."""
        rows = await self.fetch(STREAM, (stream_id,))
        return Stream(stream_id, [_recorded(self._codec, row) for row in rows])

    async def known(self, about: Context) -> Sequence[Recorded[Any]]:
        """Return all that is known of a thread and of its person, in order, this append included.

        Published events of every service, and this service's own.
        """
        wanted = (about.thread_id, about.person_id)
        rows = await self.fetch(KNOWN, (*wanted, *wanted))
        return [_recorded(self._codec, row) for row in rows]

    async def append(
        self, stream_id: UUID, events: Sequence[object], context: Context, *, after: int
    ) -> Appended:
        """Append ``events`` to the stream that was read at version ``after``.

        Raises:
            StreamMoved: the stream is no longer at version ``after``; the transaction is over.
        """
        key = await self._key_for(events, context)
        new = [
            self._encoded(event, stream_id, version, context, key)
            for version, event in enumerate(events, after + 1)
        ]
        if new:
            await self._send(new)
        ids = tuple(event.event_id for event in new)
        self.appended += ids
        return Appended(
            stream_id=stream_id,
            version=after + len(ids),
            event_ids=ids,
            person_id=context.person_id,
        )

    async def registered(
        self, after: int, names: Sequence[str], *, upto: int, most: int
    ) -> Sequence[Recorded[Any]]:
        """Return the first events in (after, upto] of the ledger that have one of the names."""
        rows = await self.fetch(REGISTERED, (after, upto, list(names), most))
        return [_recorded(self._codec, row) for row in rows]

    async def past(
        self, recorded: Recorded[Any], classes: Sequence[type]
    ) -> Sequence[Recorded[Any]]:
        """Return what is registered up to ``recorded`` of its stream, its thread and its person.

        Only events of ``classes``, and every correction.
        """
        names = {*self._codec.names_of(classes), *self._codec.corrections()}
        context = recorded.context
        wanted = (recorded.stream_id, context.thread_id, context.person_id)
        rows = await self.fetch(PAST, (recorded.position, sorted(names), *wanted))
        return [_recorded(self._codec, row) for row in rows]

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Run a SQLAlchemy Core statement, or SQL text with ``%(name)s``; return its rows."""
        query, values = text_of(statement, parameters)
        with unavailable_when_lost():
            async with self.connection.cursor(row_factory=dict_row) as cursor:
                await cursor.execute(query, values)
                return await cursor.fetchall() if cursor.description else []

    async def kept_answer(self, client_id: str, key: str) -> Answer | None:
        """Return the first answer kept for this key, having claimed the key.

        Raises:
            AnswerInFlight: another transaction holds the key right now.
        """
        with unavailable_when_lost():
            return await answers.claim(self.connection, self._service, client_id, key)

    async def keep_answer(self, client_id: str, key: str, answer: Answer) -> None:
        """Keep ``answer`` beside the events of this transaction."""
        query, values = answers.to_keep(self._service, client_id, key, answer)
        self._notes.append(Note(query, values, same))

    async def note(
        self, statement: str, parameters: Mapping[str, object], *, failed: Failed = same
    ) -> None:
        """Leave a statement whose rows nobody asks for, to be sent with the commit."""
        self._notes.append(Note(statement, parameters, failed))

    async def commit(self) -> None:
        """Run what was left for the end, and commit, in one round trip.

        Raises:
            StoreUnavailable: the connection was lost; whether it was stored is not known.
        """
        with unavailable_when_lost():
            await commit_with(self.connection, self._notes)

    async def fetch(self, query: str, parameters: Sequence[object] = ()) -> Sequence[Row]:
        """Run one of the store's own statements; return its rows as tuples."""
        with unavailable_when_lost():
            cursor = await self.connection.execute(query, parameters, prepare=True)
            return await cursor.fetchall() if cursor.description else []

    def _encoded(
        self, event: object, stream_id: UUID, version: int, context: Context, key: FileKey | None
    ) -> NewEvent:
        event_id = new_id()
        name, data = self._codec.encode(event, event_id, key)
        return NewEvent(event_id, stream_id, version, name, data, context)

    async def _send(self, new: Sequence[NewEvent]) -> None:
        query, arguments = append_call(new)
        try:
            ((self.xid,),) = await self.fetch(query, arguments)
        except psycopg.Error as error:
            if is_conflict(error):
                raise StreamMoved(new[0].stream_id) from error
            raise

    async def _key_for(self, events: Sequence[object], context: Context) -> FileKey | None:
        if not any(self._codec.has_sealed_fields(event) for event in events):
            return None
        if self._sealer is None or context.file_id is None:
            return None
        return await self._sealer.key(context.file_id, create=True)
