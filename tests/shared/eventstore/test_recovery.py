"""Lost connections: nothing acknowledged is lost, nothing is done twice, and it all comes back."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from shared.eventstore.registrar import Registrar
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.kernel.refusal import StoreUnavailable
from shared.testing.database import Database
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.elsewhere import restored_elsewhere
from tests.shared.eventstore.events import CONTEXT, INTAKE_CODEC, STREAM, assigned, opened
from tests.shared.eventstore.reading import OPEN_INTAKES, create_table
from tests.shared.eventstore.sql import administer
from tests.shared.eventstore.wire import wire_to

HANG_UP = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@asynccontextmanager
async def store_at(url: str, registrar: Registrar | None = None) -> AsyncIterator[PostgresStore]:
    store = PostgresStore(url, service="intake", codec=INTAKE_CODEC, registrar=registrar)
    await store.open()
    try:
        yield store
    finally:
        await store.close()


async def append(store: PostgresStore, version: int) -> None:
    async with store.transaction() as tx:
        event = assigned() if version else opened()
        await tx.append(STREAM, [event], CONTEXT, after=version)


async def test_a_commit_whose_answer_is_lost_is_found_to_have_happened(
    store_database: Database,
) -> None:
    with wire_to(store_database.url_for("intake")) as wire:
        async with store_at(wire.url) as store:
            await append(store, 0)
            wire.lose_answer_to(b"COMMIT\x00")
            await append(store, 1)
            assert wire.has_lost
            assert (await store.read(STREAM)).version == 2


async def test_a_connection_lost_before_the_commit_is_told_and_leaves_nothing(
    store_database: Database,
) -> None:
    async with store_at(store_database.url_for("intake")) as store:

        async def lose() -> None:
            async with store.transaction() as tx:
                await tx.append(STREAM, [opened()], CONTEXT, after=0)
                administer(store_database, HANG_UP)

        with pytest.raises(StoreUnavailable):
            await lose()
        assert (await store.read(STREAM)).version == 0


async def test_connections_that_were_cut_while_idle_trouble_nobody(
    store_database: Database,
) -> None:
    async with store_at(store_database.url_for("intake")) as store:
        for version in range(4):
            await append(store, version)
            administer(store_database, HANG_UP)
        assert (await store.read(STREAM)).version == 4


async def test_everything_comes_back_when_the_server_does(store_database: Database) -> None:
    create_table(store_database)
    with restored_elsewhere(store_database) as (cluster, restored):
        administer(restored, "SELECT store.begin_epoch('restored')")
        registrar = Registrar(restored.url_for("registrar"))
        async with store_at(restored.url_for("intake"), registrar) as store:
            runner = Runner(store, projections=[OPEN_INTAKES])
            async with running(registrar), running(runner):
                await append(store, 0)
                await told(store, 1)
                cluster.stop()
                with pytest.raises(StoreUnavailable):
                    await append(store, 1)
                assert await store.ready() == ["store: the database cannot be reached"]
                cluster.start()
                await until_ready(store)
                await append(store, 1)
                await told(store, 2)
            assert runner.troubles == []
            assert registrar.trouble is None


async def told(store: PostgresStore, count: int) -> None:
    """Wait until the read model has taken in that many events."""
    query = "SELECT event_count FROM intake.open_intakes"
    deadline = time.monotonic() + 15
    while await store.rows(query) != [{"event_count": count}]:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


async def until_ready(store: PostgresStore) -> None:
    deadline = time.monotonic() + 15
    while await store.ready():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)
