"""Måttens underlag hålls aktuellt: the same rows however the events are divided into batches."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.reporting.projections.figure_facts import FACTS, PERSONS
from services.reporting.projections.figure_keeping import FIGURE_FACTS, derive
from shared.clocks import Happening
from shared.eventstore.deriving import start_over
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Recorded
from shared.testing.database import Database
from shared.testing.recorded import recorded
from tests.reporting.figures.told import Town
from tests.reporting.test_clocks import tell


def a_long_story() -> Town:
    town = Town()
    first, second = town.person("unknown", None), town.person("male", 2011)
    intake = town.intake(first, "2025-01-10", "neglect", "crime")
    town.receipt_corrected(first, intake, town.last, "2025-01-09")
    matter = town.investigation(first, "2025-01-15", "2025-06-01", contact="2025-02-01", of=intake)
    town.merged(second, first)
    town.contact(first, matter, "2025-05-01")
    town.intervention(second, "2025-06-02", executed="2025-06-10", ended="2025-12-31")
    town.reversed(second, first)
    town.annulled(first, matter, town.happenings[-5].event_id)
    town.person_corrected(second, town.registered, 2012)
    return town


def as_recorded(happenings: Sequence[Happening]) -> list[Recorded[Any]]:
    def one(each: Happening) -> Recorded[Any]:
        made = recorded(object(), each.matter_id, position=each.position, name=each.name)
        return replace(made, context=replace(made.context, person_id=each.person_id))

    return [one(each) for each in happenings]


async def rows(store: PostgresStore) -> list[Any]:
    found: list[Any] = []
    for table in (FACTS, PERSONS):
        found += await store.rows(table.select().order_by(*table.primary_key.columns))
    return [dict(each) for each in found]


@pytest.mark.parametrize("batch", [1, 2, 5])
async def test_batches_of_any_size_come_to_the_same_rows(
    database: Database, store: PostgresStore, batch: int
) -> None:
    town = a_long_story()
    tell(database, town, thread=UUID(int=0))
    events = as_recorded(town.happenings)
    async with store.transaction() as tx:
        await derive(tx, events)
    at_once = await rows(store)
    assert {each.get("kind") for each in at_once} >= {"intake", "investigation", "intervention"}
    await start_over(store, FIGURE_FACTS)
    assert await rows(store) == []
    for first in range(0, len(events), batch):
        async with store.transaction() as tx:
            await derive(tx, events[first : first + batch])
    assert await rows(store) == at_once
