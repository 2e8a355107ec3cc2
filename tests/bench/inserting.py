"""What our appends are held against: a plain INSERT, and the library's own recorder."""

import time
from uuid import UUID

import psycopg
import uvloop
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from shared.kernel.clock import new_id
from tests.bench.appending import ACTOR, DATA, NAME, recorded, streams
from tests.bench.writers import Done, Order, Start

POOLED = 3  # the library listens on one of its connections
INSERT = """
    INSERT INTO bench.event (
        event_id, stream_id, version, name, schema_version, recorded_at,
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit,
        thread_id, causation_id, person_id, file_id, data)
    VALUES (%s, %s, %s, %s, %s, clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def raw(order: Order, start: Start) -> Done:
    """Insert with asynchronous psycopg: BEGIN, INSERT, COMMIT."""
    return uvloop.run(_raw(order, start))


async def _raw(order: Order, start: Start) -> Done:
    async with await psycopg.AsyncConnection.connect(
        order.store_url, autocommit=True
    ) as connection:
        await connection.execute(INSERT, _columns(new_id(), 0), prepare=True)
        count, until = 0, start.together()
        for stream_id, version in streams():
            await connection.execute("BEGIN")
            await connection.execute(INSERT, _columns(stream_id, version), prepare=True)
            await connection.execute("COMMIT")
            count += 1
            if time.monotonic() >= until:
                break
        return Done(count=count)


def least(order: Order, start: Start) -> Done:
    """Insert with synchronous psycopg in autocommit: one round trip, nothing else."""
    with psycopg.connect(order.store_url, autocommit=True) as connection:
        connection.execute(INSERT, _columns(new_id(), 0), prepare=True)
        count, until = 0, start.together()
        for stream_id, version in streams():
            connection.execute(INSERT, _columns(stream_id, version), prepare=True)
            count += 1
            if time.monotonic() >= until:
                break
        return Done(count=count)


def _columns(stream_id: UUID, version: int) -> tuple[object, ...]:
    actor = (ACTOR.subject, ACTOR.role, ACTOR.client.value, ACTOR.client_id, ACTOR.unit)
    ids = (stream_id, stream_id, stream_id, None)
    return (new_id(), stream_id, version + 1, NAME, 1, *actor, *ids, DATA)


def library(order: Order, start: Start) -> Done:
    """Insert through the library's own recorder."""
    with datastore(order.admin_url) as store:
        theirs = PostgresApplicationRecorder(store)
        store.register_type_adapters()
        return recorded(theirs, start)


def datastore(url: str) -> PostgresDatastore:
    """Return the library's way to the database, its tables in ``bench``."""
    at = conninfo_to_dict(url)
    return PostgresDatastore(
        str(at["dbname"]),
        str(at["host"]),
        str(at.get("port", 5432)),
        str(at["user"]),
        str(at["password"]),
        pool_size=POOLED,
        schema="bench",
    )
