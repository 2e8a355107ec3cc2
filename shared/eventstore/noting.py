"""What a transaction leaves for its end: statements whose rows nobody asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import psycopg
from psycopg.pq import ExecStatus

from shared.eventstore.connections import Connection, is_away

Failed: TypeAlias = Callable[[Exception], Exception]
"""What to raise in place of the database's own error."""


@dataclass(frozen=True, slots=True)
class Note:
    """A statement to be run last, and what it means when it fails."""

    statement: str
    parameters: Mapping[str, Any]
    failed: Failed


_DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


def same(error: Exception) -> Exception:
    """Return the error itself: nobody asked for another."""
    return error


async def commit_with(connection: Connection, notes: Sequence[Note]) -> None:
    """Run ``notes`` and commit, all of it in one round trip; without notes, only commit."""
    if not notes:
        await connection.commit()
        return
    sent = list[psycopg.AsyncCursor[Any]]()
    try:
        async with connection.pipeline():
            for note in notes:
                sent.append(connection.cursor())
                await sent[-1].execute(note.statement, note.parameters, prepare=True)
            await connection.commit()
    except psycopg.Error as error:
        if is_away(error):
            raise
        raise _failed(notes, sent)(error) from error


def _failed(notes: Sequence[Note], sent: Sequence[psycopg.AsyncCursor[Any]]) -> Failed:
    """Return what the first note that did not succeed says of failing."""
    for note, cursor in zip(notes, sent, strict=False):
        if cursor.pgresult is None or cursor.pgresult.status not in _DONE:
            return note.failed
    return same
