"""The known faults of the library's own PostgreSQL recorder, each shown to be none of ours.

They were found by running eventsourcing 9.5.6; the handbook of this project numbers them 1-9.
"""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError, Notification, StoredEvent, Tracking
from psycopg.errors import InsufficientPrivilege

from shared.eventstore.blocking import BlockingConnections
from shared.eventstore.codec import StoredOtherwise, UnknownEventName
from shared.eventstore.recorder import StoreProcessRecorder
from shared.eventstore.registrar import CHANNEL, Registrar
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.dogs import NAMES, Dog, Kennel
from tests.shared.eventstore.events import CONTEXT, STREAM, assigned, opened
from tests.shared.eventstore.reading import OPEN_INTAKES, create_table
from tests.shared.eventstore.sql import administer, append_at_once, event, register
from tests.shared.eventstore.wire import wire_to

DOG = UUID(int=0xD06)
TRICK = "intake.dog-trick-added.v1"
LISTENERS = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE '%head'"


@pytest.fixture
def kennel(store_database: Database) -> Database:
    """Return a store that knows the names of the library's application."""
    for name in NAMES:
        administer(store_database, f"SELECT store.name_event('{name}', 'intake', true)")
    return store_database


@pytest.fixture
def recorder(kennel: Database) -> Iterator[StoreProcessRecorder]:
    connections = BlockingConnections(kennel.url_for("intake"))
    yield StoreProcessRecorder(connections, service="intake", names=list(NAMES))
    connections.close()


def trick(version: int) -> StoredEvent:
    return StoredEvent(DOG, version, TRICK, b"{}")


def test_1_no_way_of_appending_loses_events_or_takes_a_position_twice(
    recorder: StoreProcessRecorder, kennel: Database
) -> None:
    """Its database functions take no lock and drop tracking rows; see also test_proof."""
    recorder.insert_events([trick(1)])
    register(kennel)
    tracking = Tracking("Upstream", 1)
    recorder.insert_events([trick(2)], tracking=tracking)
    with pytest.raises(IntegrityError):
        recorder.insert_events([trick(3)], tracking=tracking)
    assert recorder.max_tracking_id("Upstream") == 1
    assert len(recorder.select_events(DOG)) == 2


def test_2_ids_are_contiguous_after_a_rejected_append(
    recorder: StoreProcessRecorder, kennel: Database
) -> None:
    recorder.insert_events([trick(1)])
    with pytest.raises(IntegrityError):
        recorder.insert_events([trick(1)])
    recorder.insert_events([trick(2)])
    register(kennel)
    assert [each.id for each in recorder.select_notifications(1, 10)] == [1, 2]


def test_3_a_subscription_needs_no_wake_up(
    recorder: StoreProcessRecorder, kennel: Database
) -> None:
    """Committed between its first look and LISTEN, the library's own never hears of it."""
    with recorder.subscribe() as subscription:
        append_soon = threading.Timer(
            0.2, lambda: (recorder.insert_events([trick(1)]), register(kennel))
        )
        append_soon.start()
        assert next(subscription).id == 1
        append_soon.join()


def test_4_a_killed_listener_listens_again(
    recorder: StoreProcessRecorder, kennel: Database
) -> None:
    seen: list[Notification] = []
    with recorder.subscribe() as subscription:

        def listen() -> None:
            seen.extend(next(subscription) for _ in range(2))

        listening = threading.Thread(target=listen)
        listening.start()
        kill_listeners(kennel)
        recorder.insert_events([trick(1)])
        register(kennel)
        kill_listeners(kennel)
        recorder.insert_events([trick(2)])
        register(kennel)
        listening.join(timeout=10)
    assert [each.id for each in seen] == [1, 2]


async def test_4_a_runner_whose_connections_are_killed_goes_on(
    intake: PostgresStore, store_database: Database
) -> None:
    create_table(store_database)
    runner = Runner(intake, projections=[OPEN_INTAKES])
    async with running(runner):
        for version in range(3):
            async with intake.transaction() as tx:
                new = [assigned()] if version else [opened()]
                last = (await tx.append(STREAM, new, CONTEXT, after=version)).last_event_id
            assert await intake.wait_for(last, "open_intakes", seconds=10)
            await asyncio.to_thread(kill_listeners, store_database)
    assert runner.troubles == []


def kill_listeners(database: Database) -> None:
    """Wait for somebody to listen, and hang up on them."""
    deadline = time.monotonic() + 10
    while not (pids := administer(database, LISTENERS)):
        assert time.monotonic() < deadline
    for (pid,) in pids:
        administer(database, f"SELECT pg_terminate_backend({pid}, 5000)")


def test_5_a_connection_lost_after_the_commit_is_no_conflict(kennel: Database) -> None:
    with wire_to(kennel.url_for("intake")) as wire:
        connections = BlockingConnections(wire.url)
        far = StoreProcessRecorder(connections, service="intake", names=list(NAMES))
        wire.lose_answer_to(b"store.append")
        far.insert_events([trick(1)])
        assert wire.has_lost
        register(kennel)
        wire.lose_answer_to(b"COMMIT")
        far.insert_events([trick(2)], tracking=Tracking("Upstream", 1))
        assert wire.has_lost
        assert len(far.select_events(DOG)) == 2
        connections.close()
    assert register(kennel) == 1


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
    kennel: Database,
) -> None:
    env = {
        "PERSISTENCE_MODULE": "shared.eventstore.library",
        "STORE_URL": kennel.url_for("intake"),
        "STORE_SERVICE": "intake",
        "STORE_NAMES": "tests.shared.eventstore.dogs:NAMES",
    }
    with Kennel(env) as application:
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
