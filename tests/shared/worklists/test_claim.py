import asyncio
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from shared.worklists.refusals import LeaseOutOfBounds
from shared.worklists.worklists import Claim, Counts, Worklist
from tests.shared.worklists.robots import LIST, PERSON, Robots, numbers

_BLOCKED = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()"""


async def test_a_robot_is_given_the_oldest_piece_of_work(robots: Robots) -> None:
    await robots.give(2, 1)
    claim = await robots.claimed()
    assert (claim.item_id, claim.stream_id) == (UUID(int=1), UUID(int=101))
    assert (claim.person_id, claim.attempts) == (PERSON, 1)


async def test_an_empty_list_gives_nothing(robots: Robots) -> None:
    assert await robots.claim() is None


async def test_each_list_gives_its_own_work_only(robots: Robots) -> None:
    await robots.give(1, worklist="summary")
    assert await robots.claim() is None
    assert await robots.claim(worklist=Worklist(name="summary", service="intake"))


async def test_what_is_not_for_robots_is_not_given_to_them(robots: Robots) -> None:
    await robots.give(1, state="held")
    assert await robots.claim() is None


async def test_a_piece_of_work_is_given_to_one_robot_at_a_time(robots: Robots) -> None:
    await robots.give(1)
    await robots.claimed("robot-1")
    assert await robots.claim("robot-2") is None


async def test_a_robot_does_not_wait_for_one_that_is_still_choosing(robots: Robots) -> None:
    await robots.give(1, 2)
    async with robots.store.transaction() as tx:
        first = await LIST.claim(tx, "robot-1")
        async with asyncio.timeout(20):
            second = await robots.claimed("robot-2")
    assert first
    assert numbers([first, second]) == [1, 2]


async def test_of_many_robots_at_once_no_two_get_the_same(robots: Robots) -> None:
    await robots.give(*range(1, 61))

    async def working(robot: str) -> list[Claim]:
        taken = []
        while claim := await robots.claim(robot):
            taken.append(claim)
        return taken

    taken = await asyncio.gather(*(working(f"robot-{number}") for number in range(8)))
    assert sorted(number for each in taken for number in numbers(each)) == [*range(1, 61)]
    assert await LIST.counts(robots.store) == Counts(waiting=0, claimed=60, parked=0)


async def test_a_robot_that_chose_too_late_asks_again(robots: Robots) -> None:
    await robots.give(1)
    robots.let_lapse((await robots.claimed()).claim_id)
    with (
        psycopg.connect(robots.database.admin_url) as other,
        psycopg.connect(robots.database.admin_url, autocommit=True) as watch,
    ):
        other.execute("UPDATE intake.claim SET leased_until = leased_until + interval '1 minute'")
        late = asyncio.create_task(robots.claim())
        while watch.execute(_BLOCKED).fetchone() != (1,) and not late.done():
            await asyncio.sleep(0.005)
        assert not late.done()
        other.commit()
    assert await late is None


async def test_a_lease_has_bounds(robots: Robots) -> None:
    await robots.give(1)
    async with robots.store.transaction() as tx:
        for seconds in (-60, 0, 9, 901):
            with pytest.raises(LeaseOutOfBounds):
                await LIST.claim(tx, "robot-1", lease=timedelta(seconds=seconds))
    assert await robots.claim()


async def test_a_lapsed_claim_returns_to_the_list_by_itself(robots: Robots) -> None:
    await robots.give(1)
    first = await robots.claimed("robot-1")
    robots.let_lapse(first.claim_id)
    assert await LIST.counts(robots.store) == Counts(waiting=1, claimed=0, parked=0)
    second = await robots.claimed("robot-2")
    assert (second.item_id, second.attempts) == (first.item_id, 2)
    assert second.claim_id != first.claim_id


async def test_a_robot_that_dies_every_time_leaves_the_work_to_an_official(
    robots: Robots,
) -> None:
    await robots.give(1)
    for _ in range(LIST.max_attempts):
        robots.let_lapse((await robots.claimed()).claim_id)
    assert await robots.claim() is None
    (parked,) = await LIST.parked(robots.store)
    assert (parked.item_id, parked.attempts, parked.reason) == (UUID(int=1), 3, None)
