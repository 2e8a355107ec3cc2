"""Opened stores of two services, on a database of the test's own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import psycopg
import pytest

from shared.eventstore.blocking import BlockingConnections
from shared.eventstore.recorder import StoreProcessRecorder
from shared.eventstore.registrar import Registrar
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from shared.testing.keys import MemoryKeys
from tests.shared.eventstore.dogs import NAMES
from tests.shared.eventstore.events import INTAKE_CODEC, INVESTIGATION_CODEC, STORED_NAMES


@pytest.fixture
def store_database(database: Database) -> Database:
    """Return a store that knows the stored names of these tests."""
    with psycopg.connect(database.admin_url) as admin:
        admin.cursor().executemany("SELECT store.name_event(%s, %s, %s)", STORED_NAMES)
    return database


@pytest.fixture
async def registrar(store_database: Database) -> AsyncIterator[Registrar]:
    at_work = Registrar(store_database.url_for("registrar"))
    async with running(at_work):
        yield at_work


@pytest.fixture
def kennel(store_database: Database) -> Database:
    """Return a store that also knows the names of an application of the library."""
    with psycopg.connect(store_database.admin_url) as admin:
        for name in NAMES:
            admin.execute("SELECT store.name_event(%s, 'intake', true)", (name,))
    return store_database


@pytest.fixture
def kennel_env(kennel: Database) -> dict[str, str]:
    """Return the environment that such an application is made with."""
    return {
        "PERSISTENCE_MODULE": "shared.eventstore.library",
        "STORE_URL": kennel.url_for("intake"),
        "STORE_SERVICE": "intake",
        "STORE_NAMES": "tests.shared.eventstore.dogs:NAMES",
    }


@pytest.fixture
def recorder(kennel: Database) -> Iterator[StoreProcessRecorder]:
    connections = BlockingConnections(kennel.url_for("intake"))
    yield StoreProcessRecorder(connections, service="intake", names=list(NAMES))
    connections.close()


@pytest.fixture
def keys() -> MemoryKeys:
    return MemoryKeys()


@pytest.fixture
async def intake(
    store_database: Database, registrar: Registrar, keys: MemoryKeys
) -> AsyncIterator[PostgresStore]:
    store = PostgresStore(
        store_database.url_for("intake"),
        service="intake",
        codec=INTAKE_CODEC,
        sealer=keys,
        registrar=registrar,
    )
    await store.open()
    yield store
    await store.close()


@pytest.fixture
async def investigation(
    store_database: Database, registrar: Registrar
) -> AsyncIterator[PostgresStore]:
    store = PostgresStore(
        store_database.url_for("investigation"),
        service="investigation",
        codec=INVESTIGATION_CODEC,
        registrar=registrar,
    )
    await store.open()
    yield store
    await store.close()


@asynccontextmanager
async def running(worker: Registrar | Runner) -> AsyncIterator[None]:
    """Let ``worker`` run for as long as the block lasts."""
    task: asyncio.Task[Any] = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
