"""Append-only, tried as each role: what is not granted is refused, and what is granted enough."""

from collections.abc import Iterable
from uuid import UUID

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from shared.testing.database import Database
from tests.shared.eventstore.events import OTHER_STREAM, STREAM

SERVICES = ["intake", "investigation", "interventions", "reporting"]
WRITTEN_ONCE = {"event": "version", "ledger": "position", "event_name": "name", "epoch": "epoch"}
TABLES = {**WRITTEN_ONCE, "ledger_head": "position", "writer": "service"}
OWNERS_ONLY = [
    "SELECT store.name_event('intake.mine.v1', 'intake', true)",
    "SELECT store.begin_epoch('because')",
    "SELECT store.enter(h, '{}', '{}', h.snapshot) FROM store.ledger_head h",
    "ALTER TABLE store.event DISABLE TRIGGER append_only",
    "CREATE TABLE store.mine ()",
]
APPEND = (
    "SELECT store.append(%s, %s, %s, %s, '{}', %s, %s, NULL, NULL,"
    " 'official-7', 'caseworker', 'official', 'case-system', NULL)"
)


@pytest.fixture
def stocked(store_database: Database) -> Database:
    """Return a store with a published and a private event of intake in the ledger."""
    append(store_database, "intake", "intake.opened.v1")
    append(store_database, "intake", "intake.note-kept.v1", version=2)
    with psycopg.connect(store_database.url_for("registrar")) as connection:
        assert connection.execute("SELECT store.register()").fetchone() == (2,)
    return store_database


def append(
    database: Database, role: str, name: str, *, stream_id: UUID = STREAM, version: int = 1
) -> None:
    event_id = UUID(int=stream_id.int + version)
    with psycopg.connect(database.url_for(role)) as connection:
        connection.execute(APPEND, (event_id, stream_id, version, name, stream_id, event_id))


def changes(tables: dict[str, str]) -> list[str]:
    """Return every way to change or remove what the tables hold."""
    return [
        statement.format(table, column)
        for table, column in tables.items()
        for statement in (
            "UPDATE store.{0} SET {1} = {1}",
            "DELETE FROM store.{0}",
            "TRUNCATE store.{0} CASCADE",
            "MERGE INTO store.{0} t USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
        )
    ]


def granted(url: str, statements: Iterable[str], *, role: str | None = None) -> list[str]:
    """Try each statement; return those that were not refused for want of a right."""
    unrefused = []
    with psycopg.connect(url) as connection:
        if role is not None:
            connection.execute(f'SET ROLE "{role}"')
        for statement in statements:
            try:
                with connection.transaction(force_rollback=True):
                    connection.execute(statement)
            except InsufficientPrivilege:
                continue
            unrefused.append(statement)
    return unrefused


@pytest.mark.parametrize("role", [*SERVICES, "registrar"])
def test_no_login_may_touch_the_stores_tables(stocked: Database, role: str) -> None:
    inserts = [f"INSERT INTO store.{table} DEFAULT VALUES" for table in TABLES]
    tried = [*changes(TABLES), *inserts, *OWNERS_ONLY, "SELECT * FROM store.event"]
    assert granted(stocked.url_for(role), tried) == []


@pytest.mark.parametrize("replica", ["origin", "replica"])
def test_not_even_a_superuser_changes_what_is_written(stocked: Database, replica: str) -> None:
    with psycopg.connect(stocked.admin_url, autocommit=True) as admin:
        name = admin.info.dbname
        admin.execute(f'ALTER DATABASE "{name}" SET session_replication_role = {replica}')
    assert granted(stocked.admin_url, changes(WRITTEN_ONCE)) == []


def test_not_even_the_owner_changes_what_is_written(stocked: Database) -> None:
    owner = stocked.role_name("owner")
    assert granted(stocked.admin_url, changes(WRITTEN_ONCE), role=owner) == []
    head = ["DELETE FROM store.ledger_head", "TRUNCATE store.ledger_head"]
    assert granted(stocked.admin_url, head, role=owner) == []


