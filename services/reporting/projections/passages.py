"""Passages: the days of each matter's way, as each version was known; what flow is counted from.

A row is never changed but for its last position, so that what was known at any position is still
there; a correction begins a new version of the one matter that it is about.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.reporting.domain.grants import Fact
from services.reporting.domain.passages import STEPS, Way, way_of
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from services.reporting.projections.watch_items import STILL
from shared.clocks.watched import OPEN
from shared.contracts.names import PUBLISHED
from shared.eventstore.derivations import Derivation
from shared.kernel.context import Recorded
from shared.kernel.corrections import names_another
from shared.kernel.store import Transaction

TABLE = sa.Table(
    "passage",
    sa.MetaData(schema="reporting"),
    sa.Column("matter_id", sa.Uuid, primary_key=True),
    sa.Column("from_position", sa.BigInteger, primary_key=True),
    sa.Column("until_position", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("case_type", sa.Text, nullable=False),
    sa.Column("person_id", sa.Uuid, nullable=False),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("assigned_on", sa.Date),
    sa.Column("last_contact_on", sa.Date),
    sa.Column("closed_on", sa.Date, nullable=False),
)
MOVING = frozenset(STEPS) | {name for name, cls in PUBLISHED.items() if names_another(cls)}
HISTORIES = """
    SELECT stream_id, event_id, position, name, happened_on, recorded_at, facts
    FROM reporting.thread_entry
    WHERE stream_id = ANY (%(matters)s) AND name = ANY (%(names)s) ORDER BY position"""
HELD = """
    SELECT * FROM reporting.passage
    WHERE matter_id = ANY (%(matters)s) AND until_position = 9223372036854775807"""
WRITE = """
    INSERT INTO reporting.passage
    SELECT * FROM jsonb_populate_recordset(NULL::reporting.passage, CAST(%(rows)s AS jsonb))
    ON CONFLICT (matter_id, from_position)
    DO UPDATE SET until_position = excluded.until_position"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """One version of a matter's way: from one position of the ledger until another."""

    matter_id: UUID
    from_position: int
    until_position: int = STILL
    kind: str
    case_type: str
    person_id: UUID
    opened_on: date
    assigned_on: date | None
    last_contact_on: date | None
    closed_on: date  # the last day there is, while it is open

    @classmethod
    def of(cls, way: Way, matter_id: UUID, position: int) -> "PassageRow":
        """Return what has been known since ``position``."""
        days = {**asdict(way), "closed_on": way.closed_on or OPEN}
        return cls(matter_id=matter_id, from_position=position, **days)

    def says(self, way: Way) -> bool:
        """Whether it says the same."""
        return self == replace(
            PassageRow.of(way, self.matter_id, self.from_position),
            until_position=self.until_position,
        )


async def derive(tx: Transaction, events: Sequence[Recorded[Any]]) -> None:
    """Bring the passages of the matters that ``events`` are about past them."""
    moves = _moves(events)
    if not moves:
        return
    asked = {"matters": list(moves), "names": list(MOVING)}
    known: dict[UUID, list[Fact]] = defaultdict(list)
    for row in await tx.rows(HISTORIES, asked):
        known[row["stream_id"]].append(_fact(row))
    held = {row["matter_id"]: PassageRow(**row) for row in await tx.rows(HELD, asked)}
    changed = [
        each
        for matter_id, positions in moves.items()
        for each in _versions(matter_id, positions, known[matter_id], held.get(matter_id))
    ]
    if changed:
        await tx.rows(WRITE, {"rows": json.dumps([_plain(each) for each in changed])})


def _moves(events: Sequence[Recorded[Any]]) -> Mapping[UUID, Sequence[int]]:
    """Return, for each stream, the positions at which a passage may have changed."""
    found: dict[UUID, list[int]] = defaultdict(list)
    for each in events:
        if each.position is not None and each.name in MOVING:
            found[each.stream_id].append(each.position)
    return found


def _versions(
    matter_id: UUID, positions: Sequence[int], known: Sequence[Fact], held: PassageRow | None
) -> Iterator[PassageRow]:
    """Yield what ended and what began at ``positions``."""
    current = held
    for position in positions:
        way = way_of(each for each in known if each.position <= position)
        if current is not None and (way is None or not current.says(way)):
            yield replace(current, until_position=position)
            current = None
        if way is not None and current is None:
            current = PassageRow.of(way, matter_id, position)
    if current is not None and current != held:
        yield current


def _fact(row: Mapping[str, Any]) -> Fact:
    return Fact(
        name=row["name"],
        day=row["happened_on"],
        event_id=row["event_id"],
        position=row["position"],
        recorded_at=row["recorded_at"],
        fields=row["facts"],
    )


def _plain(row: PassageRow) -> Mapping[str, object]:
    return {
        name: str(value) if isinstance(value, date | UUID) else value
        for name, value in asdict(row).items()
    }


PASSAGES = Derivation(
    name="reporting.passages",
    tables=(TABLE,),
    hears=tuple(cls for name, cls in PUBLISHED.items() if name in MOVING),
    behind=(THREAD_ENTRIES.name,),
    derive=derive,
)
