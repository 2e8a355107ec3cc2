"""What was said of one pseudonym holds for all that are the same person, and for nobody else."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection

from shared.access.guarded import GuardedRow, admission, guarded_of
from shared.access.guards import guards
from shared.contracts.intake import (
    GlassBroken,
    OfficialAdmitted,
    ProtectionKind,
    ProtectionLifted,
    ProtectionMarked,
)
from shared.contracts.intake_merges import MergeReversed, PersonsMerged
from shared.testing.database import Database
from shared.testing.recorded import recorded

ON, AT = date(2026, 3, 2), datetime(2026, 3, 2, 12, tzinfo=UTC)
PEOPLE = [UUID(int=number) for number in range(1, 7)]
CASE = UUID(int=100)
HISTORIES = 60


def merged(one: UUID, into: UUID) -> PersonsMerged:
    return PersonsMerged(person_id=one, into_person_id=into, merged_on=ON, reason_code="x")


def parted(one: UUID, other: UUID) -> MergeReversed:
    return MergeReversed(person_id=one, from_person_id=other, reversed_on=ON, reason_code="x")


def marked(person_id: UUID) -> ProtectionMarked:
    kind = ProtectionKind.CONFIDENTIALITY_MARK
    return ProtectionMarked(
        person_id=person_id, kind=kind, marked_on=ON, marked_by="me", until_on=None
    )


def lifted(person_id: UUID) -> ProtectionLifted:
    kind = ProtectionKind.CONFIDENTIALITY_MARK
    return ProtectionLifted(person_id=person_id, kind=kind, lifted_on=ON, lifted_by="me")


def admitted(person_id: UUID, official: str) -> OfficialAdmitted:
    return OfficialAdmitted(
        person_id=person_id, thread_id=CASE, official=official, admitted_on=ON, admitted_by="me"
    )


def broken(person_id: UUID, hours: int) -> GlassBroken:
    return GlassBroken(
        glass_id=UUID(int=hours),
        person_id=person_id,
        official="me",
        official_role="caseworker",
        unit=None,
        reason_code="danger",
        broken_on=ON,
        until_at=AT + timedelta(hours=hours),
    )


@dataclass
class Told:
    """What a naive reader of a history knows: who is merged into whom, and what was said."""

    into: dict[UUID, UUID]
    said: list[Any]

    def same(self, person_id: UUID) -> set[UUID]:
        found, last = {person_id}, set[UUID]()
        while found != last:
            last = set(found)
            for one, other in self.into.items():
                found |= {one, other} if found & {one, other} else set()
        return found

    def of(self, person_id: UUID) -> tuple[bool, list[str], dict[str, str]]:
        """Return what holds of the person: protected, listed, and until when a glass is open."""
        kinds: dict[UUID, bool] = {}
        listed, until = set(), dict[str, datetime]()
        for event in self.said:
            if event.person_id not in self.same(person_id):
                continue
            if isinstance(event, ProtectionMarked | ProtectionLifted):
                kinds[event.person_id] = isinstance(event, ProtectionMarked)
            elif isinstance(event, OfficialAdmitted):
                listed.add(admission(CASE, event.official))
            else:
                until[event.official] = max(until.get(event.official, AT), event.until_at)
        open_until = {who: at.isoformat() for who, at in until.items()}
        return any(kinds.values()), sorted(listed), open_until


def history(draw: Random) -> tuple[list[Any], Told]:
    """Return a history that intake's rules allow, and what a naive reader knows after it."""
    told, events = Told({}, []), list[Any]()
    for hours in range(1, draw.randrange(2, 15)):
        one, other = draw.sample(PEOPLE, 2)
        kind = draw.randrange(7)
        if kind < 3 and one not in told.into and other not in told.into:
            told.into[one] = other
            events.append(merged(one, other))
        elif kind == 3 and one in told.into:
            events.append(parted(one, told.into.pop(one)))
        elif kind > 3:
            of = [marked(one), lifted(one), admitted(one, f"official-{hours % 3}")]
            said = broken(one, hours) if hours % 4 == 0 else of[kind - 4]
            told.said.append(said)
            events.append(said)
    return events, told


def rows_after(events: Sequence[Any]) -> Mapping[UUID, GuardedRow]:
    rows: dict[Any, GuardedRow] = {}
    guarded_of("intake").fold(rows, [recorded(event, event.person_id) for event in events])
    return rows


def keep(connection: Connection[Any], rows: Mapping[UUID, GuardedRow]) -> None:
    connection.execute("DELETE FROM intake.guarded_person")
    for row in rows.values():
        told = {
            name: value if isinstance(value, UUID | bool | None) else json.dumps(value)
            for name, value in asdict(row).items()
        }
        columns = ", ".join(told)
        values = ", ".join(f"%({name})s" for name in told)
        connection.execute(
            f"INSERT INTO intake.guarded_person ({columns}) VALUES ({values})".encode(), told
        )


def known(connection: Connection[Any]) -> dict[UUID, tuple[bool, list[str], dict[str, str]]]:
    asked = f"SELECT person_id, is_protected, admitted, glasses FROM {guards('intake')} g"
    found = connection.execute(asked.encode()).fetchall()
    told = {person_id: (is_shut, listed, until) for person_id, is_shut, listed, until in found}
    assert len(told) == len(found), "two rows of one pseudonym"
    return told


def test_any_history_of_merges_gives_what_a_naive_reader_of_it_knows(database: Database) -> None:
    nothing: tuple[bool, list[str], dict[str, str]] = (False, [], {})
    with psycopg.connect(database.admin_url) as connection:
        for seed in range(HISTORIES):
            events, told = history(Random(seed))
            keep(connection, rows_after(events))
            found = known(connection)
            for person_id in PEOPLE:
                assert found.get(person_id, nothing) == told.of(person_id), (seed, person_id)


def chains() -> Iterator[Sequence[UUID]]:
    yield PEOPLE[:2]
    yield PEOPLE


def test_all_of_a_chain_are_hidden_while_it_holds_and_only_the_protected_one_after(
    database: Database,
) -> None:
    with psycopg.connect(database.admin_url) as connection:
        for chain in chains():
            links = [merged(one, into) for one, into in pairwise(chain)]
            said = [*links, marked(chain[-1])]
            keep(connection, rows_after(said))
            hidden = {who for who, (is_shut, *_) in known(connection).items() if is_shut}
            assert hidden == set(chain)
            apart = [parted(one, into) for one, into in pairwise(chain)]
            keep(connection, rows_after([*said, *apart]))
            hidden = {who for who, (is_shut, *_) in known(connection).items() if is_shut}
            assert hidden == {chain[-1]}
