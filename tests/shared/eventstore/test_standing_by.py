"""Who stands by steps in when the one on duty hangs, and leaves it alone while it works."""

import asyncio

import psycopg
import pytest

from shared.eventstore.connections import Connection
from shared.eventstore.registrar import DUTY, Registrar
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.events import CONTEXT, INTAKE_CODEC, STREAM, assigned, opened

POSITION = "SELECT position FROM store.ledger_head"


class Counted(Registrar):
    """Counts how often it had anything registered itself."""

    times = 0

    async def _register(self, connection: Connection) -> int:
        self.times += 1
        return await super()._register(connection)


async def append(store: PostgresStore, version: int) -> None:
    async with store.transaction() as tx:
        await tx.append(STREAM, [assigned() if version else opened()], CONTEXT, after=version)


@pytest.mark.parametrize("is_working", [True, False], ids=["works", "hangs"])
async def test_it_registers_only_when_the_one_on_duty_does_not(
    store_database: Database, is_working: bool
) -> None:
    standing_by = Counted(store_database.url_for("registrar"))
    url = store_database.url_for("intake")
    store = PostgresStore(url, service="intake", codec=INTAKE_CODEC, registrar=standing_by)
    on_duty = await psycopg.AsyncConnection.connect(
        store_database.url_for("registrar"), autocommit=True
    )
    async with on_duty:
        assert await (await on_duty.execute(DUTY)).fetchone() == (True,)
        await store.open()
        async with running(standing_by):
            for version in range(40):
                await append(store, version)
                if is_working:
                    await on_duty.execute("SELECT store.register()")
                await asyncio.sleep(0.01)
            busy = standing_by.times
            async with asyncio.timeout(10):
                while (await store.rows(POSITION))[0]["position"] < 40:
                    await asyncio.sleep(0.01)
        await store.close()
    assert busy < 5 if is_working else busy > 5  # a machine that stalls may look idle
