"""How events get their positions: in batches, hashed, in an epoch."""

import threading
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from shared.eventstore.appending import NewEvent
from shared.eventstore.leaf import GENESIS, chain_hash, leaf_hash
from shared.testing.database import Database
from tests.shared.eventstore.events import OTHER_STREAM, STREAM
from tests.shared.eventstore.sql import (
    administer,
    append,
    append_at_once,
    entries,
    event,
    register,
)

NEXT_XID = "SELECT pg_snapshot_xmax(pg_current_snapshot())"


def test_leaf_and_chain_are_what_python_makes_of_the_stored_row(store_database: Database) -> None:
    bare = event(OTHER_STREAM, name="intake.opened.v1", data="Åsa ☎ \x00".encode())
    append_at_once(store_database, event(STREAM), bare)
    with psycopg.connect(store_database.url_for("intake")) as connection:
        connection.execute(
            "SELECT store.append(gen_random_uuid(), gen_random_uuid(), 1, 'intake.opened.v1', '',"
            " gen_random_uuid(), gen_random_uuid(), NULL, NULL, 'ö', '', '', '', NULL)"
        )
    register(store_database)
    chain = GENESIS
    for _, _, leaf, chained, row in entries(store_database):
        chain = chain_hash(chain, leaf)
        assert (leaf, chained) == (leaf_hash(row), chain)


def test_events_of_one_transaction_stand_together_in_their_order(
    store_database: Database,
) -> None:
    with psycopg.connect(store_database.url_for("intake")) as first:
        append(first, event(STREAM, 1))
        append_at_once(store_database, event(OTHER_STREAM, 1))
        append(first, event(STREAM, 2), event(STREAM, 3))
    assert register(store_database) == 4
    order = [(row[2], row[3]) for *_, row in entries(store_database)]
    assert order == [(STREAM, 1), (OTHER_STREAM, 1), (STREAM, 2), (STREAM, 3)]


def test_what_is_not_committed_gets_no_position_and_keeps_nobody_waiting(
    store_database: Database,
) -> None:
    with psycopg.connect(store_database.url_for("intake")) as open_one:
        append(open_one, event(STREAM))
        append_at_once(store_database, event(OTHER_STREAM))
        assert register(store_database) == 1
        open_one.commit()
        assert register(store_database) == 1
    assert [row[2] for *_, row in entries(store_database)] == [OTHER_STREAM, STREAM]


def test_what_was_rolled_back_leaves_no_gap(store_database: Database) -> None:
    with psycopg.connect(store_database.url_for("intake")) as connection:
        append(connection, event(STREAM))
        connection.rollback()
    append_at_once(store_database, event(OTHER_STREAM))
    register(store_database)
    assert administer(store_database, "SELECT position FROM store.ledger") == [(1,)]


def test_an_idle_ledger_costs_no_transaction_ids(store_database: Database) -> None:
    append_at_once(store_database, event(STREAM))
    register(store_database)
    (before,) = administer(store_database, NEXT_XID)
    for _ in range(5):
        assert register(store_database) == 0
    assert administer(store_database, NEXT_XID) == [before]


def test_registered_at_never_goes_backwards(store_database: Database) -> None:
    ahead = datetime(2099, 1, 1, tzinfo=UTC)
    administer(store_database, f"UPDATE store.ledger_head SET registered_at = '{ahead}'")
    append_at_once(store_database, event(STREAM))
    register(store_database)
    assert [at for at, *_ in entries(store_database)] == [ahead]


def test_the_registrar_needs_read_committed(store_database: Database) -> None:
    url = store_database.url_for("registrar")
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with pytest.raises(psycopg.errors.InvalidTransactionState):
            connection.execute("SELECT store.register()")


@pytest.mark.parametrize(
    "restored",
    [
        "UPDATE store.ledger_head SET snapshot = '99999999:99999999:'",
        "ALTER TABLE store.epoch DISABLE TRIGGER append_only;"
        " UPDATE store.epoch SET system_identifier = 1",
    ],
    ids=["transaction ids started over", "another cluster"],
)
def test_a_restored_store_is_not_written_until_its_epoch_is_raised(
    store_database: Database, restored: str
) -> None:
    append_at_once(store_database, event(STREAM))
    register(store_database)
    append_at_once(store_database, event(STREAM, 2))
    administer(store_database, restored)
    with pytest.raises(psycopg.Error) as refusal:
        register(store_database)
    assert refusal.value.sqlstate == "RT003"
    assert administer(store_database, "SELECT store.begin_epoch('restored')") == [(2,)]
    append_at_once(store_database, event(STREAM, 3))
    assert register(store_database) == 1
    assert [(epoch, row[3], row[-1]) for _, epoch, _, _, row in entries(store_database)] == [
        (1, 1, 1),
        (2, 2, 1),
        (2, 3, 2),
    ]


def test_a_new_epoch_waits_for_those_who_are_appending(store_database: Database) -> None:
    begun: list[tuple[int, ...]] = []

    def begin() -> None:
        begun.extend(administer(store_database, "SELECT store.begin_epoch('drill')"))

    with psycopg.connect(store_database.url_for("intake")) as connection:
        append(connection, event(STREAM))
        thread = threading.Thread(target=begin)
        thread.start()
        while not _somebody_waits(store_database):
            assert thread.is_alive()
        connection.commit()
        thread.join()
    assert begun == [(2,)]
    assert [row[2] for *_, row in entries(store_database)] == [STREAM]
    assert register(store_database) == 0


def test_an_epoch_begun_over_nothing_registers_nothing(store_database: Database) -> None:
    administer(store_database, "SELECT store.begin_epoch('drill')")
    append_at_once(store_database, event(STREAM))
    assert register(store_database) == 1


def _somebody_waits(database: Database) -> bool:
    waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'store.event'::regclass"
    return bool(administer(database, waiting))


def test_the_same_event_again_is_recognised_and_stays_once(store_database: Database) -> None:
    twice = (event(STREAM, 1), event(STREAM, 2))
    append_at_once(store_database, *twice)
    append_at_once(store_database, *twice)
    append_at_once(store_database, event(STREAM, 2))
    assert register(store_database) == 2


@pytest.mark.parametrize(
    "other",
    [
        event(OTHER_STREAM, event_id=event(STREAM).event_id),
        event(STREAM, data=b'{"other": 1}'),
        event(STREAM, 2, event_id=event(STREAM).event_id),
    ],
    ids=["another stream", "other data", "another version"],
)
def test_an_event_id_is_not_used_for_another_event(
    store_database: Database, other: NewEvent
) -> None:
    append_at_once(store_database, event(STREAM))
    with pytest.raises(psycopg.Error) as refusal:
        append_at_once(store_database, other)
    assert refusal.value.sqlstate == "RT002"


@pytest.mark.parametrize("version", [0, 1, 3, -1])
def test_a_version_that_does_not_follow_is_refused(store_database: Database, version: int) -> None:
    append_at_once(store_database, event(STREAM, event_id=UUID(int=1)))
    with pytest.raises(psycopg.Error) as refusal:
        append_at_once(store_database, event(STREAM, version))
    assert refusal.value.sqlstate == "RT001"
