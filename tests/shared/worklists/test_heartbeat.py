from datetime import timedelta
from uuid import UUID

import pytest

from shared.kernel.refusal import Refusal
from shared.worklists.refusals import ClaimLapsed, LeaseOutOfBounds, NoSuchClaim, NotYourClaim
from shared.worklists.worklists import Claim
from tests.shared.worklists.robots import LIST, Robots


async def beat(
    robots: Robots, claim_id: UUID, subject: str = "robot-1", seconds: int = 300
) -> Claim:
    async with robots.store.transaction() as tx:
        return await LIST.heartbeat(tx, claim_id, subject, lease=timedelta(seconds=seconds))


async def test_a_heartbeat_renews_the_claim_from_now_on(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    renewed = await beat(robots, claim.claim_id)
    assert renewed.leased_until - claim.leased_until > timedelta(seconds=239)
    assert (renewed.claim_id, renewed.attempts) == (claim.claim_id, 1)


async def test_a_lapsed_claim_cannot_be_renewed(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    robots.let_lapse(claim.claim_id)
    with pytest.raises(ClaimLapsed):
        await beat(robots, claim.claim_id)


async def test_a_claim_whose_work_somebody_else_has_taken_is_gone(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed("robot-1")
    robots.let_lapse(claim.claim_id)
    await robots.claimed("robot-2")
    with pytest.raises(NoSuchClaim):
        await beat(robots, claim.claim_id)


@pytest.mark.parametrize(
    ("subject", "seconds", "refusal"),
    [("robot-2", 60, NotYourClaim), ("robot-1", 1, LeaseOutOfBounds)],
)
async def test_a_claim_is_renewed_by_its_robot_and_within_bounds(
    robots: Robots, subject: str, seconds: int, refusal: type[Refusal]
) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    with pytest.raises(refusal):
        await beat(robots, claim.claim_id, subject, seconds)


async def test_a_claim_nobody_made_is_unknown(robots: Robots) -> None:
    with pytest.raises(NoSuchClaim):
        await beat(robots, UUID(int=7))
