"""The projection of what there is to do may vanish and return; claims do not notice."""

import psycopg
import pytest

from shared.testing.database import Database
from shared.worklists.items import work_item_table
from tests.shared.worklists.robots import LIST, Robots, numbers
from tests.shared.worklists.test_complete import complete

SERVICES = ("intake", "investigation", "interventions")


async def empty(robots: Robots) -> None:
    async with robots.store.transaction() as tx:
        await tx.rows("DELETE FROM intake.work_item")


async def test_a_robot_completes_what_it_holds_while_the_list_is_rebuilt(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    await empty(robots)
    async with robots.store.transaction() as tx:
        assert (await LIST.heartbeat(tx, claim.claim_id, "robot-1")).stream_id == claim.stream_id
    assert await complete(robots, claim) == 1


async def test_a_rebuilt_list_gives_neither_what_is_held_nor_what_is_completed(
    robots: Robots,
) -> None:
    await robots.give(1, 2, 3)
    await complete(robots, await robots.claimed())
    held = await robots.claimed()
    await empty(robots)
    await robots.give(1, 2, 3)
    assert numbers([held, await robots.claimed("robot-2")]) == [2, 3]
    assert await robots.claim("robot-2") is None


async def test_a_rebuilt_list_remembers_what_failed_and_how_often(robots: Robots) -> None:
    await robots.give(1)
    item_id = await robots.fail_until_parked()
    await empty(robots)
    assert await LIST.parked(robots.store) == []
    await robots.give(1)
    assert await robots.claim() is None
    assert [parked.item_id for parked in await LIST.parked(robots.store)] == [item_id]


def test_the_tables_are_as_the_projections_say(database: Database) -> None:
    query = """
        SELECT table_schema, column_name, is_nullable = 'YES' FROM information_schema.columns
        WHERE table_name = 'work_item'"""
    with psycopg.connect(database.admin_url) as admin:
        actual = set(admin.execute(query).fetchall())
    assert actual == {
        (service, column.name, column.nullable)
        for service in SERVICES
        for column in work_item_table(service).columns
    }


def test_a_service_works_on_its_own_lists_only(database: Database) -> None:
    for service in SERVICES:
        with psycopg.connect(database.url_for(service), autocommit=True) as own:
            assert own.execute(f"SELECT count(*) FROM {service}.claim").fetchone() == (0,)
            for other in {*SERVICES} - {service}:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    own.execute(f"SELECT count(*) FROM {other}.claim")
