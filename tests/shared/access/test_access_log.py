"""The access log as the database keeps it: added to, and never changed, by anybody."""

from uuid import UUID

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from shared.access.access_log import StoredAccessLog
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.kernel.access_log import Look, NotLogged, Outcome
from shared.kernel.context import Actor, Client
from shared.kernel.shown import Shown
from shared.testing.database import Database
from tests.services import store_of

PERSON, MATTER = UUID(int=1), UUID(int=2)
SERVICES = ["intake", "investigation", "interventions", "reporting"]
CHANGES = [
    "UPDATE access.look SET purpose = purpose",
    "DELETE FROM access.look",
    "TRUNCATE access.look",
    "MERGE INTO access.look USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
]
ADDITIONS = [
    "INSERT INTO access.look DEFAULT VALUES",
    "INSERT INTO access.expiry (before, expired_by) VALUES (now(), 'me')",
    "INSERT INTO access.retention (years, decided_by) VALUES (1, 'me')",
    "SELECT access.expire(now(), 'me')",
    "ALTER TABLE access.look DISABLE TRIGGER append_only",
]
NOBODYS = Codec(own={}, heard={})


def look(outcome: Outcome = Outcome.SHOWN) -> Look:
    return Look(
        actor=Actor(
            subject="official-7",
            role="caseworker",
            client=Client.OFFICIAL,
            client_id="handlaggarstod",
            unit="barn-norr",
        ),
        purpose="intake:read",
        method="GET",
        route="/intakes/{intake_id}",
        shown=Shown.of(PERSON, MATTER),
        outcome=outcome,
        request_id=UUID(int=3),
        trace_id="4" * 32,
    )


async def logged(database: Database, service: str = "intake") -> None:
    async with store_of(service, NOBODYS, database) as store:
        await StoredAccessLog().keep(store, look())


async def note_after_a_look(store: PostgresStore) -> None:
    async with store.transaction() as tx:
        await StoredAccessLog().keep(tx, look())
        await tx.note("SELECT 1 AS later", {}, failed=lambda error: error)


async def fail_after_a_look(store: PostgresStore) -> None:
    async with store.transaction() as tx:
        await StoredAccessLog().keep(tx, look())
        raise ZeroDivisionError


def unrefused(url: str, statements: list[str]) -> list[str]:
    """Try each statement; return those that were not refused for want of a right."""
    done = []
    with psycopg.connect(url) as connection:
        for statement in statements:
            try:
                with connection.transaction(force_rollback=True):
                    connection.execute(statement.encode())
            except InsufficientPrivilege:
                continue
            done.append(statement)
    return done


async def test_a_look_is_kept_as_it_was_under_the_services_own_name(database: Database) -> None:
    await logged(database, "interventions")
    with psycopg.connect(database.url_for("reporting")) as reporting:
        (row,) = reporting.execute(
            "SELECT service, actor_subject, actor_role, actor_unit, method, route, purpose,"
            " outcome, person_ids, hit_ids, request_id, trace_id FROM access.look"
        ).fetchall()
    assert row == (
        *("interventions", "official-7", "caseworker", "barn-norr", "GET"),
        *("/intakes/{intake_id}", "intake:read", "shown", [PERSON], [MATTER]),
        *(UUID(int=3), "4" * 32),
    )


async def test_a_look_goes_with_the_change_it_belongs_to(database: Database) -> None:
    async with store_of("intake", NOBODYS, database) as store:
        with pytest.raises(ZeroDivisionError):
            await fail_after_a_look(store)
        async with store.transaction() as tx:
            await StoredAccessLog().keep(tx, look(Outcome.DECLINED))
    with psycopg.connect(database.admin_url) as admin:
        assert admin.execute("SELECT outcome FROM access.look").fetchall() == [("declined",)]


async def test_whoever_is_no_service_can_log_nothing(database: Database) -> None:
    async with store_of("registrar", NOBODYS, database) as store:
        with pytest.raises(NotLogged):
            await StoredAccessLog().keep(store, look())


async def test_a_change_is_not_made_when_its_look_cannot_be_logged(database: Database) -> None:
    async with store_of("registrar", NOBODYS, database) as store:
        with pytest.raises(NotLogged):
            await note_after_a_look(store)
        assert await store.rows("SELECT 1 AS afterwards") == [{"afterwards": 1}]


@pytest.mark.parametrize("role", [*SERVICES, "registrar"])
async def test_no_login_changes_removes_or_adds_by_itself(database: Database, role: str) -> None:
    await logged(database)
    assert unrefused(database.url_for(role), [*CHANGES, *ADDITIONS]) == []


@pytest.mark.parametrize("replica", ["origin", "replica"])
async def test_not_even_a_superuser_changes_a_look(database: Database, replica: str) -> None:
    await logged(database)
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        name = admin.info.dbname
        admin.execute(f'ALTER DATABASE "{name}" SET session_replication_role = {replica}'.encode())
    assert unrefused(database.admin_url, CHANGES) == []


@pytest.mark.parametrize("role", ["intake", "investigation", "interventions", "registrar"])
def test_only_reporting_reads_the_log(database: Database, role: str) -> None:
    assert unrefused(database.url_for(role), ["SELECT * FROM access.look"]) == []


async def test_looks_go_when_their_time_is_over_and_not_before(database: Database) -> None:
    await logged(database)
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        ((now,),) = admin.execute("SELECT now()").fetchall()
        with pytest.raises(psycopg.DatabaseError, match="not over"):
            admin.execute("SELECT access.expire(%s, 'arkivarien')", (now,))
        admin.execute("INSERT INTO access.retention (years, decided_by) VALUES (5, 'nämnden')")
        with pytest.raises(psycopg.DatabaseError, match="not over"):
            admin.execute("SELECT access.expire(%s, 'arkivarien')", (now,))
        long_ago = now.replace(year=now.year - 6, day=1)
        gone = admin.execute("SELECT access.expire(%s, 'arkivarien')", (long_ago,)).fetchall()
        assert gone == [(0,)]
        admin.execute("INSERT INTO access.retention (years, decided_by) VALUES (1, 'nämnden')")
        assert admin.execute("SELECT count(*) FROM access.look").fetchall() == [(1,)]
