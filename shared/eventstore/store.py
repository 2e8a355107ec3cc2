"""The store of one service process, on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any
from uuid import UUID

import psycopg

from shared.eventstore.codec import Codec
from shared.eventstore.connections import Connection, Connections
from shared.eventstore.noting import Failed, same
from shared.eventstore.outcome import was_stored
from shared.eventstore.registrar import Registrar
from shared.eventstore.transaction import PostgresTransaction
from shared.kernel.refusal import StoreUnavailable
from shared.kernel.sealed import Sealer
from shared.kernel.store import Stream

MOST_TRANSACTIONS = 10
MOST_READERS = 6
WAIT_SECONDS = 0.01
IS_SAME_CLUSTER = """
    SELECT pg_snapshot_xmax(h.snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
        AND e.system_identifier = c.system_identifier AS is_same
    FROM store.ledger_head h JOIN store.epoch e USING (epoch), pg_control_system() c
"""


class PostgresStore:
    """Implements ``shared.kernel.store.Store``; open it before use."""

    def __init__(
        self,
        url: str,
        *,
        service: str,
        codec: Codec,
        sealer: Sealer | None = None,
        registrar: Registrar | None = None,
    ) -> None:
        self.url = url
        self.service = service
        self.codec = codec
        self._sealer = sealer
        self._registrar = registrar
        self._transactions = Connections(url, autocommit=False, most=MOST_TRANSACTIONS)
        self._statements = Connections(url, autocommit=True, most=MOST_READERS)

    async def open(self) -> None:
        """Begin to connect; a database that is away is waited for later, by those who ask."""
        await self._transactions.open()
        await self._statements.open()

    async def close(self) -> None:
        """Close every connection."""
        await self._transactions.close()
        await self._statements.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresTransaction]:
        """Begin; commit on a clean exit, roll back on any exception.

        Raises:
            StoreUnavailable: the database cannot be reached.
        """
        connection = await self._transactions.lend()
        try:
            tx = self._transaction_on(connection)
            try:
                yield tx
            except BaseException:
                await _roll_back(connection)
                raise
            await self._commit(tx)
        finally:
            await self._transactions.give_back(connection)
        if tx.appended and self._registrar is not None:
            self._registrar.poke()

    @asynccontextmanager
    async def statements(self) -> AsyncIterator[PostgresTransaction]:
        """Lend a connection on which every statement is a transaction of its own."""
        connection = await self._statements.lend()
        try:
            yield self._transaction_on(connection)
        finally:
            await self._statements.give_back(connection)

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Run one statement in a transaction of its own, committed on return; return its rows."""
        async with self.statements() as statements:
            return await statements.rows(statement, parameters)

    async def note(
        self, statement: str, parameters: Mapping[str, object], *, failed: Failed = same
    ) -> None:
        """Run a statement whose rows nobody asks for, committed on return."""
        try:
            await self.rows(statement, parameters)
        except psycopg.Error as error:
            raise failed(error) from error

    async def read(self, stream_id: UUID) -> Stream[Any]:
        """Return the whole stream of a kind this service owns."""
        async with self.statements() as statements:
            return await statements.read(stream_id)

    async def wait_for(self, event_id: UUID, read_model: str, *, seconds: float) -> bool:
        """Wait, bounded, until ``read_model`` has taken in ``event_id``; say whether it has."""
        statement = (
            f"SELECT 1 FROM store.ledger l, {self.service}.tracking t"
            " WHERE l.event_id = %(event_id)s AND t.name = %(name)s AND t.position >= l.position"
        )
        parameters = {"event_id": event_id, "name": read_model}
        deadline = monotonic() + seconds
        while not await self.rows(statement, parameters):
            if monotonic() >= deadline:
                return False
            await asyncio.sleep(WAIT_SECONDS)
        return True

    async def ready(self) -> list[str]:
        """Return the reasons why the store is not ready; none when it is."""
        try:
            rows = await self.rows(IS_SAME_CLUSTER)
        except StoreUnavailable:
            return ["store: the database cannot be reached"]
        if rows != [{"is_same": True}]:
            return ["store: restored elsewhere; its epoch has to be raised"]
        return []

    def _transaction_on(self, connection: Connection) -> PostgresTransaction:
        return PostgresTransaction(
            connection, service=self.service, codec=self.codec, sealer=self._sealer
        )

    async def _commit(self, tx: PostgresTransaction) -> None:
        try:
            await tx.commit()
        except StoreUnavailable:
            if not (tx.appended and await was_stored(self._statements, tx.xid, tx.appended)):
                raise


async def _roll_back(connection: Connection) -> None:
    try:
        await connection.rollback()
    except psycopg.Error:
        await connection.close()  # and so does the server, if it has not done so already
