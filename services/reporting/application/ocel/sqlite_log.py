"""The log as a SQLite file, laid out as OCEL 2.0 says; written once, in one go."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from functools import cache
from pathlib import Path

from services.reporting.application.ocel.shapes import (
    Kind,
    event_shapes,
    object_attributes,
    table_name,
)
from services.reporting.application.ocel.telling import BY, Told

COLUMN_TYPES: Mapping[Kind, str] = {
    Kind.STRING: "TEXT",
    Kind.TIME: "TIMESTAMP",
    Kind.INTEGER: "INTEGER",
    Kind.BOOLEAN: "BOOLEAN",
}
BEGINNING = "1970-01-01T00:00:00Z"
"""When an object whose beginning is not in the log is said to have had no attributes."""
SETTINGS = ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "cache_size = -65536")
TABLES = """
    CREATE TABLE event (ocel_id TEXT NOT NULL, ocel_type TEXT NOT NULL);
    CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE event_object (
        ocel_event_id TEXT NOT NULL, ocel_object_id TEXT NOT NULL, ocel_qualifier TEXT NOT NULL);
    CREATE TABLE object_object (
        ocel_source_id TEXT NOT NULL, ocel_target_id TEXT NOT NULL, ocel_qualifier TEXT NOT NULL);
    CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
    CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
"""
INSERT = {
    "event": "INSERT INTO event VALUES (?, ?)",
    "object": "INSERT OR IGNORE INTO object VALUES (?, ?)",
    "event_object": "INSERT INTO event_object VALUES (?, ?, ?)",
    "object_object": "INSERT INTO object_object VALUES (?, ?, ?)",
}
EVENTS_AT_ONCE = 5_000


def write(path: Path, told: Iterable[Told]) -> Iterator[int]:
    """Write ``told`` to a new file at ``path``; yield how many events are written, now and then.

    The same events in the same order give the same bytes, under the same version of SQLite.
    """
    log = sqlite3.connect(path, isolation_level=None)
    try:
        for setting in SETTINGS:
            log.execute(f"PRAGMA {setting}")
        log.execute("BEGIN")
        _lay_out(log)
        written = 0
        for batch in _batches(told):
            _write(log, batch)
            written += len(batch)
            yield written
        _describe_the_rest(log)
        log.execute("COMMIT")
        yield written
    finally:
        log.close()


def _lay_out(log: sqlite3.Connection) -> None:
    for statement in TABLES.split(";"):
        log.execute(statement)
    for shape in event_shapes().values():
        start, columns = "ocel_id TEXT, ocel_time TIMESTAMP", _columns(shape.attributes)
        log.execute(f'CREATE TABLE "event_{table_name(shape.name)}" ({start}{columns})')
        names = (shape.name, table_name(shape.name))
        log.execute("INSERT INTO event_map_type VALUES (?, ?)", names)
    for kind, attributes in sorted(object_attributes().items()):
        start = "ocel_id TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT"
        log.execute(f'CREATE TABLE "object_{table_name(kind)}" ({start}{_columns(attributes)})')
        log.execute("INSERT INTO object_map_type VALUES (?, ?)", (kind, table_name(kind)))


def _columns(attributes: Mapping[str, Kind]) -> str:
    return "".join(f', "{name}" {COLUMN_TYPES[kind]}' for name, kind in attributes.items())


def _batches(told: Iterable[Told]) -> Iterator[Sequence[Told]]:
    batch: list[Told] = []
    for each in told:
        batch.append(each)
        if len(batch) == EVENTS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _write(log: sqlite3.Connection, batch: Sequence[Told]) -> None:
    rows = defaultdict[str, list[Sequence[object]]](list)
    objects: dict[Sequence[object], None] = {}
    for told in batch:
        kind = told.shape.name
        rows["event"].append((told.id, kind))
        rows[_insert(kind, len(told.attributes) + 2)].append(
            (told.id, told.time, *told.attributes)
        )
        for own_id, own_type, qualifier in told.objects:
            objects[own_id, own_type] = None
            rows["event_object"].append((told.id, own_id, qualifier))
        if told.describes is not None:
            _begin(rows, told)
    rows["object"] = list(objects)
    for statement, values in rows.items():
        log.executemany(INSERT.get(statement, statement), values)


def _begin(rows: Mapping[str, list[Sequence[object]]], told: Told) -> None:
    """Describe the object that begins with the event, and relate it to the others."""
    (begun, kind, _), *others = told.objects
    describes = told.describes or {}
    columns = ("ocel_id", "ocel_time", *describes)
    into = f'"object_{table_name(kind)}" ({", ".join(columns)})'
    rows[f"INSERT INTO {into} VALUES ({_marks(columns)})"].append(
        (begun, told.time, *describes.values())
    )
    rows["object_object"].extend(
        (begun, other, qualifier) for other, _, qualifier in others if qualifier != BY
    )


@cache
def _insert(kind: str, count: int) -> str:
    return f'INSERT INTO "event_{table_name(kind)}" VALUES ({_marks(range(count))})'


def _marks(columns: Sized) -> str:
    return ", ".join("?" * len(columns))


def _describe_the_rest(log: sqlite3.Connection) -> None:
    """Give every object a row of its type's table, also one that never began in the log."""
    for kind, attributes in sorted(object_attributes().items()):
        table = f'"object_{table_name(kind)}"'
        empty = ", NULL" * len(attributes)
        log.execute(
            f"INSERT INTO {table} SELECT ocel_id, ?, NULL{empty} FROM object"
            f" WHERE ocel_type = ? AND ocel_id NOT IN (SELECT ocel_id FROM {table})"
            " ORDER BY ocel_id",
            (BEGINNING, kind),
        )
