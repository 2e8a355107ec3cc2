"""Åtkomstloggen från kommandot: kept as long as was decided, purged by a list, and added up."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from deploy.cli import main
from deploy.exit_codes import FAILED, OK, USAGE
from services.reporting.application.looks_sealed import seal
from services.reporting.application.storage import CODEC
from shared.kernel.clock import now
from shared.testing.database import Database
from tests.postgres import ROLES
from tests.services import store_of
from tests.shared.access.test_access_log import logged

LOOKED = """
    INSERT INTO access.look (at, service, request_id, trace_id, method, route, purpose, outcome,
        actor_subject, actor_role, actor_client, actor_client_id, person_ids, hit_ids, epoch)
    SELECT %s, 'intake', gen_random_uuid(), 'x', 'GET', '/x', 'intake:read', 'shown', 'official-7',
        'caseworker', 'official', 'stod', '{}', '{}', epoch FROM store.ledger_head"""
FORGERIES = (
    "UPDATE access.look SET actor_subject = 'somebody-else' WHERE seq = 1",
    "DELETE FROM access.look WHERE seq = 1",
)
OLD = datetime(2015, 3, 2, 12, tzinfo=UTC)


class Command:
    def __init__(self, capsys: pytest.CaptureFixture[str], database: Database) -> None:
        self._capsys = capsys
        self.database = database
        self.told = ""

    def code(self, *arguments: object) -> int:
        code = main(["--json", *map(str, arguments)])
        self.said, self.told = self._capsys.readouterr()
        return code

    def answer(self, *arguments: object) -> Mapping[str, Any]:
        assert self.code(*arguments) == OK, self.told
        found: Mapping[str, Any] = json.loads(self.said)
        return found

    def looked(self, *moments: datetime) -> None:
        with psycopg.connect(self.database.admin_url) as admin:
            for at in moments:
                admin.execute(LOOKED, (at,))

    @property
    def looks(self) -> int:
        with psycopg.connect(self.database.admin_url) as admin:
            ((count,),) = admin.execute("SELECT count(*) FROM access.look").fetchall()
        return int(count)


@pytest.fixture
def command(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    monkeypatch.setenv("RODATRADEN_VAR", str(tmp_path))
    monkeypatch.setenv("RODATRADEN_DATABASE_URL", database.admin_url)
    for name, value in ROLES.items():
        monkeypatch.setenv(name, value)
    return Command(capsys, database)


PURGE = ("purge-access-log", "--before", "2016-01-01")
BY = ("--by", "official-3")


def decided(command: Command, years: int = 5) -> str:
    """Let the time be decided; return the code of the list that comes of it."""
    command.answer("keep-access-log", "--years", years, "--by", "namnd-2026-11")
    return str(command.answer(*PURGE)["list"])


def test_what_an_approved_list_names_is_let_go_of_and_nothing_else(command: Command) -> None:
    command.looked(OLD, OLD + timedelta(days=40), now())
    code = decided(command)
    listed = command.answer(*PURGE)
    assert listed["months"] == [
        {"month": "2015-03", "looks": 1},
        {"month": "2015-04", "looks": 1},
    ]
    assert (listed["gone"], command.looks) == (None, 3)
    assert command.answer(*PURGE, "--list", code, *BY)["gone"] == 2
    assert command.looks == 1


def test_nothing_goes_before_a_time_is_decided(command: Command) -> None:
    command.looked(OLD)
    code = command.answer(*PURGE)["list"]
    assert command.code(*PURGE, "--list", code, *BY) == FAILED
    assert command.looks == 1


def test_nothing_goes_before_its_time_is_over(command: Command) -> None:
    command.looked(OLD)
    code = decided(command, years=100)
    assert command.code(*PURGE, "--list", code, *BY) == FAILED
    assert "100 years" in command.told
    assert command.looks == 1


def test_a_list_that_is_another_by_now_is_looked_at_again(command: Command) -> None:
    command.looked(OLD)
    code = decided(command)
    command.looked(OLD)
    assert command.code(*PURGE, "--list", code, *BY) == FAILED
    assert command.looks == 2


def test_whoever_decided_the_time_does_not_purge(command: Command) -> None:
    command.looked(OLD)
    code = decided(command)
    assert command.code(*PURGE, "--list", code, "--by", "namnd-2026-11") == FAILED
    assert command.code(*PURGE, "--list", code) == USAGE
    assert command.looks == 1


@pytest.mark.parametrize("years", [0, 101])
def test_a_time_that_is_none_is_refused(command: Command, years: int) -> None:
    assert command.code("keep-access-log", "--years", years, "--by", "namnd-2026-11") == FAILED
    assert command.code("keep-access-log", "--years", 5, "--by", "Anna Andersson") == USAGE


async def sealed(database: Database) -> None:
    """Let two looks have been logged, and sealed into the ledger."""
    async with store_of("reporting", CODEC, database) as store:
        for _ in range(2):
            await logged(database)
        assert await seal(store) is not None


def forge(database: Database, statement: str) -> None:
    """Do as whoever owns the server may."""
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("ALTER TABLE access.look DISABLE TRIGGER ALL")
        admin.execute(statement.encode())
        admin.execute("ALTER TABLE access.look ENABLE TRIGGER ALL")


def test_a_log_that_is_whole_adds_up_also_after_a_purge(
    command: Command, database: Database
) -> None:
    assert command.answer("verify-access-log") == {"batches": 0, "flaws": 0}
    command.looked(OLD)
    asyncio.run(sealed(database))
    assert command.answer("verify-access-log") == {"batches": 1, "flaws": 0}
    assert command.answer(*PURGE, "--list", decided(command), *BY)["gone"] == 1
    assert command.answer("verify-access-log") == {"batches": 1, "flaws": 0}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_log_that_was_altered_is_told_of_by_the_first_batch(
    command: Command, database: Database, forgery: str
) -> None:
    asyncio.run(sealed(database))
    forge(database, forgery)
    assert command.code("verify-access-log") == FAILED
    assert "batch 1 of 1" in command.told
