"""How a writer appends to our store: one event in one transaction, over and over."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from uuid import UUID

import uvloop
from eventsourcing.persistence import ApplicationRecorder, StoredEvent

from services.intake.application.storage import CODEC
from shared.contracts.intake import PreliminaryAssessmentConcluded, Way
from shared.eventstore.blocking import BlockingConnections
from shared.eventstore.recorder import StoreRecorder
from shared.eventstore.registrar import Registrar
from shared.eventstore.store import PostgresStore
from shared.kernel.clock import new_id
from shared.kernel.context import Actor, Client, Context
from tests.bench.writers import Done, Order, Start

PER_STREAM = 10
SECONDS_TO_REGISTER = 30.0
ACTOR = Actor(
    subject="official-7",
    role="caseworker",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    unit="barn-norr",
)
EVENT = PreliminaryAssessmentConcluded(
    way=Way.INVESTIGATE,
    concluded_on=date(2026, 3, 9),
    concluded_by="official-7",
    legal_basis_id="sol-20-2",
    investigation_id=None,
    intake_id=UUID("00000000-0000-7000-8000-000000000001"),
    person_id=UUID("00000000-0000-7000-8000-000000000002"),
    case_type="child-concern",
    received_on=date(2026, 3, 2),
    decider_role="caseworker",
    delegation_rule_id="delegation-open-investigation",
)
NAME, DATA = CODEC.encode(EVENT, new_id(), None)


def streams() -> Iterator[tuple[UUID, int]]:
    """Yield a stream and the version it is at, ten times each."""
    while True:
        stream_id = new_id()
        for version in range(PER_STREAM):
            yield stream_id, version


def ours(order: Order, start: Start) -> Done:
    """Append as a service process does, its registrar running beside."""
    return uvloop.run(_ours(order, start))


async def _ours(order: Order, start: Start) -> Done:
    async with _store(order) as store:
        await _append(store, new_id(), 0)
        count, last, until = 0, None, start.together()
        for stream_id, version in streams():
            last, count = await _append(store, stream_id, version), count + 1
            if time.monotonic() >= until:
                break
        return Done(count=count, registered_after=await _registered(store, last))


@asynccontextmanager
async def _store(order: Order) -> AsyncIterator[PostgresStore]:
    """Yield the store of a service process, its registrar running beside."""
    registrar = Registrar(order.registrar_url)
    store = PostgresStore(order.store_url, service="intake", codec=CODEC, registrar=registrar)
    await store.open()
    registering = asyncio.create_task(registrar.run())
    try:
        yield store
    finally:
        registering.cancel()
        await asyncio.gather(registering, return_exceptions=True)
        await store.close()


def paced(order: Order, start: Start) -> Done:
    """Append at the pace that was ordered, until called off."""
    return uvloop.run(_paced(order, start))


async def _paced(order: Order, start: Start) -> Done:
    async with _store(order) as store:
        count, begun = 0, start.together()
        for stream_id, version in streams():
            count += 1
            await asyncio.sleep(begun + count / order.per_second - time.monotonic())
            await _append(store, stream_id, version)
            if start.is_called_off():
                break
        return Done(count=count)


async def _append(store: PostgresStore, stream_id: UUID, version: int) -> UUID:
    context = Context(
        actor=ACTOR, thread_id=stream_id, causation_id=stream_id, person_id=stream_id
    )
    async with store.transaction() as tx:
        appended = await tx.append(stream_id, [EVENT], context, after=version)
    return appended.last_event_id


async def _registered(store: PostgresStore, event_id: UUID | None) -> float:
    begun = time.monotonic()
    query = "SELECT 1 FROM store.ledger WHERE event_id = %(event_id)s"
    while not await store.rows(query, {"event_id": event_id}):
        if time.monotonic() > begun + SECONDS_TO_REGISTER:
            raise TimeoutError("the registrar does not keep up")
        await asyncio.sleep(0.002)
    return time.monotonic() - begun


def on_duty(order: Order, start: Start) -> Done:
    """Register what others append, until called off."""
    return uvloop.run(_on_duty(order, start))


async def _on_duty(order: Order, start: Start) -> Done:
    async with _store(order):
        start.together()
        while not start.is_called_off():
            await asyncio.sleep(0.01)
    return Done(count=0)


def recorder(order: Order, start: Start) -> Done:
    """Append through our recorder for the library, a registrar on duty elsewhere."""
    connections = BlockingConnections(order.store_url)
    ours = StoreRecorder(connections, service="intake", names=[NAME])
    try:
        return recorded(ours, start)
    finally:
        connections.close()


def recorded(recorder: ApplicationRecorder, start: Start) -> Done:
    """Insert one event at a time through a recorder of the library's kind."""
    recorder.insert_events([StoredEvent(new_id(), 1, NAME, DATA)])
    count, until = 0, start.together()
    for stream_id, version in streams():
        recorder.insert_events([StoredEvent(stream_id, version + 1, NAME, DATA)])
        count += 1
        if time.monotonic() >= until:
            break
    return Done(count=count)
