"""Keeping the figure facts: what each event changes of a matter or a person, once it is known."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from services.reporting.projections.figure_facts import (
    FACTS,
    PERSONS,
    STILL,
    FigureFact,
    FigurePerson,
)
from services.reporting.projections.figure_folding import MOVES, OPENINGS, Entry, fact_of
from services.reporting.projections.figure_persons import MERGES, REGISTERED, group_of, persons_of
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.contracts.names import PUBLISHED
from shared.eventstore.derivations import Derivation
from shared.kernel.context import Recorded
from shared.kernel.corrections import names_another
from shared.kernel.store import Transaction

Row: TypeAlias = FigureFact | FigurePerson

CORRECTING = frozenset(name for name, cls in PUBLISHED.items() if names_another(cls))
OF_MATTERS = frozenset({*OPENINGS, *MOVES}) | CORRECTING
OF_PERSONS = frozenset({REGISTERED, *MERGES}) | CORRECTING
ENTRIES = """
    SELECT event_id, position, name, stream_id, facts FROM reporting.thread_entry
    WHERE stream_id = ANY (%(streams)s) AND name = ANY (%(names)s) AND position <= %(until)s
    ORDER BY position"""
MERGED = """
    SELECT event_id, position, name, stream_id, facts FROM reporting.thread_entry
    WHERE name = ANY (%(names)s) AND position <= %(until)s ORDER BY position"""
HELD = "SELECT * FROM reporting.{table} WHERE {key} = ANY (%(ids)s) AND until_position = %(still)s"
WRITE = """
    INSERT INTO reporting.{table}
    SELECT * FROM jsonb_populate_recordset(NULL::reporting.{table}, CAST(%(rows)s AS jsonb))
    ON CONFLICT ({key}, from_position) DO UPDATE SET until_position = excluded.until_position"""


async def derive(tx: Transaction, events: Sequence[Recorded[Any]]) -> None:
    """Bring the facts of the matters and persons that ``events`` are about past them."""
    await _derive_facts(tx, _moved(events, OF_MATTERS))
    await _derive_persons(tx, _moved(events, OF_PERSONS))


def _moved(
    events: Sequence[Recorded[Any]], names: Collection[str]
) -> Mapping[UUID, Sequence[int]]:
    """Return, for each stream, the positions at which something may have changed."""
    found: dict[UUID, list[int]] = defaultdict(list)
    for each in events:
        if each.name in names and each.position is not None:
            found[each.stream_id].append(each.position)
    return found


async def _derive_facts(tx: Transaction, moved: Mapping[UUID, Sequence[int]]) -> None:
    if not moved:
        return
    known = await _entries(tx, moved, OF_MATTERS, _last(moved))
    versions = Versions("figure_fact", "fact_id")
    await versions.hold(tx, list(moved))
    for stream, positions in moved.items():
        for position in positions:
            fact = fact_of([each for each in known.get(stream, ()) if each.position <= position])
            versions.see(stream, fact, position)
    await versions.keep(tx)


async def _derive_persons(tx: Transaction, moved: Mapping[UUID, Sequence[int]]) -> None:
    if not moved:
        return
    until = _last(moved)
    parameters = {"names": sorted(MERGES), "until": until}
    merges = [Entry(**row) for row in await tx.rows(MERGED, parameters)]
    groups = {stream: group_of(stream, merges) for stream in moved}
    everybody = set().union(*groups.values())
    known = await _entries(tx, everybody, OF_PERSONS, until)
    versions = Versions("figure_person", "person_id")
    await versions.hold(tx, list(everybody))
    steps = sorted((position, stream) for stream, each in moved.items() for position in each)
    for position, stream in steps:
        entries = {
            person: [each for each in known.get(person, ()) if each.position <= position]
            for person in groups[stream]
        }
        for person, row in persons_of(entries).items():
            versions.see(person, row, position)
    await versions.keep(tx)


async def _entries(
    tx: Transaction, streams: Collection[UUID], names: Collection[str], until: int
) -> Mapping[UUID, Sequence[Entry]]:
    found: dict[UUID, list[Entry]] = defaultdict(list)
    parameters = {"streams": list(streams), "names": sorted(names), "until": until}
    for row in await tx.rows(ENTRIES, parameters):
        found[row["stream_id"]].append(Entry(**row))
    return found


class Versions:
    """The versions of some rows: what held, and what has come since."""

    def __init__(self, table: str, key: str) -> None:
        self._held = HELD.format(table=table, key=key)
        self._write = WRITE.format(table=table, key=key)
        self._key = key
        self._current: dict[UUID, Mapping[str, Any]] = {}
        self._changed: dict[tuple[str, int], Mapping[str, Any]] = {}

    async def hold(self, tx: Transaction, ids: Sequence[UUID]) -> None:
        """Read what holds now."""
        for row in await tx.rows(self._held, {"ids": ids, "still": STILL}):
            self._current[row[self._key]] = {name: _plain(value) for name, value in row.items()}

    def see(self, row_id: UUID, row: Row | None, position: int) -> None:
        """Take in what the row is once the ledger has come to ``position``."""
        held = self._current.get(row_id)
        now = None if row is None else _told(row)
        if now == (None if held is None else _facts_in(held)):
            return
        if held is not None:
            self._change({**held, "until_position": position})
            del self._current[row_id]
        if now is not None:
            self._current[row_id] = {**now, "from_position": position, "until_position": STILL}
            self._change(self._current[row_id])

    def _change(self, row: Mapping[str, Any]) -> None:
        self._changed[row[self._key], row["from_position"]] = row

    async def keep(self, tx: Transaction) -> None:
        """Write what has changed."""
        if self._changed:
            await tx.rows(self._write, {"rows": json.dumps([*self._changed.values()])})


def _told(row: Row) -> Mapping[str, Any]:
    return {name: _plain(value) for name, value in asdict(row).items()}


def _facts_in(held: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        name: value
        for name, value in held.items()
        if name not in ("from_position", "until_position")
    }


def _plain(value: object) -> object:
    match value:
        case UUID() | date():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value


def _last(moved: Mapping[UUID, Sequence[int]]) -> int:
    return max(position for positions in moved.values() for position in positions)


FIGURE_FACTS = Derivation(
    name="reporting.figure-facts",
    tables=(FACTS, PERSONS),
    hears=tuple(cls for name, cls in PUBLISHED.items() if name in OF_MATTERS | OF_PERSONS),
    behind=(THREAD_ENTRIES.name,),
    derive=derive,
)
