"""Known faults of the library's own PostgreSQL recorder, shown to be none of ours: its limits.

They were found by running eventsourcing 9.5.6, and are numbered as they were found; the rest is
in test_known_faults.py.
"""

import asyncio
import json
from uuid import UUID

import psycopg
import pytest
from eventsourcing.persistence import StoredEvent
from psycopg.errors import InsufficientPrivilege

from shared.eventstore.codec import StoredOtherwise, UnknownEventName
from shared.eventstore.registrar import CHANNEL, Registrar
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.dogs import Dog, Kennel
from tests.shared.eventstore.events import CONTEXT, STREAM, opened
from tests.shared.eventstore.reading import OPEN_INTAKES, create_table
from tests.shared.eventstore.sql import administer, append_at_once, event

DOG = UUID(int=0xD06)


def test_6_it_runs_with_the_least_of_rights(kennel: Database) -> None:
    """The library's table lock needs more than to insert and select; ours not even those."""
    with psycopg.connect(kennel.url_for("intake")) as connection:
        for statement in (
            "LOCK TABLE store.event IN EXCLUSIVE MODE",
            "SELECT FROM store.event",
            "INSERT INTO store.event DEFAULT VALUES",
        ):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(statement)
            connection.rollback()
    append_at_once(kennel, event(STREAM))


def test_7_missing_and_unknown_fields_are_refused_and_names_are_no_python_paths(
    kennel_env: dict[str, str],
) -> None:
    with Kennel(kennel_env) as application:
        mapper = application.mapper
    dog = Dog("Fido")
    (registered,) = dog.collect_events()
    stored = mapper.to_stored_event(registered)
    assert stored.topic == "intake.dog-registered.v1"
    state = json.loads(stored.state)
    for other in ({**state, "owner": "x"}, {k: v for k, v in state.items() if k != "name"}):
        changed = StoredEvent(stored.originator_id, 1, stored.topic, json.dumps(other).encode())
        with pytest.raises(StoredOtherwise):
            mapper.to_domain_event(changed)
    with pytest.raises(UnknownEventName):
        mapper.to_domain_event(StoredEvent(DOG, 1, "tests.dogs:Dog.Registered", stored.state))


async def test_8_a_batch_wakes_once_and_an_append_nobody(store_database: Database) -> None:
    with psycopg.connect(store_database.url_for("reporting"), autocommit=True) as listening:
        listening.execute(f"LISTEN {CHANNEL}")
        for version in range(1, 51):
            append_at_once(store_database, event(STREAM, version))
        assert list(listening.notifies(timeout=0.2)) == []
        async with running(Registrar(store_database.url_for("registrar"))):
            heard = await asyncio.to_thread(lambda: list(listening.notifies(timeout=1.5)))
    assert len(heard) == 1
    assert administer(store_database, "SELECT position FROM store.ledger_head") == [(50,)]


async def test_9_many_events_are_projected_in_few_transactions(
    intake: PostgresStore, store_database: Database
) -> None:
    """One transaction for every event, says the library; and its wait sleeps 100 ms."""
    create_table(store_database)
    async with intake.transaction() as tx:
        ids = [UUID(int=0xA00 + number) for number in range(1000)]
        appended = [await tx.append(each, [opened(each)], CONTEXT, after=0) for each in ids]
    last = appended[-1].last_event_id
    async with running(Runner(intake, projections=[OPEN_INTAKES])):
        assert await intake.wait_for(last, "open_intakes", seconds=10)
    (row,) = await intake.rows("SELECT count(DISTINCT xmin::text) FROM intake.open_intakes")
    assert row["count"] <= 4
