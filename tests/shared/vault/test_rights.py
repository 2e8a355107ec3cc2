"""The services make and open keys and can lose none; disposal destroys, and reads no number."""

from collections.abc import Sequence

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from shared.testing.database import Database
from shared.vault.schema import create

NOBODY_MAY = [
    "DELETE FROM vault.file_key",
    "DELETE FROM vault.epoch_key",
    "DELETE FROM vault.lookup_key",
    "UPDATE vault.file_share SET wrapped = ''",
    "UPDATE vault.file_key SET file_id = gen_random_uuid()",
    "UPDATE vault.epoch_key SET epoch = 7",
    "INSERT INTO vault.lookup_key (version, wrapped) VALUES (2, 'x')",
    "INSERT INTO vault.file_share VALUES (gen_random_uuid(), gen_random_uuid(), 'x')",
    "TRUNCATE vault.file_share",
    "TRUNCATE vault.file_key CASCADE",
    "DROP TABLE vault.file_share",
    "DROP FUNCTION vault.make_file_key",
    "CREATE TABLE vault.copy (wrapped bytea)",
    "CREATE TABLE public.copy (wrapped bytea)",
]
DISPOSAL_MAY = [
    "UPDATE vault.file_key SET epoch = NULL, wrapped = NULL, destroyed_at = now()",
    "INSERT INTO vault.file_key (file_id, destroyed_at) VALUES (gen_random_uuid(), now())",
    "DELETE FROM vault.file_share",
    "INSERT INTO vault.epoch_key (epoch, wrapped) VALUES (2, 'x')",
    "UPDATE vault.epoch_key SET wrapped = NULL, retired_at = now()",
    "UPDATE vault.lookup_key SET wrapped = 'x'",
    "SELECT FROM vault.file_key FOR UPDATE",
]
DISPOSAL_MAY_NOT = [
    "SELECT vault.make_file_key(gen_random_uuid(), 1, 'x')",
    "SELECT vault.make_lookup_key('x')",
]


def refused(database: Database, role: str, statements: Sequence[str]) -> Sequence[str]:
    """Return the statements that the role may not do."""
    found = []
    with psycopg.connect(database.url_for(role), autocommit=True) as keys:
        for statement in statements:
            try:
                keys.execute(statement.encode())
            except InsufficientPrivilege:
                found.append(statement)
    return found


def test_the_services_can_neither_destroy_a_key_nor_replace_one(database: Database) -> None:
    beyond = [*NOBODY_MAY, *DISPOSAL_MAY]
    assert refused(database, "vault", beyond) == beyond


def test_disposal_may_destroy_and_renew_and_nothing_else(database: Database) -> None:
    beyond = [*NOBODY_MAY, *DISPOSAL_MAY_NOT]
    assert refused(database, "disposal", beyond) == beyond
    assert refused(database, "disposal", DISPOSAL_MAY) == []


def test_the_first_epoch_begins_once(database: Database) -> None:
    with psycopg.connect(database.url_for("vault"), autocommit=True) as keys:
        for wrapped in (b"first", b"second"):
            keys.execute("SELECT vault.begin_first_epoch(%s)", (wrapped,))
        rows = keys.execute("SELECT epoch, wrapped FROM vault.epoch_key").fetchall()
    assert rows == [(1, b"first")]


def test_making_the_keys_database_again_changes_nothing(database: Database) -> None:
    with psycopg.connect(database.url_for("vault")) as keys:
        keys.execute("SELECT vault.begin_first_epoch('x')")
    with psycopg.connect(database.keys_admin_url) as owner:
        create(owner, database.role_name("vault"), database.role_name("disposal"))
    with psycopg.connect(database.url_for("vault")) as keys:
        assert keys.execute("SELECT epoch FROM vault.epoch_key").fetchall() == [(1,)]


@pytest.mark.parametrize("role", ["intake", "investigation", "interventions", "reporting"])
def test_a_services_store_login_may_not_enter_the_keys_database(
    database: Database, role: str
) -> None:
    name = psycopg.conninfo.conninfo_to_dict(database.keys_admin_url)["dbname"]
    store = psycopg.conninfo.make_conninfo(database.url_for(role), dbname=name)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(store)


@pytest.mark.parametrize("role", ["vault", "disposal"])
def test_a_login_of_the_keys_database_may_not_enter_the_store(
    database: Database, role: str
) -> None:
    name = psycopg.conninfo.conninfo_to_dict(database.admin_url)["dbname"]
    keys = psycopg.conninfo.make_conninfo(database.url_for(role), dbname=name)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(keys)
