"""Working a derivation out again from the whole ledger, and putting it right if it differs."""

from psycopg import sql
from sqlalchemy import Table

from shared.eventstore.derivations import Derivation
from shared.eventstore.deriving import BATCH, SPAN
from shared.eventstore.rebuild import Progress, Rebuilt
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking
from shared.eventstore.transaction import PostgresTransaction


class _AsItWas(Exception):  # noqa: N818
    """What was worked out again is the same: nothing is to be changed."""

    def __init__(self, found: Rebuilt) -> None:
        super().__init__(found.live_hash)
        self.found = found


async def rederive(
    store: PostgresStore, derivation: Derivation, progress: Progress | None = None
) -> Rebuilt:
    """Work the derivation out again in one transaction; keep that only if it differs.

    The live rows are read all the time, as they were; they are kept from moving until it is done.
    """
    try:
        async with store.transaction() as tx:
            found = await _again(tx, store, derivation, progress)
            if found.was_right:
                raise _AsItWas(found)
            return found
    except _AsItWas as same:
        return same.found


async def _again(
    tx: PostgresTransaction,
    store: PostgresStore,
    derivation: Derivation,
    progress: Progress | None,
) -> Rebuilt:
    tracking = Tracking(store.service)
    await tracking.begin(tx, [derivation.name])
    await tracking.hold(tx, [derivation.name])
    end = await tracking.end_for(tx, derivation.name)
    live_hash = await _content_hash(tx, derivation)
    for table in derivation.tables:
        await tx.rows(table.delete())
    await _derived(tx, store, derivation, end, progress)
    await tracking.put(tx, derivation.name, end)
    rebuilt_hash = await _content_hash(tx, derivation)
    return Rebuilt(position=end, live_hash=live_hash, rebuilt_hash=rebuilt_hash)


async def _derived(
    tx: PostgresTransaction,
    store: PostgresStore,
    derivation: Derivation,
    end: int,
    progress: Progress | None,
) -> None:
    names, reached = store.codec.names_of(derivation.hears), 0
    while reached < end:
        upto = min(reached + SPAN, end)
        events = await tx.registered(reached, names, upto=upto, most=BATCH)
        if events:
            await derivation.derive(tx, events)
        reached = upto if len(events) < BATCH else events[-1].position or upto
        if progress is not None:
            progress(reached, end)


async def _content_hash(tx: PostgresTransaction, derivation: Derivation) -> str:
    hashes = [await _hash_of(tx, table) for table in derivation.tables]
    return " ".join(hashes)


async def _hash_of(tx: PostgresTransaction, table: Table) -> str:
    query = sql.SQL(
        "SELECT encode(sha256(coalesce(string_agg(sha256(convert_to(t::text, 'UTF8')), ''::bytea"
        " ORDER BY {}), '')), 'hex') FROM {} t"
    )
    key = sql.SQL(", ").join(
        sql.SQL("t.{}").format(sql.Identifier(column.name)) for column in table.primary_key
    )
    named = sql.Identifier(table.schema or "public", table.name)
    cursor = await tx.connection.execute(query.format(key, named))
    ((content,),) = await cursor.fetchall()
    return str(content)
