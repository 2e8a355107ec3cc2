"""Connections for programs that block: the library's recorders."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import sleep
from typing import Any, TypeAlias, TypeVar

import eventsourcing.persistence as library
import psycopg
from psycopg_pool import ConnectionPool

from shared.eventstore.appending import EVENT_ID_TAKEN, is_conflict
from shared.eventstore.arrays import register
from shared.eventstore.connections import OPTIONS, PATIENCE_SECONDS, is_away
from shared.eventstore.rows import Row

Result = TypeVar("Result")
BlockingConnection: TypeAlias = psycopg.Connection[Row]

ATTEMPTS = 10
RETRY_SECONDS = 0.2
STATUS = "SELECT pg_xact_status(%s::text::xid8)"


class BlockingConnections:
    """A small pool. A lost connection is tried again for a while; errors are the library's."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._pool: ConnectionPool[BlockingConnection] = ConnectionPool(
            url,
            kwargs={"autocommit": True, **OPTIONS},
            min_size=1,
            max_size=5,
            timeout=PATIENCE_SECONDS,
            reconnect_timeout=PATIENCE_SECONDS,
            configure=register,
            open=True,
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()

    def fetch(self, query: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Return the rows of one statement."""
        return self.repeatedly(
            lambda connection: connection.execute(query, parameters, prepare=True).fetchall()
        )

    def repeatedly(self, work: Callable[[BlockingConnection], Result]) -> Result:
        """Do what may be done twice without harm, in autocommit, until it succeeds."""
        for _ in range(ATTEMPTS - 1):
            try:
                return self._do(work)
            except library.OperationalError:
                sleep(RETRY_SECONDS)
        return self._do(work)

    def once(self, work: Callable[[BlockingConnection], str]) -> None:
        """Do in one transaction what must not be done twice; ``work`` returns its id."""
        ids: list[str] = []

        def in_transaction(connection: BlockingConnection) -> None:
            if not (ids and self._was_committed(ids.pop())):
                with connection.transaction():
                    ids.append(work(connection))

        self.repeatedly(in_transaction)

    def _was_committed(self, transaction_id: str) -> bool:
        while True:
            ((status,),) = self._do(lambda c: c.execute(STATUS, (transaction_id,)).fetchall())
            if status != "in progress":
                return bool(status == "committed")
            sleep(RETRY_SECONDS)

    def _do(self, work: Callable[[BlockingConnection], Result]) -> Result:
        with _in_the_librarys_words(), self._pool.connection() as connection:
            return work(connection)


@contextmanager
def _in_the_librarys_words() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        if is_away(error):
            raise library.OperationalError(type(error).__name__) from error
        if is_conflict(error) or error.sqlstate == EVENT_ID_TAKEN:
            raise library.IntegrityError(str(error)) from error
        if isinstance(error, psycopg.ProgrammingError):
            raise library.ProgrammingError(str(error)) from error
        raise library.DatabaseError(str(error)) from error
