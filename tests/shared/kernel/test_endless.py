"""A loop ends when it is cancelled, also when a wait inside it lost the cancellation."""

import asyncio

import pytest

from shared.kernel.endless import end_if_cancelled


async def lose_a_cancellation(begun: asyncio.Event) -> None:
    begun.set()
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        return


async def run(begun: asyncio.Event, rounds: list[int]) -> None:
    while len(rounds) < 100:
        end_if_cancelled()
        rounds.append(1)
        await lose_a_cancellation(begun)


async def test_a_lost_cancellation_ends_the_loop_at_its_next_round() -> None:
    begun, rounds = asyncio.Event(), list[int]()
    task = asyncio.create_task(run(begun, rounds))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, timeout=5)
    assert len(rounds) == 1


async def test_a_loop_that_nobody_cancels_goes_on() -> None:
    rounds = 0
    for _ in range(3):
        end_if_cancelled()
        rounds += 1
    assert rounds == 3
