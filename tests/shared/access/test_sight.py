"""What lists show is what the ruling says: every case put to both, on a real database."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
from psycopg import Connection

from shared.access.guarded import admission
from shared.access.ruling import Case, Ground, Guard, Matter, Viewer, rule
from shared.access.sight import Sight
from shared.kernel.context import Client
from shared.testing.database import Database

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
EARLIER, LATER = datetime(2026, 3, 2, 11, tzinfo=UTC), datetime(2026, 3, 2, 13, tzinfo=UTC)
OFFICIAL = Viewer(
    client=Client.OFFICIAL, role="caseworker", subject="me", unit="ours", right="intake:read"
)
VIEWERS = [
    OFFICIAL,
    replace(OFFICIAL, role="unit-head"),
    replace(OFFICIAL, unit="theirs", receives=frozenset({"child-concern"})),
    replace(OFFICIAL, unit=None, role="subcommittee"),
    replace(OFFICIAL, role="analyst", unit=None),
    replace(OFFICIAL, client=Client.REPORTING, role="analyst", unit=None),
    replace(OFFICIAL, client=Client.ROBOT, role="robot", unit=None),
    replace(OFFICIAL, client=Client.E_SERVICE, role="e-service", unit=None),
]
WITHOUT = Matter(case_type="child-concern")
MATTERS = [
    WITHOUT,
    replace(WITHOUT, is_ended=True),
    replace(WITHOUT, unit="ours", official="me"),
    replace(WITHOUT, unit="ours", official="you"),
    replace(WITHOUT, unit="ours", official="you", is_ended=True),
    replace(WITHOUT, unit="theirs", official="you"),
    replace(WITHOUT, case_type="economic-assistance"),
    replace(WITHOUT, unit="theirs", official="you", asked_roles=("subcommittee",)),
    replace(WITHOUT, asked_roles=("subcommittee",), is_ended=True),
]


def thread(number: int) -> UUID:
    return UUID(int=(1 << 64) + number)


def guards(number: int) -> list[Guard | None]:
    listed = (admission(thread(number), "me"),)
    elsewhere = (admission(UUID(int=5), "me"),)
    return [
        None,
        Guard(is_protected=True),
        Guard(admitted=listed),
        Guard(is_protected=True, admitted=listed),
        Guard(is_protected=True, admitted=elsewhere),
        Guard(is_protected=True, until={"me": LATER}),
        Guard(is_protected=True, until={"me": EARLIER}),
        Guard(is_protected=True, until={"you": LATER}),
    ]


def cases() -> Iterator[Case]:
    """Yield cases of one matter and of two, each with everything that can be said of a guard."""
    alone = [(matter,) for matter in MATTERS]
    together = list(itertools.product(MATTERS, MATTERS))
    number = 0
    for matters in [*alone, *together]:
        for kind in range(len(guards(0))):
            number += 1
            guard = guards(number)[kind]
            found = (guard,) if guard else ()
            yield Case(thread_id=thread(number), matters=matters, guards=found)


def keep(connection: Connection, case: Case) -> None:
    """Write the case as the read models would have it; its second matter in a thread it joined."""
    number = case.thread_id.int
    person, joined = UUID(int=number << 8), UUID(int=(1 << 65) + number)
    for place, matter in enumerate(case.matters):
        connection.execute(
            "INSERT INTO intake.access_matter VALUES (%s, %s, %s, %s, NULL, %s, %s, %s, %s, %s)",
            (
                case.thread_id if place == 0 else joined,
                case.thread_id if place == 0 else joined,
                joined if place == 0 and len(case.matters) > 1 else None,
                person,
                matter.case_type,
                matter.unit,
                matter.official,
                json.dumps(list(matter.asked_roles)),
                matter.is_ended,
            ),
        )
    for guard in case.guards:
        until = {who: at.isoformat() for who, at in (guard.until or {}).items()}
        connection.execute(
            "INSERT INTO intake.guarded_person VALUES (%s, %s, '[]', %s, %s, '[]')",
            (person, guard.is_protected, json.dumps(list(guard.admitted)), json.dumps(until)),
        )


def test_a_list_shows_the_cases_that_the_ruling_opens_and_no_others(database: Database) -> None:
    asked = list(cases())
    with psycopg.connect(database.admin_url) as connection:
        for case in asked:
            keep(connection, case)
        for viewer in VIEWERS:
            ruled = {c.thread_id for c in asked if isinstance(rule(viewer, c, AT), Ground)}
            sight = Sight(service="intake", viewer=viewer, at=AT, has_claims=True)
            seen = connection.execute(
                "SELECT m.matter_id FROM intake.access_matter m"
                f" WHERE m.matter_id < %(joined)s AND {sight.of_matter('m.matter_id')}",
                {**sight.parameters, "joined": UUID(int=1 << 65)},
            )
            assert {row[0] for row in seen} == ruled, viewer


def test_a_person_is_known_of_where_the_guard_says_so(database: Database) -> None:
    asked = list(cases())[: len(guards(0))]
    with psycopg.connect(database.admin_url) as connection:
        for case in asked:
            keep(connection, case)
        for viewer in VIEWERS:
            open_to = {
                UUID(int=case.thread_id.int << 8)
                for case in asked
                if all(guard.is_open_to(viewer, AT) for guard in case.guards)
            }
            sight = Sight(service="intake", viewer=viewer, at=AT)
            seen = connection.execute(
                "SELECT DISTINCT m.person_id FROM intake.access_matter m"
                f" WHERE {sight.of_person('m.person_id')}",
                sight.parameters,
            )
            assert {row[0] for row in seen} == open_to, viewer
