"""Persons, matters and the law of these tests."""

from datetime import date
from uuid import UUID

from shared.catalogue import catalogue
from shared.catalogue.records import Record
from shared.retention.facts import Law, Matter, Person
from shared.retention.looking import look_at
from shared.retention.verdict import Verdict

GROUPS = ("child-protection", "adult-care", "economic-assistance", "private-provider")
LAW = Law(
    by_group={group: catalogue().retention_wordings(group) for group in GROUPS},
    for_everybody=catalogue().retention_wordings("research"),
)


def person(birth_year: int | None = 1980, birth_day: int | None = 1) -> Person:
    days = frozenset() if birth_day is None else frozenset({birth_day})
    return Person(birth_year=birth_year, birth_days=days)


def matter(
    number: int = 1,
    *,
    group: str = "adult-care",
    record: Record = Record.INVESTIGATION,
    ended_on: date | None = date(2026, 3, 10),
    last_note_on: date = date(2026, 3, 10),
    intervention_type: str | None = None,
    file: int | None = None,
) -> Matter:
    return Matter(
        matter_id=UUID(int=100 + number),
        file_id=UUID(int=200 + (number if file is None else file)),
        group=group,
        record=record,
        opened_on=date(2020, 1, 2),
        ended_on=ended_on,
        last_note_on=last_note_on,
        intervention_type=intervention_type,
    )


def look(on: date, *matters: Matter, whom: Person | None = None) -> dict[int, Verdict]:
    """Return the verdicts on ``on`` by the number of the file."""
    found = look_at(whom or person(), matters, LAW, on)
    return {each.file_id.int - 200: each for each in found}
