"""Rebuild: a read model from the whole ledger, against only reading and decoding the same rows."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import psycopg
import uvloop
from eventsourcing.persistence import StoredEvent, Tracking
from eventsourcing.postgres import PostgresProcessRecorder

from deploy.migrate import Deployment
from services.reporting.application.storage import OWN
from services.reporting.projections.open_matters import OPEN_MATTERS
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.contracts.names import PUBLISHED
from shared.eventstore.codec import Codec
from shared.eventstore.projections import Projection
from shared.eventstore.rebuild import Rebuilt, rebuild
from shared.eventstore.rows import COLUMNS
from shared.eventstore.store import PostgresStore
from shared.kernel.clock import new_id
from tests.bench.appending import DATA, NAME
from tests.bench.figures import Figure, Goal, Row, compared
from tests.bench.ground import Ground
from tests.bench.inserting import datastore
from tests.bench.past import fill

PROJECTIONS: Sequence[Projection[Any]] = (THREAD_ENTRIES, OPEN_MATTERS)
DECODERS: Mapping[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(cls) for name, cls in PUBLISHED.items()
}
SELECT = f"SELECT {COLUMNS} FROM store.readable WHERE name = ANY (%s) ORDER BY position"
UP_TO_DATE = """
    INSERT INTO reporting.tracking (name, position, chain_hash, epoch)
    SELECT unnest(%s::text[]), l.position, l.chain_hash, l.epoch
    FROM store.ledger_head h JOIN store.ledger l USING (position)
"""


class RebuiltOtherwise(Exception):  # noqa: N818
    """A rebuild did not reach the end of the ledger, or gave another content than the last."""


def measure(ground: Ground) -> list[Row]:
    """Return how many events a second are rebuilt from."""
    plan = ground.plan
    with ground.database() as target, datastore(target.admin_url) as library:
        ground.telling.tell(f"rebuild: {plan.threads} threads are stored")
        count = fill(target, plan.threads)
        ours: dict[str, list[float]] = {each.name: [] for each in PROJECTIONS}
        raw: dict[str, list[float]] = {each.name: [] for each in PROJECTIONS}
        tracked: list[float] = []
        runner = _Runner(PostgresProcessRecorder(library), plan.tracked)
        _make_live(target)
        for _ in ground.telling.rounds("rebuild", plan.rounds):
            for each in PROJECTIONS:
                heard, seconds = _raw(target, each)
                raw[each.name].append(heard / seconds)
                ours[each.name].append(heard / _rebuild(target, each, count))
            tracked.append(runner.per_second())
    return [_row(name, ours[name], raw[name], tracked, count) for name in ours]


def _make_live(target: Deployment) -> None:
    """Let the first rebuild, which is not measured, fill the live read models."""
    with psycopg.connect(target.url_for("reporting"), autocommit=True) as connection:
        connection.execute(UP_TO_DATE, ([each.name for each in PROJECTIONS],))
    for each in PROJECTIONS:
        uvloop.run(_rebuilt(target, each))


def _rebuild(target: Deployment, projection: Projection[Any], count: int) -> float:
    begun = time.perf_counter()
    rebuilt = uvloop.run(_rebuilt(target, projection))
    seconds = time.perf_counter() - begun
    if not rebuilt.was_right or rebuilt.position != count:
        raise RebuiltOtherwise(projection.name)
    return seconds


async def _rebuilt(target: Deployment, projection: Projection[Any]) -> Rebuilt:
    codec = Codec(own=OWN, heard=PUBLISHED)
    store = PostgresStore(target.url_for("reporting"), service="reporting", codec=codec)
    await store.open()
    try:
        return await rebuild(store, projection)
    finally:
        await store.close()


def _raw(target: Deployment, projection: Projection[Any]) -> tuple[int, float]:
    names = [name for name, cls in PUBLISHED.items() if cls in projection.hears]
    begun = time.perf_counter()
    with psycopg.connect(target.url_for("reporting")) as connection:
        rows = connection.execute(SELECT, (names,)).fetchall()
    for row in rows:
        DECODERS[row[5]].decode(row[-1])
    return len(rows), time.perf_counter() - begun


class _Runner:
    """What the library's runner does for each event, without any read model."""

    def __init__(self, recorder: PostgresProcessRecorder, count: int) -> None:
        recorder.create_table()
        recorder.insert_events([StoredEvent(new_id(), 1, NAME, DATA) for _ in range(count)])
        self._recorder, self._count, self._round = recorder, count, 0

    def per_second(self) -> float:
        self._round += 1
        begun = time.perf_counter()
        with self._recorder.subscribe(gt=0) as subscription:
            for _ in range(self._count):
                tracking = Tracking(f"round-{self._round}", next(subscription).id)
                self._recorder.insert_tracking(tracking)
            return self._count / (time.perf_counter() - begun)


def _row(
    name: str, ours: Sequence[float], raw: Sequence[float], tracked: Sequence[float], count: int
) -> Row:
    mine, theirs, ratio = compared(ours, raw)
    runner = Figure.of(tracked)
    return Row(
        key=f"rebuild.{name}",
        part="rebuild",
        what=name,
        unit="events/s",
        ours=mine,
        against="SELECT + decode of the same rows",
        theirs=theirs,
        ratio=ratio,
        goal=Goal(at_least=50_000, of_ratio=False),
        note=f"a ledger of {count:,} events; the library's runner tracks "
        f"{runner.middle:,.0f} events/s, without a read model",
    )