def test_a_service_appends_only_names_of_its_own(stocked: Database) -> None:
    for role in ("investigation", "reporting", "registrar"):
        with pytest.raises(InsufficientPrivilege):
            append(stocked, role, "intake.opened.v1", stream_id=OTHER_STREAM)
    with pytest.raises(InsufficientPrivilege):
        append(stocked, "intake", "intake.never-named.v1", stream_id=OTHER_STREAM)


def test_a_service_does_not_append_to_anothers_stream(stocked: Database) -> None:
    with pytest.raises(psycopg.Error) as refusal:
        append(stocked, "investigation", "investigation.opened.v1", version=3)
    assert refusal.value.sqlstate == "RT001"


def test_a_superuser_who_becomes_a_service_is_still_who_logged_in(stocked: Database) -> None:
    with psycopg.connect(stocked.admin_url) as admin:
        admin.execute(f'SET ROLE "{stocked.role_name("intake")}"')
        with pytest.raises(InsufficientPrivilege):
            admin.execute(APPEND, (STREAM, STREAM, 3, "intake.opened.v1", STREAM, STREAM))


def test_others_read_what_is_published_and_its_owner_also_what_is_not(stocked: Database) -> None:
    names = "SELECT name FROM store.readable ORDER BY position"
    own = "SELECT name FROM store.own_event ORDER BY version"
    published, private = ("intake.opened.v1",), ("intake.note-kept.v1",)
    for role in SERVICES:
        mine = [published, private] if role == "intake" else []
        with psycopg.connect(stocked.url_for(role)) as connection:
            assert connection.execute(names).fetchall() == (mine or [published])
            assert connection.execute(own).fetchall() == mine


def test_a_service_has_its_own_schema_and_no_other(stocked: Database) -> None:
    for role in SERVICES:
        for service in SERVICES:
            read = [f"SELECT * FROM {service}.{t}" for t in ("tracking", "parked", "answer")]
            expected = read if role == service else []
            assert granted(stocked.url_for(role), read) == expected


def test_a_service_cannot_see_private_rows_through_a_function_of_its_own(
    stocked: Database,
) -> None:
    peek = (
        "CREATE FUNCTION pg_temp.peek(name text) RETURNS boolean LANGUAGE plpgsql COST 0.0001"
        " AS $$ BEGIN RAISE NOTICE '%', name; RETURN true; END $$"
    )
    told: list[str] = []
    with psycopg.connect(stocked.url_for("reporting")) as connection:
        connection.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
        connection.execute(peek)
        connection.execute("SELECT name FROM store.readable WHERE pg_temp.peek(name)")
    assert told == ["intake.opened.v1"]


def test_nothing_of_the_stores_is_left_to_everybody(stocked: Database) -> None:
    with psycopg.connect(stocked.admin_url) as admin:
        rows = admin.execute(
            "SELECT p.proname FROM pg_proc p WHERE pronamespace = 'store'::regnamespace"
            " AND (proacl IS NULL OR EXISTS ("
            "   SELECT FROM aclexplode(proacl) a WHERE a.grantee = 0))"
        ).fetchall()
        definers = admin.execute(
            "SELECT p.proname FROM pg_proc p WHERE pronamespace = 'store'::regnamespace"
            " AND prosecdef AND NOT coalesce(proconfig::text, '') LIKE"
            " '%search_path=pg_catalog, pg_temp%'"
        ).fetchall()
    assert (rows, definers) == ([], [])


def test_a_name_is_not_given_twice_in_different_ways(stocked: Database) -> None:
    with psycopg.connect(stocked.admin_url, autocommit=True) as admin:
        admin.execute("SELECT store.name_event('intake.opened.v1', 'intake', true)")
        for service, is_published in (("intake", False), ("reporting", True)):
            with pytest.raises(psycopg.IntegrityError):
                admin.execute(
                    "SELECT store.name_event('intake.opened.v1', %s, %s)", (service, is_published)
                )
