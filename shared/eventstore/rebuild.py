"""Rebuilding a read model from the whole ledger, while the service answers from the live one."""

import asyncio
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from shared.eventstore.ledger import SPAN, batches
from shared.eventstore.projections import Projection
from shared.eventstore.read_model import ReadModel
from shared.eventstore.remaking import fold, remakings
from shared.eventstore.shadow import Shadow
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking
from shared.eventstore.transaction import PostgresTransaction

Row = TypeVar("Row")
Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with the position reached and the one to reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a rebuild found, at one position of the ledger."""

    position: int
    live_hash: str
    rebuilt_hash: str

    @property
    def was_right(self) -> bool:
        """Say whether the live read model was the same, and so was left alone."""
        return self.live_hash == self.rebuilt_hash


async def rebuild(
    store: PostgresStore, projection: Projection[Row], progress: Progress | None = None
) -> Rebuilt:
    """Build the read model anew beside the live one, and let it take its place if they differ.

    The live one can be read all the time. It is kept from moving only while the last events are
    taken in, the two compared (each on a connection of its own, so at once), and the content
    changed.
    """
    tracking = Tracking(store.service)
    async with store.statements() as statements:
        await tracking.begin(statements, [projection.name])
        start = await tracking.end_for(statements, projection.name)
    with _collector_at_rest():
        rows = await _folded(store, projection, start, progress)
    shadow = Shadow(projection)
    async with store.transaction() as tx:
        await shadow.fill(tx.connection, rows)
        await tracking.hold(tx, [projection.name])
        end = max(start, await tracking.end_for(tx, projection.name))
        await _catch_up(tx, shadow, _names(store, projection), start, end)
        await tracking.put(tx, projection.name, end)
        async with store.statements() as beside:
            rebuilt = await _compared(beside, tx, shadow, end)
        if not rebuilt.was_right:
            await shadow.take_over(tx.connection)
        return rebuilt


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Spare rows and events, which are never in cycles, the search for them.

    It went through all of them again and again, for a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


async def _catch_up(
    tx: PostgresTransaction, shadow: Shadow[Any], names: Sequence[str], start: int, end: int
) -> None:
    for after in range(start, end, SPAN):
        late = await tx.registered(after, names, upto=min(after + SPAN, end), most=SPAN)
        await shadow.take_in(tx.connection, late, tx.past)


async def _compared(
    beside: PostgresTransaction, tx: PostgresTransaction, shadow: Shadow[Any], position: int
) -> Rebuilt:
    live_hash, rebuilt_hash = await asyncio.gather(
        ReadModel(shadow.projection).content_hash(beside.connection),
        shadow.content_hash(tx.connection),
    )
    return Rebuilt(position=position, live_hash=live_hash, rebuilt_hash=rebuilt_hash)


async def _folded(
    store: PostgresStore, projection: Projection[Row], end: int, progress: Progress | None
) -> dict[Any, Row]:
    rows: dict[Any, Row] = {}
    reached = 0
    async for events in batches(store, _names(store, projection), after=0, upto=end):
        async with store.statements() as statements:
            remade = await remakings(projection, events, statements.past)
        fold(projection, rows, events, remade)
        reached = min(reached + SPAN, end)
        if progress is not None:
            progress(reached, end)
    return rows


def _names(store: PostgresStore, projection: Projection[Any]) -> Sequence[str]:
    return sorted({*store.codec.names_of(projection.hears), *store.codec.corrections()})
