"""A read model rebuilt from zero while it is read and moves on, and compared by hash."""

import dataclasses
from uuid import UUID

import psycopg
import pytest

from shared.eventstore.rebuild import rebuild
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Recorded
from shared.testing.database import Database
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.crowd import start
from tests.shared.eventstore.events import CONTEXT, INTAKE_CODEC, assigned, opened
from tests.shared.eventstore.reading import OPEN_INTAKES, OpenIntake, create_table, project
from tests.shared.eventstore.sql import administer, append_at_once, event, register

INTAKES = [UUID(int=0xA00 + number) for number in range(300)]
REACHED = "SELECT position FROM intake.tracking WHERE name = 'open_intakes'"
CONTENT = "SELECT * FROM intake.open_intakes ORDER BY intake_id"


def encoded(event: object) -> bytes:
    return INTAKE_CODEC.encode(event, UUID(int=0), None)[1]


@pytest.fixture
async def lived(intake: PostgresStore, store_database: Database) -> PostgresStore:
    """Return a store whose live read model has taken in three hundred intakes."""
    create_table(store_database)
    async with running(Runner(intake, projections=[OPEN_INTAKES])):
        async with intake.transaction() as tx:
            appended = [
                await tx.append(intake_id, [opened(intake_id), assigned()], CONTEXT, after=0)
                for intake_id in INTAKES
            ]
        last = appended[-1].last_event_id
        assert await intake.wait_for(last, "open_intakes", seconds=10)
    return intake


async def test_a_right_read_model_is_found_right_and_left_alone(lived: PostgresStore) -> None:
    versions = await lived.rows("SELECT DISTINCT xmin::text FROM intake.open_intakes")
    told: list[tuple[int, int]] = []
    rebuilt = await rebuild(lived, OPEN_INTAKES, lambda at, of: told.append((at, of)))
    assert rebuilt.was_right
    assert rebuilt.position == 600
    assert told[-1] == (600, 600)
    assert await lived.rows("SELECT DISTINCT xmin::text FROM intake.open_intakes") == versions


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE intake.open_intakes SET official = 'nobody' WHERE event_count = 2",
        "DELETE FROM intake.open_intakes",
        "INSERT INTO intake.open_intakes VALUES (gen_random_uuid(), NULL, '2026-01-01', 1)",
    ],
    ids=["changed", "lost", "invented"],
)
async def test_a_wrong_read_model_is_replaced(
    lived: PostgresStore, store_database: Database, harm: str
) -> None:
    content = await lived.rows(CONTENT)
    with psycopg.connect(store_database.admin_url) as admin:
        admin.execute(harm)
    assert not (await rebuild(lived, OPEN_INTAKES)).was_right
    assert await lived.rows(CONTENT) == content
    assert (await rebuild(lived, OPEN_INTAKES)).was_right


async def test_the_live_one_moves_on_and_answers_during_a_rebuild(
    lived: PostgresStore, store_database: Database
) -> None:
    late = event(UUID(int=0xC00), name="intake.opened.v1", data=encoded(opened()))
    more = event(INTAKES[0], 3, data=encoded(assigned(5, "official-8")))
    follower = start("follow", store_database.url_for("intake"), "", "lives")

    def meanwhile() -> None:
        append_at_once(store_database, late, more)
        register(store_database)
        while administer(store_database, REACHED) != [(602,)]:
            assert follower.poll() is None

    def slowly(key: UUID, row: OpenIntake | None, recorded: Recorded[object]) -> OpenIntake | None:
        if recorded.position == 1:
            meanwhile()
        return project(key, row, recorded)

    try:
        rebuilt = await rebuild(lived, dataclasses.replace(OPEN_INTAKES, project=slowly))
    finally:
        follower.kill()
        follower.communicate()
    assert rebuilt.was_right
    assert rebuilt.position == 602


async def test_a_rebuild_of_nothing_is_nothing(
    intake: PostgresStore, store_database: Database
) -> None:
    create_table(store_database)
    rebuilt = await rebuild(intake, OPEN_INTAKES)
    assert (rebuilt.position, rebuilt.was_right) == (0, True)
