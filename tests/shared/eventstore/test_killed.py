"""A process that follows the ledger may be killed at any point: nothing is lost, nothing twice."""

import asyncio
import random
import signal
from uuid import UUID, uuid5

from shared.eventstore.rebuild import rebuild
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.shared.eventstore.crowd import start
from tests.shared.eventstore.events import CONTEXT, assigned, opened
from tests.shared.eventstore.reading import OPEN_INTAKES, create_table

INTAKES = [UUID(int=0xA00 + number) for number in range(150)]
KILLS = 4


async def test_kills_cost_no_event_and_repeat_none(
    store_database: Database, intake: PostgresStore, investigation: PostgresStore
) -> None:
    create_table(store_database)
    urls = store_database.url_for("intake"), store_database.url_for("investigation")
    last = await happen(intake, INTAKES)

    await die_before_the_first_commit(urls)
    assert await progress(investigation) == 0
    dice = random.Random(7)
    for _ in range(KILLS):
        await be_killed_at_work(urls, investigation, dice)
    survivor = start("follow", *urls, "lives")
    try:
        assert await intake.wait_for(last, "open_intakes", seconds=20)
        assert await investigation.wait_for(last, "open_investigation", seconds=20)
    finally:
        survivor.kill()
        survivor.communicate()

    for intake_id in INTAKES:
        assert (await investigation.read(uuid5(intake_id, "investigation"))).version == 1
    assert (await rebuild(intake, OPEN_INTAKES)).was_right
    counts = await intake.rows("SELECT DISTINCT event_count FROM intake.open_intakes")
    assert counts == [{"event_count": 3}]


async def die_before_the_first_commit(urls: tuple[str, str]) -> None:
    suicide = start("follow", *urls, "dies")
    await asyncio.to_thread(suicide.communicate, timeout=20)
    assert suicide.returncode == -signal.SIGKILL


async def be_killed_at_work(
    urls: tuple[str, str], investigation: PostgresStore, dice: random.Random
) -> None:
    before = await progress(investigation)
    victim = start("follow", *urls, "lives")
    while await progress(investigation) == before:
        await asyncio.sleep(0.01)
    await asyncio.sleep(dice.random() * 0.05)  # anywhere in what it does then
    victim.kill()
    victim.communicate()


async def happen(intake: PostgresStore, intakes: list[UUID]) -> UUID:
    """Let every intake be opened, then assigned twice; return the last event's id."""
    appended = []
    for intake_id in intakes:
        async with intake.transaction() as tx:
            await tx.append(intake_id, [opened(intake_id)], CONTEXT, after=0)
            appended.append(
                await tx.append(intake_id, [assigned(), assigned(4)], CONTEXT, after=1)
            )
    return appended[-1].last_event_id


async def progress(investigation: PostgresStore) -> int:
    """Return how many investigations there are."""
    (row,) = await investigation.rows("SELECT count(*) FROM store.own_event")
    return int(row["count"])
