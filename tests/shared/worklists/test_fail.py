from uuid import UUID

import pytest
from psycopg.errors import CheckViolation

from shared.worklists.refusals import ClaimLapsed, NoSuchParkedItem
from shared.worklists.worklists import Counts
from tests.shared.worklists.robots import LIST, Robots, numbers


async def test_failed_work_goes_back_to_the_list_behind_what_is_untried(robots: Robots) -> None:
    await robots.give(1, 2)
    assert await robots.fail(await robots.claimed()) is False
    assert numbers([await robots.claimed(), await robots.claimed()]) == [2, 1]


async def test_a_failed_claim_is_over(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    await robots.fail(claim)
    with pytest.raises(ClaimLapsed):
        await robots.fail(claim)


async def test_work_that_failed_too_often_waits_for_an_official_with_its_reason(
    robots: Robots,
) -> None:
    await robots.give(1)
    item_id = await robots.fail_until_parked()
    assert await robots.claim() is None
    (parked,) = await LIST.parked(robots.store)
    assert (parked.item_id, parked.attempts) == (item_id, 3)
    assert parked.reason == "source-unavailable"
    assert await LIST.counts(robots.store) == Counts(waiting=0, claimed=0, parked=1)


async def test_the_last_failure_says_that_the_work_is_parked(robots: Robots) -> None:
    await robots.give(1)
    assert [await robots.fail(await robots.claimed()) for _ in range(3)] == [False, False, True]


async def test_an_official_puts_parked_work_back_to_be_tried_afresh(robots: Robots) -> None:
    await robots.give(1)
    item_id = await robots.fail_until_parked()
    async with robots.store.transaction() as tx:
        await LIST.give_back(tx, item_id)
    assert (await robots.claimed()).attempts == 1
    assert await LIST.parked(robots.store) == []


@pytest.mark.parametrize("item_id", [UUID(int=1), UUID(int=99)])
async def test_only_parked_work_is_put_back(robots: Robots, item_id: UUID) -> None:
    await robots.give(1)
    await robots.claimed()
    async with robots.store.transaction() as tx:
        with pytest.raises(NoSuchParkedItem):
            await LIST.give_back(tx, item_id)


async def test_released_work_does_not_count_as_an_attempt(robots: Robots) -> None:
    await robots.give(1)
    for _ in range(LIST.max_attempts + 1):
        claim = await robots.claimed()
        assert claim.attempts == 1
        async with robots.store.transaction() as tx:
            await LIST.release(tx, claim.claim_id, "robot-1")
    assert await LIST.counts(robots.store) == Counts(waiting=1, claimed=0, parked=0)


async def test_a_reason_is_a_code_and_never_free_text(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    with pytest.raises(CheckViolation):
        await robots.fail(claim, "Mamman svarade inte.")
