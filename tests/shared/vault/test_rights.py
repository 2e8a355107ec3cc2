import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from shared.testing.database import Database
from shared.vault.schema import create

BEYOND = [
    "DELETE FROM vault.file_key",
    "DELETE FROM vault.epoch_key",
    "DELETE FROM vault.lookup_key",
    "UPDATE vault.file_share SET wrapped = ''",
    "UPDATE vault.file_key SET file_id = gen_random_uuid()",
    "UPDATE vault.epoch_key SET epoch = 7",
    "TRUNCATE vault.file_share",
    "DROP TABLE vault.file_share",
    "CREATE TABLE vault.copy (wrapped bytea)",
    "CREATE TABLE public.copy (wrapped bytea)",
]


def test_the_services_role_may_do_no_more_than_it_needs(database: Database) -> None:
    with psycopg.connect(database.url_for("vault"), autocommit=True) as keys:
        for statement in BEYOND:
            with pytest.raises(InsufficientPrivilege):
                keys.execute(statement)


def test_making_the_keys_database_again_changes_nothing(database: Database) -> None:
    with psycopg.connect(database.url_for("vault")) as keys:
        keys.execute("INSERT INTO vault.epoch_key (epoch, wrapped) VALUES (1, 'x')")
    with psycopg.connect(database.keys_admin_url) as owner:
        create(owner, database.role_name("vault"))
    with psycopg.connect(database.url_for("vault")) as keys:
        assert keys.execute("SELECT epoch FROM vault.epoch_key").fetchall() == [(1,)]


def test_a_services_store_login_may_not_enter_the_keys_database(database: Database) -> None:
    name = psycopg.conninfo.conninfo_to_dict(database.keys_admin_url)["dbname"]
    store = psycopg.conninfo.make_conninfo(database.url_for("intake"), dbname=name)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(store)
