"""Known faults of the library's own PostgreSQL recorder, shown to be none of ours: events lost.

They were found by running eventsourcing 9.5.6, and are numbered as they were found; the rest is
in test_known_limits.py.
"""

import asyncio
import threading
import time
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError, Notification, StoredEvent, Tracking

from shared.eventstore.blocking import BlockingConnections
from shared.eventstore.recorder import StoreProcessRecorder
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.dogs import NAMES
from tests.shared.eventstore.events import CONTEXT, STREAM, assigned, opened
from tests.shared.eventstore.reading import OPEN_INTAKES, create_table
from tests.shared.eventstore.sql import administer, register
from tests.shared.eventstore.wire import wire_to

DOG = UUID(int=0xD06)
TRICK = "intake.dog-trick-added.v1"
LISTENERS = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE '%head'"


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
