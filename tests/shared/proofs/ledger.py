"""A ledger to sign: events appended and registered as services and the registrar do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import psycopg

from shared.eventstore.appending import NewEvent, append_call
from shared.eventstore.arrays import register as register_arrays
from shared.kernel.context import Actor, Client, Context
from shared.proofs.checkpointer import OPTIONS
from shared.proofs.kept import Connection
from shared.testing.database import Database

OFFICIAL = Actor(
    subject="official-7", role="caseworker", client=Client.OFFICIAL, client_id="case-system"
)
CONTEXT = Context(
    actor=OFFICIAL, thread_id=UUID(int=0x31), causation_id=UUID(int=0x41), file_id=UUID(int=0x51)
)
NAME = "intake.note-kept.v1"
STREAMS = 7


def grow(database: Database, first: int, last: int) -> None:
    """Append and register the events of positions ``first`` to ``last``, on a few streams."""
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        admin.execute("SELECT store.name_event(%s, 'intake', false)", [NAME])
    with psycopg.connect(database.url_for("intake")) as intake:
        register_arrays(intake)
        intake.execute(*append_call([event(number) for number in range(first, last + 1)]))
    with psycopg.connect(database.url_for("registrar"), autocommit=True) as registrar:
        registrar.execute("SELECT store.register()")


def event(number: int) -> NewEvent:
    """Return the event of position ``number``, which says so."""
    stream, version = (number - 1) % STREAMS + 1, (number - 1) // STREAMS + 1
    data = b'{"text":"sealed:%d"}' % number
    return NewEvent(UUID(int=number << 16), UUID(int=stream), version, NAME, data, CONTEXT)


@asynccontextmanager
async def registrar_of(database: Database) -> AsyncIterator[Connection]:
    """Connect as the checkpointing worker does."""
    url = database.url_for("registrar")
    async with await psycopg.AsyncConnection.connect(url, **OPTIONS) as connection:
        yield connection


def administer(database: Database, *statements: str) -> None:
    """Do as the owner of the machine can: past triggers and rights."""
    with psycopg.connect(database.admin_url) as admin:
        for table in ("event", "ledger", "checkpoint"):
            admin.execute(f"ALTER TABLE store.{table} DISABLE TRIGGER ALL")
        for statement in statements:
            admin.execute(statement)
        for table in ("event", "ledger", "checkpoint"):
            admin.execute(f"ALTER TABLE store.{table} ENABLE TRIGGER ALL")
            admin.execute(f"ALTER TABLE store.{table} ENABLE ALWAYS TRIGGER append_only")
