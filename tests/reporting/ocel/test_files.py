"""The files are what OCEL 2.0 says they are, and the same each time."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from services.reporting.application.ocel import json_log, sqlite_log
from services.reporting.application.ocel.pseudonyms import Pseudonyms
from services.reporting.application.ocel.telling import Heard, Precision, Teller
from tests.reporting.ocel.matters import matter, one_of_each

TYPES = {"TEXT", "TIMESTAMP", "INTEGER", "REAL", "BOOLEAN"}
EVERYTHING = [*matter(1), *matter(2)]


def written(path: Path, events: Sequence[Heard]) -> Path:
    teller = Teller(Pseudonyms(b"k" * 32), Precision.SECOND)
    assert [*sqlite_log.write(path, map(teller.tell, events))][-1] == len(events)
    return path


@pytest.fixture(params=[EVERYTHING, one_of_each()], ids=["two matters", "one of each"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(written(tmp_path / "log.sqlite", request.param))) as connection:
        yield connection


def ask(log: sqlite3.Connection, query: str) -> list[Any]:
    return log.execute(query).fetchall()


@pytest.mark.parametrize("of", ["event", "object"])
def test_every_type_has_a_table_and_every_thing_one_first_row_in_its_own(
    log: sqlite3.Connection, of: str
) -> None:
    tables = dict(ask(log, f"SELECT ocel_type, ocel_type_map FROM {of}_map_type"))
    for kind, table in tables.items():
        things = ask(log, f"SELECT ocel_id FROM {of} WHERE ocel_type = '{kind}' ORDER BY 1")
        rows = ask(log, f'SELECT ocel_id FROM "{of}_{table}" ORDER BY 1')
        assert rows == things
        columns = ask(log, f"SELECT name, type FROM pragma_table_info('{of}_{table}')")
        assert [name for name, _ in columns][:2] == ["ocel_id", "ocel_time"]
        assert {kind for _, kind in columns} <= TYPES
    assert {kind for (kind,) in ask(log, f"SELECT ocel_type FROM {of}")} <= set(tables)


@pytest.mark.parametrize(
    ("table", "column", "of"),
    [
        ("event_object", "ocel_event_id", "event"),
        ("event_object", "ocel_object_id", "object"),
        ("object_object", "ocel_source_id", "object"),
        ("object_object", "ocel_target_id", "object"),
    ],
)
def test_relations_are_between_things_that_are_there(
    log: sqlite3.Connection, table: str, column: str, of: str
) -> None:
    assert ask(log, f"SELECT 1 FROM {table} LIMIT 1")
    lost = f"SELECT {column} FROM {table} WHERE {column} NOT IN (SELECT ocel_id FROM {of})"
    assert ask(log, lost) == []


def test_an_object_is_described_from_the_event_it_began_with(tmp_path: Path) -> None:
    with closing(sqlite3.connect(written(tmp_path / "log.sqlite", EVERYTHING))) as log:
        persons = ask(log, "SELECT ocel_changed_field, birth_year, sex FROM object_Person")
        assert persons == [(None, 2016, "female")] * 2
        from_intake = "SELECT ocel_qualifier FROM object_object WHERE ocel_source_id = ?"
        ((investigation,), _) = ask(log, "SELECT ocel_id FROM object_Investigation")
        assert log.execute(from_intake, (investigation,)).fetchall() == [("intake",), ("person",)]


def test_the_same_events_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(tmp_path / name, EVERYTHING) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    assert written(tmp_path / "c", EVERYTHING[:-1]).read_bytes() != first.read_bytes()


def test_the_json_says_what_the_database_says(log: sqlite3.Connection, tmp_path: Path) -> None:
    events = ask(log, "SELECT ocel_id, ocel_type FROM event ORDER BY 1")
    objects = ask(log, "SELECT ocel_id, ocel_type FROM object ORDER BY 1")
    relations = ask(log, "SELECT * FROM event_object ORDER BY 1, 2, 3")
    ((_, _, path),) = ask(log, "PRAGMA database_list")
    json_log.write(tmp_path / "log.json", Path(path))
    said = json.loads((tmp_path / "log.json").read_text())
    assert sorted((each["id"], each["type"]) for each in said["events"]) == events
    assert sorted((each["id"], each["type"]) for each in said["objects"]) == objects
    assert relations == sorted(
        (event["id"], each["objectId"], each["qualifier"])
        for event in said["events"]
        for each in event["relationships"]
    )


def test_the_json_gives_every_value_the_type_its_attribute_has(tmp_path: Path) -> None:
    path = written(tmp_path / "log.sqlite", one_of_each())
    json_log.write(tmp_path / "log.json", path)
    said = json.loads((tmp_path / "log.json").read_text())
    python = {"string": str, "time": str, "integer": int, "boolean": bool}
    for types, things in (("eventTypes", "events"), ("objectTypes", "objects")):
        declared = {
            (each["name"], attribute["name"]): python[attribute["type"]]
            for each in said[types]
            for attribute in each["attributes"]
        }
        for thing in said[things]:
            for attribute in thing["attributes"]:
                expected = declared[thing["type"], attribute["name"]]
                assert type(attribute["value"]) is expected
