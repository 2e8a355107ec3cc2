"""Checkpoints are made as the ledger grows, kept for good, and never contradict one another."""

from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from shared.proofs.anchor import Anchor, AnchorRefused
from shared.proofs.checkpoint import Checkpoint, is_signed
from shared.proofs.checkpoints import LedgerContradicted, make_checkpoint
from shared.proofs.note import read_notes
from shared.proofs.paths import consistency_path, is_consistent
from shared.proofs.tree import folded, nodes_over
from shared.testing.database import Database
from tests.shared.proofs.keys import KEY, NEXT_KEY, note
from tests.shared.proofs.ledger import administer, grow, registrar_of


@pytest.fixture
def anchor(tmp_path: Path) -> Anchor:
    return Anchor(tmp_path / "checkpoints.txt")


async def made(database: Database, anchor: Anchor | None = None) -> Checkpoint:
    """Make a checkpoint, see that it is signed, and return what it states."""
    async with registrar_of(database) as connection:
        signed = await make_checkpoint(connection, KEY, anchor)
    assert signed is not None
    assert is_signed(note(signed), KEY.public)
    return Checkpoint.parse(note(signed).text)


def leaves(database: Database) -> list[bytes]:
    with psycopg.connect(database.admin_url) as admin:
        query = "SELECT leaf_hash FROM store.ledger ORDER BY position"
        return [leaf for (leaf,) in admin.execute(query)]


def texts(anchor: Anchor) -> list[str]:
    return [each.text for each in read_notes(anchor.path.read_text())]


async def test_a_checkpoint_states_the_size_and_root_of_the_ledger(database: Database) -> None:
    grow(database, 1, 5)
    first = await made(database)
    grow(database, 6, 300)
    second = await made(database)
    held = leaves(database)
    assert (first.size, first.root) == (5, folded(nodes_over(held[:5])))
    assert (second.size, second.root) == (300, folded(nodes_over(held)))
    path = [folded(nodes_over(held[start:end])) for start, end in consistency_path(5, 300)]
    assert is_consistent(5, 300, path, first.root, second.root)


async def test_an_empty_ledger_is_not_signed(database: Database) -> None:
    async with registrar_of(database) as connection:
        assert await make_checkpoint(connection, KEY, None) is None


async def test_every_eighth_level_of_the_tree_is_kept(database: Database) -> None:
    grow(database, 1, 200)
    await made(database)
    grow(database, 201, 520)
    await made(database)
    held = leaves(database)
    with psycopg.connect(database.admin_url) as admin:
        kept = admin.execute("SELECT level, index, hash FROM store.subtree ORDER BY 1, 2")
        assert kept.fetchall() == [
            (8, index, folded(nodes_over(held[256 * index : 256 * index + 256])))
            for index in range(2)
        ]


async def test_the_same_size_may_be_signed_again_by_the_next_key(database: Database) -> None:
    grow(database, 1, 3)
    first = await made(database)
    async with registrar_of(database) as connection:
        signed = await make_checkpoint(connection, NEXT_KEY, None)
    assert signed is not None
    assert is_signed(note(signed), NEXT_KEY.public)
    assert Checkpoint.parse(note(signed).text).root == first.root


async def test_the_file_outside_gets_every_checkpoint_and_what_it_missed(
    database: Database, anchor: Anchor
) -> None:
    grow(database, 1, 3)
    stated = [await made(database, anchor)]
    grow(database, 4, 6)
    stated.append(await made(database))
    grow(database, 7, 8)
    stated.append(await made(database, anchor))
    assert texts(anchor) == [each.text for each in stated]


async def test_nothing_is_signed_when_the_file_knows_more_than_the_database(
    database: Database, anchor: Anchor
) -> None:
    grow(database, 1, 3)
    await made(database, anchor)
    grow(database, 4, 6)
    await made(database, anchor)
    administer(database, "DELETE FROM store.checkpoint WHERE number = 2")
    with pytest.raises(LedgerContradicted, match="size 6 is missing"):
        await made(database, anchor)
    assert len(texts(anchor)) == 2


async def test_nothing_is_signed_over_a_ledger_that_is_another(database: Database) -> None:
    grow(database, 1, 6)
    await made(database)
    administer(database, "UPDATE store.ledger SET chain_hash = sha256('x') WHERE position = 6")
    with pytest.raises(LedgerContradicted, match="position 6"):
        await made(database)


async def test_nothing_is_signed_over_a_tree_that_is_another(database: Database) -> None:
    grow(database, 1, 6)
    await made(database)
    administer(database, "UPDATE store.checkpoint SET frontier = decode(repeat('00', 64), 'hex')")
    with pytest.raises(LedgerContradicted, match="size 6"):
        await made(database)


async def test_a_torn_or_unreadable_file_is_told_of(database: Database, anchor: Anchor) -> None:
    grow(database, 1, 3)
    anchor.path.write_text("half a checkp")
    with pytest.raises(AnchorRefused, match="whole"):
        await made(database, anchor)
    with pytest.raises(AnchorRefused, match="cannot be"):
        await made(database, Anchor(anchor.path / "below"))


async def test_a_clock_set_back_holds_the_stated_time(database: Database) -> None:
    grow(database, 1, 3)
    future = datetime(2999, 1, 1, tzinfo=UTC)
    administer(database, f"UPDATE store.ledger SET registered_at = '{future}'")
    assert (await made(database)).made_at == future
    administer(database, "UPDATE store.ledger SET registered_at = '2026-01-01'")
    assert (await made(database)).made_at == future
