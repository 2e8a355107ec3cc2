"""Härledda läsmodeller görs om: what is right is left alone, what is wrong is put right."""

from collections.abc import Sequence
from typing import Any

import pytest
from httpx import AsyncClient

from services.reporting.main import DERIVATIONS
from shared.eventstore.derivations import Derivation
from shared.eventstore.rederiving import rederive
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import read
from tests.reporting.test_watching import a_long_story


@pytest.mark.parametrize("derivation", DERIVATIONS, ids=lambda each: each.name)
async def test_made_anew_it_equals_the_live_one_and_a_lost_row_comes_back(
    reporting: AsyncClient, store: PostgresStore, database: Database, derivation: Derivation
) -> None:
    story = a_long_story()
    last = append(database, story.happenings)
    await read(reporting, "/watch-list", last)
    assert await store.wait_for(last, derivation.name, seconds=30)
    steps: list[int] = []
    found = await rederive(store, derivation, lambda done, of: steps.append(done))
    assert found.was_right
    assert steps[-1] == found.position > 0
    before = await rows(store, derivation)
    assert before
    for table in derivation.tables:
        await store.rows(table.delete())
    mended = await rederive(store, derivation)
    assert not mended.was_right
    assert mended.rebuilt_hash == found.live_hash
    assert await rows(store, derivation) == before


async def rows(store: PostgresStore, derivation: Derivation) -> Sequence[Any]:
    """Return all that the derivation keeps."""
    kept = [await store.rows(table.select()) for table in derivation.tables]
    return sorted((dict(row) for each in kept for row in each), key=str)
