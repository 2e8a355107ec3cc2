"""Vad kommandot läser förbi tjänsterna: logged first, by whom and what for, or not shown."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from deploy.cli import main
from deploy.exit_codes import OK, UNAVAILABLE, USAGE
from deploy.migrate import deployment
from deploy.operating import PER_ROW, Operator, keep_looks
from shared.testing.database import Database
from tests.bench.past import fill
from tests.postgres import ROLES

LOOKS = """
    SELECT service, actor_subject, actor_role, purpose, route, method, outcome, person_ids
    FROM access.look ORDER BY seq"""
MARK = """
    INSERT INTO store.event (event_id, stream_id, version, name, schema_version, recorded_at,
        actor_subject, actor_role, actor_client, actor_client_id, thread_id, causation_id,
        person_id, data)
    SELECT gen_random_uuid(), gen_random_uuid(), 1, 'intake.protection-marked.v1', 1, now(),
        'official-7', 'caseworker', 'official', 'stod', gen_random_uuid(), gen_random_uuid(),
        gen_random_uuid(), '{}'"""
ASKING = ("--by", "official-7", "--purpose", "follow-up")


@pytest.fixture
def folder(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fill the ledger that the command reaches, and name nobody who asks."""
    monkeypatch.setenv("RODATRADEN_VAR", str(tmp_path))
    monkeypatch.setenv("RODATRADEN_DATABASE_URL", database.admin_url)
    for name in ("RODATRADEN_OPERATOR", "RODATRADEN_PURPOSE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ROLES.items():
        monkeypatch.setenv(name, value)
    fill(deployment(database.admin_url, tmp_path, os.environ), 2)
    return tmp_path


def looks(database: Database) -> list[tuple[object, ...]]:
    with psycopg.connect(database.admin_url) as admin:
        return admin.execute(LOOKS).fetchall()


def persons(database: Database) -> set[UUID]:
    query = "SELECT DISTINCT person_id FROM store.event WHERE person_id IS NOT NULL"
    with psycopg.connect(database.admin_url) as admin:
        return {person_id for (person_id,) in admin.execute(query)}


@contextmanager
def shut(database: Database, service: str = "reporting") -> Iterator[None]:
    """Keep the service's login from adding to the access log."""
    statement = sql.SQL("{} EXECUTE ON ALL FUNCTIONS IN SCHEMA access {} {}")
    role = sql.Identifier(database.role_name(service))
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        admin.execute(statement.format(sql.SQL("REVOKE"), sql.SQL("FROM"), role))
        yield
        admin.execute(statement.format(sql.SQL("GRANT"), sql.SQL("TO"), role))


VERBS: Mapping[str, Callable[[str], Sequence[str]]] = {
    "export ocel": lambda out: ("export", "ocel", out),
    "export-ledger": lambda out: ("export-ledger", "--out", out),
}


@pytest.mark.parametrize("verb", VERBS)
def test_an_export_names_who_asks_what_for_and_everybody_in_it(
    folder: Path, database: Database, verb: str
) -> None:
    out = folder / "out.sqlite"
    assert main([*VERBS[verb](str(out)), *ASKING]) == OK
    (row,) = looks(database)
    assert row[:-1] == (
        "reporting",
        "official-7",
        "operator",
        "follow-up",
        f"rodatraden {verb}",
        "CLI",
        "shown",
    )
    assert persons(database) <= set(row[-1])  # type: ignore[call-overload]  # an array of ids
    assert persons(database)


@pytest.mark.parametrize("verb", VERBS)
def test_without_a_row_there_is_no_file(folder: Path, database: Database, verb: str) -> None:
    out = folder / "out.sqlite"
    with shut(database):
        assert main([*VERBS[verb](str(out)), *ASKING]) == UNAVAILABLE
    assert not out.exists()
    assert looks(database) == []
    assert main([*VERBS[verb](str(out)), *ASKING]) == OK


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "asking",
    [
        (),
        ("--by", "official-7"),
        ("--purpose", "follow-up"),
        ("--by", "Anna Andersson", "--purpose", "follow-up"),
        ("--by", "199006022397", "--purpose", "follow-up"),
        ("--by", "official-7", "--purpose", "Anna vill veta"),
    ],
)
def test_nobody_asks_without_saying_who_and_what_for(
    folder: Path, database: Database, verb: str, asking: tuple[str, ...]
) -> None:
    out = folder / "out.sqlite"
    assert main([*VERBS[verb](str(out)), *asking]) == USAGE
    assert not out.exists()
    assert looks(database) == []


def test_the_environment_names_who_asks_where_the_command_does_not(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODATRADEN_OPERATOR", "job-3")
    monkeypatch.setenv("RODATRADEN_PURPOSE", "statistics")
    assert main(["export", "ocel", str(folder / "out.sqlite"), "--by", "official-7"]) == OK
    assert [row[1:4:2] for row in looks(database)] == [("official-7", "statistics")]


def test_nothing_is_exported_while_it_is_not_known_who_is_protected(
    folder: Path, database: Database
) -> None:
    with psycopg.connect(database.admin_url) as admin:
        owner = sql.Identifier(database.role_name("owner"))
        admin.execute(sql.SQL("SET ROLE {}").format(owner))
        admin.execute(MARK)
        admin.execute("SELECT store.register()")
    out = folder / "out.sqlite"
    assert main([*VERBS["export ocel"](str(out)), *ASKING]) == UNAVAILABLE
    assert not out.exists()


def test_many_persons_are_logged_in_several_rows_of_one_look(
    folder: Path, database: Database
) -> None:
    target = deployment(database.admin_url, folder, os.environ)
    everybody = [UUID(int=number) for number in range(PER_ROW + 1)]
    operator = Operator(subject="official-7", purpose="follow-up")
    keep_looks(target, "reporting", operator, "export ocel", everybody)
    assert [len(row[-1]) for row in looks(database)] == [PER_ROW, 1]  # type: ignore[arg-type]
