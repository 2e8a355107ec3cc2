"""PostgreSQL URLs keep everything but what is asked to change."""

import pytest

from deploy.urls import database_of, store_url, with_database, with_login

URL = "postgresql://admin:p%40ss@db.example:5433/store?sslmode=require"
SOCKET = "postgresql://admin:pass@/store?host=%2Frun%2Fpostgres"


def test_another_login_leads_to_the_same_server_and_database() -> None:
    assert with_login(URL, "intake", "a/b") == (
        "postgresql://intake:a%2Fb@db.example:5433/store?sslmode=require"
    )
    assert with_login(SOCKET, "x", "y") == "postgresql://x:y@/store?host=%2Frun%2Fpostgres"


def test_a_url_without_login_gets_one() -> None:
    assert with_login("postgresql:///store?host=%2Frun", "x", "y") == (
        "postgresql://x:y@/store?host=%2Frun"
    )


def test_another_database_is_reached_with_the_same_login() -> None:
    assert with_database(URL, "store_keys") == (
        "postgresql://admin:p%40ss@db.example:5433/store_keys?sslmode=require"
    )
    assert with_database("postgresql:///?host=%2Frun", "a") == "postgresql:///a?host=%2Frun"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_scheme_is_understood(scheme: str) -> None:
    assert store_url(f"{scheme}://a:b@host/store") == "postgresql://a:b@host/store"


@pytest.mark.parametrize("path", ["", "/", "/postgres", "/template1"])
def test_the_servers_own_database_is_never_the_store(path: str) -> None:
    assert database_of(store_url(f"postgresql://a:b@host{path}")) == "rodatraden"


def test_another_engine_is_refused_without_repeating_the_url() -> None:
    with pytest.raises(ValueError, match="does not begin with postgresql:") as failed:
        store_url("mysql://a:s3cret@host/store")
    assert "s3cret" not in str(failed.value)
