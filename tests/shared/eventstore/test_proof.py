"""What readers may rely on: no gap, nothing filled in later, no stream out of order.

Eight processes write to four streams at once, their idempotency row first, with rollbacks; one
transaction lies idle in this database and one in the server's own; one of two registrars is
killed again and again. Then the store is dumped, restored in another cluster, and it all goes
on there. The whole time one reader follows the ledger.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Self
from uuid import UUID

import psycopg

from deploy.urls import with_database
from shared.eventstore.leaf import COLUMNS, GENESIS, chain_hash, leaf_hash
from shared.testing.database import Database
from tests.shared.eventstore.crowd import acknowledged, start
from tests.shared.eventstore.elsewhere import raise_epoch, restored_elsewhere

WRITERS = 8
SECONDS = 4.0
KILLS = 6
PATIENCE_SECONDS = 20
ROWS = (
    "SELECT position, event_id, stream_id, version FROM store.readable WHERE position > %s"
    " ORDER BY position"
)


class Reader:
    """Follows the ledger, and objects to whatever it could not have relied on."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._versions: dict[UUID, int] = defaultdict(int)
        self.seen: list[UUID] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def go_on_at(self, url: str) -> None:
        self._connection.close()
        self._connection = psycopg.connect(url, autocommit=True)

    def look(self) -> None:
        new = self._connection.execute(ROWS, (len(self.seen),))
        for position, event_id, stream_id, version in new:
            assert position == len(self.seen) + 1
            assert version == self._versions[stream_id] + 1
            self._versions[stream_id] = version
            self.seen.append(event_id)

    def look_for(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.look()

    def look_until(self, told: Sequence[UUID]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not set(told) <= set(self.seen):
            assert time.monotonic() < deadline, "an acknowledged event is not in the ledger"
            self.look()


def test_a_tailing_reader_can_rely_on_what_it_has_seen(store_database: Database) -> None:
    with ExitStack() as stack:
        stack.enter_context(idle_transaction(store_database.admin_url))
        stack.enter_context(idle_transaction(with_database(store_database.admin_url, "postgres")))
        reader = stack.enter_context(Reader(store_database.url_for("intake")))
        told = crowd(store_database, reader, SECONDS)
        check_ledger(store_database.admin_url, reader, told)

        _, restored = stack.enter_context(restored_elsewhere(store_database))
        raise_epoch(restored)
        reader.go_on_at(restored.url_for("intake"))
        told += crowd(restored, reader, SECONDS / 3)
        check_ledger(restored.admin_url, reader, told)


def crowd(database: Database, reader: Reader, seconds: float) -> list[UUID]:
    """Let everybody loose; return every event that a writer was told is committed."""
    registrars = [start("register", database.url_for("registrar")) for _ in range(2)]
    writers = [
        start("write", database.url_for("intake"), str(seed), str(seconds))
        for seed in range(WRITERS)
    ]
    try:
        for kill in range(KILLS):
            reader.look_for(seconds / KILLS)
            victim = registrars.pop(kill % 2)
            victim.kill()
            victim.communicate()
            registrars.append(start("register", database.url_for("registrar")))
        told = [event_id for writer in writers for event_id in acknowledged(writer)]
        reader.look_until(told)
        return told
    finally:
        for process in (*registrars, *writers):
            process.kill()
            process.communicate()


def check_ledger(admin_url: str, reader: Reader, told: list[UUID]) -> None:
    """Every event that was acknowledged, no other, where the reader saw it, rightly hashed."""
    assert len(told) > WRITERS * 10
    assert set(reader.seen) == set(told)
    columns = ", ".join(f"e.{name}" for name in COLUMNS)
    with psycopg.connect(admin_url, options="-c timezone=UTC") as admin:
        rows = admin.execute(
            f"SELECT l.registered_at, l.leaf_hash, l.chain_hash, {columns}"
            " FROM store.ledger l JOIN store.event e USING (event_id) ORDER BY l.position"
        ).fetchall()
        head = admin.execute("SELECT position, chain_hash FROM store.ledger_head").fetchone()
    chain, last = GENESIS, rows[0][0]
    for (registered_at, leaf, chained, *event), seen in zip(rows, reader.seen, strict=True):
        chain = chain_hash(chain, leaf_hash(event))
        assert (leaf, chained) == (leaf_hash(event), chain)
        assert registered_at >= last
        assert event[list(COLUMNS).index("event_id")] == seen
        last = registered_at
    assert head == (len(rows), chain)


@contextmanager
def idle_transaction(url: str) -> Iterator[None]:
    """Hold a transaction open that has an id, and so holds every snapshot's horizon back."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_current_xact_id()")
        yield
