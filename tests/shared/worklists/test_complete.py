import asyncio
from datetime import date
from uuid import UUID

import psycopg
import pytest
from psycopg.errors import LockNotAvailable

from shared.contracts.intake import IntakeWorkDone
from shared.kernel.context import Actor, Client, Context
from shared.kernel.refusal import Refusal
from shared.worklists.refusals import ClaimCompleted, ClaimLapsed, NoSuchClaim, NotYourClaim
from shared.worklists.worklists import Claim, Counts
from tests.shared.worklists.robots import LIST, Robots

ROBOT = Actor(subject="robot-1", role="robot", client=Client.ROBOT, client_id="intake-robot")
DONE = IntakeWorkDone(worklist=LIST.name, result_code="siblings-none", done_on=date(2026, 3, 2))


async def complete(
    robots: Robots, claim: Claim, subject: str = "robot-1", refusing: Refusal | None = None
) -> int:
    async with robots.store.transaction() as tx:

        async def work(held: Claim) -> int:
            context = Context(actor=ROBOT, thread_id=UUID(int=1), causation_id=held.claim_id)
            appended = await tx.append(held.stream_id, [DONE], context, after=0)
            if refusing:
                raise refusing
            return appended.version

        return await LIST.complete(tx, claim.claim_id, subject, work)


async def events_of(robots: Robots, claim: Claim) -> list[tuple[object, str]]:
    stream = await robots.store.read(claim.stream_id)
    return [(each.event, each.context.actor.subject) for each in stream.recorded]


async def test_what_the_robot_did_is_an_event_with_the_robot_as_actor(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    assert await complete(robots, claim) == 1
    assert await events_of(robots, claim) == [(DONE, "robot-1")]


async def test_completed_work_is_not_given_again_though_the_list_still_shows_it(
    robots: Robots,
) -> None:
    await robots.give(1)
    await complete(robots, await robots.claimed())
    assert await robots.claim() is None
    assert await LIST.counts(robots.store) == Counts(waiting=0, claimed=0, parked=0)


async def test_a_lapsed_claim_cannot_complete(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    robots.let_lapse(claim.claim_id)
    with pytest.raises(ClaimLapsed):
        await complete(robots, claim)
    assert await events_of(robots, claim) == []


async def test_a_robot_whose_work_was_taken_over_cannot_complete(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    robots.let_lapse(claim.claim_id)
    taken_over = await robots.claimed("robot-2")
    with pytest.raises(NoSuchClaim):
        await complete(robots, claim)
    assert await complete(robots, taken_over, "robot-2") == 1


async def test_another_robot_cannot_complete(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed("robot-1")
    with pytest.raises(NotYourClaim):
        await complete(robots, claim, "robot-2")
    assert await events_of(robots, claim) == []


async def test_work_is_completed_once(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    await complete(robots, claim)
    with pytest.raises(ClaimCompleted):
        await complete(robots, claim)
    assert len(await events_of(robots, claim)) == 1


async def test_of_many_completions_at_once_one_is_recorded(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    outcomes = await asyncio.gather(
        *(complete(robots, claim) for _ in range(5)), return_exceptions=True
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ClaimCompleted"] * 4 + [
        "int"
    ]
    assert len(await events_of(robots, claim)) == 1


async def test_a_rule_that_refuses_leaves_the_claim_as_it_was_and_nothing_recorded(
    robots: Robots,
) -> None:
    await robots.give(1)
    claim = await robots.claimed()
    with pytest.raises(Refusal):
        await complete(robots, claim, refusing=Refusal())
    assert await events_of(robots, claim) == []
    assert await complete(robots, claim) == 1


async def test_nobody_takes_the_claim_over_while_it_completes(robots: Robots) -> None:
    await robots.give(1)
    claim = await robots.claimed()

    async def work(held: Claim) -> None:
        with (
            psycopg.connect(robots.database.admin_url) as other,
            pytest.raises(LockNotAvailable),
        ):
            other.execute("SELECT FROM intake.claim FOR UPDATE NOWAIT")

    async with robots.store.transaction() as tx:
        await LIST.complete(tx, claim.claim_id, "robot-1", work)
