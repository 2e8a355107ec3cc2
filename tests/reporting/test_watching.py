"""Bevakningarna hålls: the same rows however the events come, and nothing is lost."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from services.reporting.projections.watch_items import TABLE
from services.reporting.projections.watching import WATCH_LIST, derive
from shared.clocks import Happening
from shared.eventstore.deriving import Deriving, start_over
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking
from shared.kernel.context import Recorded
from shared.testing.database import Database
from shared.testing.recorded import recorded
from tests.reporting.test_clocks import tell
from tests.reporting.test_watch_list import an_investigation
from tests.shared.clocks.telling import Story


def a_long_story() -> Story:
    story = an_investigation()
    story.decided("2026-06-01")
    story.granted("2026-06-01")
    story.closed("2026-06-05")
    story.executed("2026-07-15")
    story.ended("2026-09-01")
    return story


def as_recorded(happenings: Sequence[Happening]) -> list[Recorded[Any]]:
    def one(each: Happening) -> Recorded[Any]:
        made = recorded(object(), each.matter_id, position=each.position, name=each.name)
        return replace(made, context=replace(made.context, person_id=each.person_id))

    return [one(each) for each in happenings]


async def rows(store: PostgresStore) -> Sequence[Any]:
    return await store.rows(TABLE.select().order_by(TABLE.c.item_id, TABLE.c.from_position))


@pytest.mark.parametrize("size", [1, 2, 4, 9])
async def test_the_rows_are_the_same_however_the_events_are_divided(
    store: PostgresStore, database: Database, size: int
) -> None:
    story = a_long_story()
    tell(database, story)
    events = as_recorded(story.happenings)
    for start in range(0, len(events), size):
        async with store.transaction() as tx:
            await derive(tx, events[start : start + size])
    found = await rows(store)
    async with store.transaction() as tx:
        await tx.rows(TABLE.delete())
        await derive(tx, events)
    assert found == await rows(store) != []


async def test_each_version_held_from_where_the_one_before_it_ended(
    store: PostgresStore, database: Database
) -> None:
    story = a_long_story()
    tell(database, story)
    async with store.transaction() as tx:
        await derive(tx, as_recorded(story.happenings))
    versions = [each for each in await rows(store) if each["rule"] == "child-investigation"]
    spans = [(each["from_position"], each["until_position"]) for each in versions]
    assert [until for _, until in spans[:-1]] == [since for since, _ in spans[1:]]
    assert versions[0]["official"] is None
    assert versions[-1]["closed_on"].isoformat() == "2026-06-05"


async def test_what_moves_nothing_writes_nothing(store: PostgresStore, database: Database) -> None:
    story = an_investigation()
    tell(database, story)
    async with store.transaction() as tx:
        await derive(tx, as_recorded(story.happenings))
    before = await rows(store)
    noise = replace(story.happenings[0], name="intake.work-done.v1", position=5)
    async with store.transaction() as tx:
        await derive(tx, as_recorded([noise]))
    assert await rows(store) == before


async def test_it_waits_for_what_it_is_worked_out_from(store: PostgresStore) -> None:
    tracking = Tracking("reporting")
    async with store.transaction() as tx:
        await tracking.begin(tx, [WATCH_LIST.name, *WATCH_LIST.behind])
    assert await Deriving(store, WATCH_LIST).step(10) == 0


async def test_started_over_it_comes_to_the_same_rows(
    store: PostgresStore, database: Database
) -> None:
    story = a_long_story()
    tell(database, story)
    events = as_recorded(story.happenings)
    async with store.transaction() as tx:
        await derive(tx, events)
    before = await rows(store)
    await start_over(store, WATCH_LIST)
    assert await rows(store) == []
    async with store.transaction() as tx:
        await derive(tx, events)
    assert await rows(store) == before
