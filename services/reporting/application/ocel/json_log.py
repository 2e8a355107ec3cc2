"""The log as JSON, made from the SQLite file: both say the same, and neither fills the memory."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO, TypeAlias

from services.reporting.application.ocel.shapes import (
    Kind,
    event_shapes,
    object_attributes,
    table_name,
)
from services.reporting.application.ocel.sqlite_log import BEGINNING

Relations: TypeAlias = Sequence[Mapping[str, str]]
CONVERT: Mapping[Kind, Callable[[object], object]] = {Kind.BOOLEAN: bool}
INDEXES = (
    "CREATE INDEX temp_of_event ON event_object (ocel_event_id)",
    "CREATE INDEX temp_of_object ON object_object (ocel_source_id)",
)
EVENT_RELATIONS = (
    "SELECT ocel_object_id, ocel_qualifier FROM event_object WHERE ocel_event_id = ?"
    " ORDER BY rowid"
)
OBJECT_RELATIONS = (
    "SELECT ocel_target_id, ocel_qualifier FROM object_object WHERE ocel_source_id = ?"
    " ORDER BY rowid"
)


def write(path: Path, database: Path) -> None:
    """Write to ``path`` what the log in the file ``database`` says.

    ``database`` is the caller's to throw away: it gets two indexes on the way.
    """
    log = sqlite3.connect(database)
    try:
        for index in INDEXES:
            log.execute(index)
        with path.open("w", encoding="utf-8") as file:
            _write(file, log)
    finally:
        log.close()


def _write(file: TextIO, log: sqlite3.Connection) -> None:
    events = {shape.name: shape.attributes for shape in event_shapes().values()}
    objects = dict(sorted(object_attributes().items()))
    file.write('{"objectTypes": ')
    file.write(_text([_type(name, attributes) for name, attributes in objects.items()]))
    file.write(',\n"eventTypes": ')
    file.write(_text([_type(name, attributes) for name, attributes in events.items()]))
    file.write(',\n"objects": [')
    _write_items(file, _objects(log, objects))
    file.write('],\n"events": [')
    _write_items(file, _events(log, events))
    file.write("]}\n")


def _write_items(file: TextIO, items: Iterable[Mapping[str, object]]) -> None:
    for number, item in enumerate(items):
        file.write(",\n" if number else "\n")
        file.write(_text(item))


def _type(name: str, attributes: Mapping[str, Kind]) -> Mapping[str, object]:
    told = [{"name": each, "type": kind.value} for each, kind in attributes.items()]
    return {"name": name, "attributes": told}


def _objects(
    log: sqlite3.Connection, types: Mapping[str, Mapping[str, Kind]]
) -> Iterator[Mapping[str, object]]:
    for name, attributes in types.items():
        table = f'SELECT * FROM "object_{table_name(name)}" ORDER BY rowid'
        for own_id, moment, _, *values in log.execute(table):
            told = _attributes(attributes, values)
            yield {
                "id": own_id,
                "type": name,
                "attributes": [{**each, "time": moment} for each in told if moment != BEGINNING],
                "relationships": _relations(log, OBJECT_RELATIONS, own_id),
            }


def _events(
    log: sqlite3.Connection, types: Mapping[str, Mapping[str, Kind]]
) -> Iterator[Mapping[str, object]]:
    for name, attributes in types.items():
        table = f'SELECT * FROM "event_{table_name(name)}" ORDER BY rowid'
        for own_id, moment, *values in log.execute(table):
            yield {
                "id": own_id,
                "type": name,
                "time": moment,
                "attributes": _attributes(attributes, values),
                "relationships": _relations(log, EVENT_RELATIONS, own_id),
            }


def _attributes(
    attributes: Mapping[str, Kind], values: Sequence[object]
) -> list[Mapping[str, object]]:
    return [
        {"name": name, "value": CONVERT.get(kind, _same)(value)}
        for (name, kind), value in zip(attributes.items(), values, strict=True)
        if value is not None
    ]


def _relations(log: sqlite3.Connection, query: str, own_id: str) -> Relations:
    found = log.execute(query, (own_id,))
    return [{"objectId": other, "qualifier": qualifier} for other, qualifier in found]


def _same(value: object) -> object:
    return value


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
