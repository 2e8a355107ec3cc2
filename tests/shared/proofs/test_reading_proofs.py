"""Proofs come from the leaves and the levels that are kept, and prove what was signed."""

from collections.abc import AsyncIterator

import psycopg
import pytest

from shared.contracts.names import PUBLISHED
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.proofs.checkpoints import make_checkpoint
from shared.proofs.paths import is_consistent, is_included
from shared.proofs.reading import NotSignedYet, consistency, inclusion, latest, newest
from shared.proofs.tree import folded, nodes_over
from shared.testing.database import Database
from tests.shared.proofs.keys import KEY
from tests.shared.proofs.ledger import grow, registrar_of

SIZE = 1300
SOME = [1, 2, 255, 256, 257, 512, 513, 1024, 1025, 1299, 1300]


@pytest.fixture
async def store(database: Database) -> AsyncIterator[PostgresStore]:
    url = database.url_for("reporting")
    store = PostgresStore(url, service="reporting", codec=Codec(own={}, heard=PUBLISHED))
    await store.open()
    yield store
    await store.close()


async def sign(database: Database) -> None:
    async with registrar_of(database) as connection:
        await make_checkpoint(connection, KEY, None)


async def test_every_proof_holds_against_the_signed_root(
    database: Database, store: PostgresStore
) -> None:
    grow(database, 1, 700)
    await sign(database)
    grow(database, 701, SIZE)
    await sign(database)
    with psycopg.connect(database.admin_url) as admin:
        query = "SELECT leaf_hash FROM store.ledger ORDER BY position"
        leaves = [leaf for (leaf,) in admin.execute(query)]
    roots = {size: folded(nodes_over(leaves[:size])) for size in SOME}
    assert (await latest(store)).root_hash == roots[SIZE]
    for second in SOME:
        for first in SOME[: SOME.index(second) + 1]:
            found = await inclusion(store, first, second)
            assert found.leaf_hash == leaves[first - 1]
            assert is_included(leaves[first - 1], first - 1, second, found.hashes, roots[second])
            path = (await consistency(store, first, second)).hashes
            assert is_consistent(first, second, path, roots[first], roots[second])


async def test_what_is_not_asked_for_is_the_latest(
    database: Database, store: PostgresStore
) -> None:
    grow(database, 1, 5)
    await sign(database)
    grown = await consistency(store, None, None)
    assert (grown.first_size, grown.second_size, grown.hashes) == (5, 5, [])
    grow(database, 6, 9)
    await sign(database)
    grown = await consistency(store, None, None)
    assert (grown.first_size, grown.second_size) == (5, 9)
    assert (await consistency(store, None, 3)).first_size == 3
    proven = await inclusion(store, None)
    assert (proven.position, proven.tree_size) == (9, 9)
    assert (await inclusion(store, 2)).tree_size == 9


async def test_checkpoints_are_listed_from_the_newest(
    database: Database, store: PostgresStore
) -> None:
    with pytest.raises(NotSignedYet):
        await latest(store)
    for last in (3, 6, 9):
        grow(database, last - 2, last)
        await sign(database)
    assert [each.tree_size for each in await newest(store, limit=2)] == [9, 6]
    assert [each.tree_size for each in await newest(store, limit=2, offset=2)] == [3]


async def test_what_is_not_signed_is_not_proven(database: Database, store: PostgresStore) -> None:
    with pytest.raises(NotSignedYet):
        await inclusion(store, 1)
    with pytest.raises(NotSignedYet):
        await consistency(store, None, None)
    grow(database, 1, 5)
    await sign(database)
    grow(database, 6, 8)
    for position, size in ((6, None), (6, 8), (3, 2), (0, 5), (1, 6)):
        with pytest.raises(NotSignedYet):
            await inclusion(store, position, size)
    for first, second in ((0, 5), (3, 2), (3, 6)):
        with pytest.raises(NotSignedYet):
            await consistency(store, first, second)
