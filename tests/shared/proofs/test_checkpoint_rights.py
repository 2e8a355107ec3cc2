"""Checkpoints are written by the one function, by the registrar's role, and never changed."""

import psycopg
import pytest

from shared.proofs.anchor import Anchor
from shared.proofs.checkpoint import Checkpoint, is_signed
from shared.proofs.checkpoints import make_checkpoint
from shared.proofs.tree import EMPTY
from shared.testing.database import Database
from tests.shared.proofs.keys import KEY, note
from tests.shared.proofs.ledger import grow, registrar_of

CALL = "store.keep_checkpoint(3, '', '', 1, now(), '', '', 1, '{}', '{}', '{}')"
SERVICES = ["registrar", "intake", "reporting"]


async def made(database: Database, anchor: Anchor | None = None) -> Checkpoint:
    """Make a checkpoint, see that it is signed, and return what it states."""
    async with registrar_of(database) as connection:
        signed = await make_checkpoint(connection, KEY, anchor)
    assert signed is not None
    assert is_signed(note(signed), KEY.public)
    return Checkpoint.parse(note(signed).text)


@pytest.mark.parametrize(
    "changed",
    [
        {"tree_size": 2},
        {"made_at": "2020-01-01"},
        {"root_hash": EMPTY},
        {"chain_hash": EMPTY},
        {"epoch": 2},
        {"tree_size": 4},
    ],
    ids=lambda changed: next(iter(changed)),
)
async def test_the_database_refuses_a_checkpoint_that_goes_back_or_is_of_no_ledger(
    database: Database, changed: dict[str, object]
) -> None:
    grow(database, 1, 3)
    checkpoint = await made(database)
    stated = {
        "tree_size": checkpoint.size,
        "root_hash": checkpoint.root,
        "chain_hash": checkpoint.chain,
        "epoch": checkpoint.epoch,
        "made_at": checkpoint.made_at,
    }
    keep = "SELECT store.keep_checkpoint(%s, %s, %s, %s, %s, '', '', 1, '{}', '{}', '{}')"
    async with registrar_of(database) as connection:
        with pytest.raises(psycopg.DatabaseError) as refused:
            await connection.execute(keep, list({**stated, **changed}.values()))
        assert refused.value.sqlstate == "RT004"
        await connection.execute(keep, list(stated.values()))
        with pytest.raises(psycopg.DatabaseError) as refused:
            await connection.execute(keep, list(stated.values()))
        assert refused.value.sqlstate == "RT005"


@pytest.mark.parametrize("role", SERVICES)
async def test_nobody_writes_checkpoints_but_by_the_one_function(
    database: Database, role: str
) -> None:
    grow(database, 1, 3)
    await made(database)
    with psycopg.connect(database.url_for(role), autocommit=True) as connection:
        for statement in (
            "INSERT INTO store.subtree VALUES (8, 0, sha256('x'))",
            "UPDATE store.checkpoint SET note = ''",
            "DELETE FROM store.checkpoint",
            "TRUNCATE store.subtree",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
        if role != "registrar":
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT {CALL}")


@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize(("table", "column"), [("checkpoint", "epoch"), ("subtree", "level")])
def test_not_even_the_administrator_changes_them_by_mistake(
    database: Database, change: str, table: str, column: str
) -> None:
    with psycopg.connect(database.admin_url) as admin:
        statement = change.format(f"store.{table}", column, column)
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            admin.execute(statement)
