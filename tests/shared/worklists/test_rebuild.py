"""The projection of what there is to do may vanish and return; claims do not notice."""

import psycopg
import pytest

from deploy.roles import SERVICES
from shared.testing.database import Database
from tests.shared.worklists.robots import LIST, Robots, numbers
from tests.shared.worklists.test_complete import complete


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


def test_nobody_but_intake_works_on_its_lists(database: Database) -> None:
    for service in SERVICES:
        with psycopg.connect(database.url_for(service), autocommit=True) as own:
            if service == "intake":
                assert own.execute("SELECT count(*) FROM intake.claim").fetchone() == (0,)
                continue
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute("SELECT count(*) FROM intake.claim")
