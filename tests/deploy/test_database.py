"""What the `database` fixture promises every other test."""

import psycopg
import pytest

from shared.testing.database import Database

STORE_ROLES = ["registrar", "intake", "investigation", "interventions", "reporting"]


@pytest.mark.parametrize("role", [*STORE_ROLES, "vault"])
def test_each_role_logs_in_to_its_own_database(database: Database, role: str) -> None:
    with psycopg.connect(database.url_for(role)) as connection:
        assert connection.execute("SELECT session_user").fetchone() == (database.role_name(role),)


@pytest.mark.parametrize("role", STORE_ROLES)
def test_no_role_of_the_store_may_enter_the_file_keys(database: Database, role: str) -> None:
    keys = database.url_for("vault").split("/")[-1]
    store = database.url_for(role).rpartition("/")[0]
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(f"{store}/{keys}")


def test_the_vault_may_not_enter_the_store(database: Database) -> None:
    store = database.url_for("intake").split("/")[-1]
    keys = database.url_for("vault").rpartition("/")[0]
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(f"{keys}/{store}")
