"""From the command: the ledger as a log for process mining."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from deploy.cli import main
from deploy.migrate import deployment
from shared.testing.database import Database
from tests.bench.past import fill
from tests.postgres import ROLES

THREADS = 3


@pytest.fixture
def events(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Fill the ledger that the command reaches; return how many events it has."""
    monkeypatch.setenv("RODATRADEN_VAR", str(tmp_path))
    monkeypatch.setenv("RODATRADEN_OPERATOR", "official-7")
    monkeypatch.setenv("RODATRADEN_PURPOSE", "follow-up")
    monkeypatch.setenv("RODATRADEN_DATABASE_URL", database.admin_url)
    for name, value in ROLES.items():
        monkeypatch.setenv(name, value)
    return fill(deployment(database.admin_url, tmp_path, os.environ), THREADS)


def export(*arguments: object) -> int:
    return main(["--json", "export", "ocel", *map(str, arguments)])


def test_a_log_is_the_same_bytes_at_the_same_position_whenever_it_is_asked_for(
    events: int, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, key = tmp_path / "1.sqlite", tmp_path / "2.sqlite", tmp_path / "mining.key"
    assert export(first, "--key-file", key, "--at", events) == 0
    said: Any = json.loads(capsys.readouterr().out)
    assert (said["position"], said["events"]) == (events, events)
    fill(deployment(database.admin_url, tmp_path, os.environ), 1)
    assert export(second, "--key-file", key, "--at", events) == 0
    assert first.read_bytes() == second.read_bytes()
    assert [path.stat().st_mode & 0o077 for path in (first, key)] == [0, 0]
    with closing(sqlite3.connect(first)) as log:
        assert log.execute("SELECT count(*) FROM event").fetchone() == (events,)


def test_without_a_key_file_no_two_exports_share_a_pseudonym(events: int, tmp_path: Path) -> None:
    found = []
    for path in (tmp_path / "1.sqlite", tmp_path / "2.sqlite"):
        assert export(path) == 0
        with closing(sqlite3.connect(path)) as log:
            query = "SELECT ocel_id FROM object WHERE ocel_type <> 'unit'"
            found.append(set(log.execute(query)))
    assert found[0]
    assert found[1]
    assert not found[0] & found[1]


def test_the_json_is_written_whole_and_by_day(events: int, tmp_path: Path) -> None:
    assert export(tmp_path / "log.json", "--precision", "day") == 0
    said = json.loads((tmp_path / "log.json").read_text())
    assert len(said["events"]) == events
    assert not list(tmp_path.glob("tmp*"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["log.csv"], 2),
        (["log.sqlite", "--at", "1000000"], 3),
        (["log.sqlite", "--at", "0"], 3),
        (["log.sqlite", "--key-file", "bad.key"], 2),
    ],
    ids=["format", "future", "before the beginning", "key"],
)
def test_what_is_wrongly_asked_leaves_no_file(
    events: int, tmp_path: Path, arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.key").write_text("no key\n")
    assert export(*arguments) == code
    assert not (tmp_path / arguments[0]).exists()
