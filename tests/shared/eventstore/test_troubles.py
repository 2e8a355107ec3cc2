"""One consumer in trouble is said to be so, and the others go on."""

import asyncio
import dataclasses
import logging
import time
from collections.abc import Callable
from uuid import UUID, uuid5

import pytest

from shared.eventstore.reactions import Reaction
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Recorded
from shared.kernel.refusal import StreamMoved
from shared.kernel.store import Transaction
from shared.testing.database import Database
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.events import CONTEXT, STREAM, assigned, opened
from tests.shared.eventstore.reading import (
    OPEN_INTAKES,
    OPEN_INVESTIGATION,
    OpenIntake,
    create_table,
    project,
)
from tests.shared.eventstore.sql import administer

OTHER = dataclasses.replace(OPEN_INTAKES, name="other")  # of the same events, in the same table


async def until(condition: Callable[[], object]) -> None:
    """Wait until ``condition`` holds, for ten seconds at most."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


async def happen(store: PostgresStore, intake_id: UUID, after: int = 0) -> UUID:
    """Let an intake be opened, or assigned; return the event's id."""
    async with store.transaction() as tx:
        new = [assigned()] if after else [opened(intake_id)]
        return (await tx.append(intake_id, new, CONTEXT, after=after)).last_event_id


class Fragile:
    """Projects as it should, once it is mended."""

    is_broken = True

    def project(
        self, key: UUID, row: OpenIntake | None, recorded: Recorded[object]
    ) -> OpenIntake | None:
        if self.is_broken:
            raise ValueError("Anna Andersson")
        return project(key, row, recorded)


async def test_a_projection_that_fails_keeps_no_other_back_and_comes_back(
    intake: PostgresStore, store_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    create_table(store_database)
    fragile = Fragile()
    broken = dataclasses.replace(OTHER, project=fragile.project)
    runner = Runner(intake, projections=[broken, OPEN_INTAKES])
    async with running(runner):
        last = await happen(intake, STREAM)
        assert await intake.wait_for(last, "open_intakes", seconds=5)
        await until(lambda: runner.troubles == ["other"])
        assert (await runner.lag()) == {"other": 1, "open_intakes": 0}
        fragile.is_broken = False
        assert await intake.wait_for(last, "other", seconds=10)
        assert runner.troubles == []
    (alarm,) = [each for each in caplog.records if each.msg == "a projection fails"]
    assert alarm.levelno == logging.ERROR
    assert "Andersson" not in str(vars(alarm))


async def test_a_new_read_model_catches_up_beside_those_that_are_at_work(
    intake: PostgresStore, store_database: Database
) -> None:
    create_table(store_database)
    ids = [UUID(int=0xA00 + number) for number in range(1100)]
    async with intake.transaction() as tx:
        for intake_id in ids:
            await tx.append(intake_id, [opened(intake_id)], CONTEXT, after=0)
    async with running(Runner(intake, projections=[OPEN_INTAKES])):
        last = await happen(intake, STREAM)
        assert await intake.wait_for(last, "open_intakes", seconds=10)
    async with running(Runner(intake, projections=[OPEN_INTAKES, OTHER])):
        last = await happen(intake, STREAM, after=1)
        assert await intake.wait_for(last, "open_intakes", seconds=10)
        assert await intake.wait_for(last, "other", seconds=10)


async def test_a_reaction_that_fails_tries_again_until_it_succeeds(
    intake: PostgresStore, investigation: PostgresStore
) -> None:
    tries: list[type[Exception]] = [StreamMoved, ValueError]

    async def react(tx: Transaction, recorded: Recorded[object]) -> None:
        await OPEN_INVESTIGATION.react(tx, recorded)
        if tries:
            raise tries.pop(0)(recorded.stream_id)

    failing = Reaction("open_investigation", OPEN_INVESTIGATION.hears, react)
    steady = dataclasses.replace(OPEN_INVESTIGATION, name="steady", hears=())
    runner = Runner(investigation, reactions=[failing, steady])
    async with running(runner):
        last = await happen(intake, STREAM)
        assert await investigation.wait_for(last, "steady", seconds=5)
        assert await investigation.wait_for(last, "open_investigation", seconds=10)
        follows = (await investigation.read(uuid5(STREAM, "investigation"))).recorded[-1].event_id
        assert await investigation.wait_for(follows, "open_investigation", seconds=5)
        assert await investigation.wait_for(follows, "steady", seconds=5)
        assert (await runner.lag()) == {"open_investigation": 0, "steady": 0}
    assert tries == []
    assert await runner.parked() == 0
    assert (await investigation.read(uuid5(STREAM, "investigation"))).version == 1


async def test_a_consumer_that_was_elsewhere_says_so_and_does_not_go_on(
    intake: PostgresStore, store_database: Database
) -> None:
    """After a failover that lost events, positions are given again, to others."""
    create_table(store_database)
    runner = Runner(intake, projections=[OPEN_INTAKES])
    async with running(runner):
        last = await happen(intake, STREAM)
        assert await intake.wait_for(last, "open_intakes", seconds=5)
    administer(store_database, "UPDATE intake.tracking SET chain_hash = sha256('another')")
    async with running(runner):
        await happen(intake, STREAM, after=1)
        await until(lambda: any("LedgerRewritten" in each for each in runner.troubles))
    assert await intake.rows("SELECT event_count FROM intake.open_intakes") == [{"event_count": 1}]


async def test_waiting_for_a_read_model_is_bounded(intake: PostgresStore) -> None:
    last = await happen(intake, STREAM)
    begun = time.monotonic()
    assert not await intake.wait_for(last, "open_intakes", seconds=0.1)
    assert time.monotonic() - begun < 2
