"""The access log sealed into the ledger: every look once, and every forgery seen."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import psycopg
import pytest

from services.reporting.application.looks_sealed import flaws, seal
from services.reporting.application.storage import CODEC
from shared.access.access_log import StoredAccessLog
from shared.eventstore.store import PostgresStore
from shared.kernel.store import Transaction
from shared.testing.database import Database
from tests.services import store_of
from tests.shared.access.test_access_log import logged, look

TRIGGERS = "ALTER TABLE access.look {} TRIGGER ALL"
FORGERIES = {
    "changed": "UPDATE access.look SET actor_subject = 'somebody-else' WHERE seq = 2",
    "removed": "DELETE FROM access.look WHERE seq = 2",
    "truncated": "DELETE FROM access.look WHERE seq >= 2",
    "slipped in": (
        "INSERT INTO access.look (at, service, request_id, trace_id, method, route, purpose,"
        " outcome, actor_subject, actor_role, actor_client, actor_client_id, person_ids, hit_ids,"
        " xid, epoch) SELECT at, service, request_id, trace_id, method, route, purpose, outcome,"
        " 'official-0', actor_role, actor_client, actor_client_id, person_ids, hit_ids, xid, epoch"
        " FROM access.look WHERE seq = 2"
    ),
    "named another": "UPDATE access.look SET person_ids = hit_ids WHERE seq = 1",
}


@dataclass(frozen=True, slots=True)
class AtOnce:
    """A transaction that leaves nothing for its end."""

    tx: Transaction

    async def note(
        self, statement: str, parameters: Mapping[str, object], *, failed: object
    ) -> None:
        """Run the statement now."""
        await self.tx.rows(statement, parameters)


@asynccontextmanager
async def reporting(database: Database) -> AsyncIterator[PostgresStore]:
    async with store_of("reporting", CODEC, database) as store:
        yield store


def forge(database: Database, statement: str) -> None:
    """Do as whoever owns the server may: put the triggers aside, and change what is written."""
    with psycopg.connect(database.admin_url) as admin:
        admin.execute(TRIGGERS.format("DISABLE").encode())
        admin.execute(statement.encode())
        admin.execute(TRIGGERS.format("ENABLE").encode())


async def test_every_look_is_sealed_once_and_in_batches_that_join(database: Database) -> None:
    async with reporting(database) as store:
        sealed = []
        for many in (3, 2):
            for _ in range(many):
                await logged(database)
            sealed.append(await seal(store))
        assert [each and each.looks for each in sealed] == [3, 2]
        assert await seal(store) is None
        assert await flaws(store) == (2, [])


async def test_a_look_whose_transaction_is_not_over_waits_for_the_next_batch(
    database: Database,
) -> None:
    async with reporting(database) as store, store_of("intake", CODEC, database) as intake:
        async with intake.transaction() as slow:
            await StoredAccessLog().keep(cast("Any", AtOnce(slow)), look())
            await logged(database)
            assert await seal(store) is None
        batch = await seal(store)
        assert batch is not None
        assert batch.looks == 2


async def test_looks_of_an_earlier_epoch_are_sealed_after_a_restore(database: Database) -> None:
    await logged(database)
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SELECT store.begin_epoch('restored')")
    await logged(database)
    async with reporting(database) as store:
        batches = [await seal(store), await seal(store)]
        assert [each and (each.epoch, each.looks) for each in batches] == [(1, 1), (2, 1)]
        assert await flaws(store) == (2, [])


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
async def test_a_forgery_no_longer_adds_up(database: Database, forgery: str) -> None:
    async with reporting(database) as store:
        for _ in range(2):
            await logged(database)
        await seal(store)
        await logged(database)
        await seal(store)
        forge(database, forgery)
        _, found = await flaws(store)
        assert found[0].number == 1


async def test_two_processes_seal_no_look_twice(database: Database) -> None:
    async with reporting(database) as one, reporting(database) as other:
        for _ in range(4):
            await logged(database)
        await asyncio.gather(seal(one), seal(other), return_exceptions=True)
        number, found = await flaws(one)
        assert (number, found) == (1, [])
