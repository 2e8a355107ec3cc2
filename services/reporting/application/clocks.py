"""Every time limit of a thread, explained from all that has happened to the person it is about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.catalogue import catalogue
from shared.clocks import Axes, Happening, Hindsight, look_back, matter_of
from shared.eventstore.merged_persons import same_person
from shared.kernel.clock import civil_date, now
from shared.kernel.refusal import NotFound
from shared.kernel.shown import Shown
from shared.kernel.store import Store

OF_PERSONS = """
        SELECT e.person_id AS owner_id, e.* FROM reporting.thread_entry e
        WHERE e.person_id IN (SELECT person_id FROM {persons})
          AND e.stream_id NOT IN (SELECT stream_id FROM reporting.moved_matter)
        UNION ALL
        SELECT m.person_id, e.* FROM reporting.moved_matter m
        JOIN reporting.thread_entry e USING (stream_id)
        WHERE m.person_id IN (SELECT person_id FROM {persons})"""
"""Every line of what is about some persons now, whomever it was recorded on."""
HISTORY = f"""
    WITH RECURSIVE {same_person("reporting", "SELECT CAST(%(id)s AS uuid)", "named")},
    asked AS (
        SELECT e.thread_id, coalesce(m.person_id, e.person_id) AS person_id
        FROM reporting.thread_entry e LEFT JOIN reporting.moved_matter m USING (stream_id)
        WHERE facts ->> 'case_type' IS NOT NULL AND (
            thread_id = %(id)s OR stream_id = %(id)s
            OR (name = 'intake.opened.v1' AND facts ->> 'report_id' = %(text)s))
        UNION
        SELECT thread_id, owner_id FROM ({OF_PERSONS.format(persons="named")}) theirs
        WHERE facts ->> 'case_type' IS NOT NULL
    ), {same_person("reporting", "SELECT person_id FROM asked")},
    theirs AS ({OF_PERSONS.format(persons="same")}),
    reports AS (
        SELECT CAST(facts ->> 'report_id' AS uuid) AS report_id FROM theirs
        WHERE name = 'intake.opened.v1'
    ), told AS (
        SELECT * FROM theirs
        UNION ALL
        SELECT e.person_id, e.* FROM reporting.thread_entry e
        WHERE stream_id IN (SELECT report_id FROM reports) AND e.person_id IS NULL
    )
    SELECT event_id, position, name, happened_on, recorded_at, thread_id,
           stream_id AS matter_id, owner_id AS person_id, facts AS fields,
           thread_id IN (SELECT thread_id FROM asked) AS is_asked
    FROM told
    ORDER BY position"""
MERGED = """
    SELECT person_id, into_person_id FROM reporting.merged_person
    WHERE person_id = ANY (%(person_ids)s) OR into_person_id = ANY (%(person_ids)s)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadClocks:
    """The clocks of one or more threads, and the moment they are seen from."""

    axes: Axes
    catalogue_version: str
    clocks: Sequence[Hindsight]
    shown: Shown  # whom the threads are about, and the matters in them


def seen_from(
    valid_at: date | None,
    known_at: datetime | None,
    known_position: int | None,
    rules_as_of: date | None,
) -> Axes:
    """Return the moment asked for; without ``valid_at`` the day of ``known_at``, or today."""
    latest = now()
    return Axes(
        valid_at=valid_at or civil_date(min(known_at or latest, latest)),
        known_at=known_at,
        known_position=known_position,
        rules_as_of=rules_as_of,
    )


async def clocks_of(
    store: Store, any_id: UUID, axes: Axes, cleared: Collection[UUID]
) -> ThreadClocks:
    """Return the clocks of the ``cleared`` threads that ``any_id`` is part of.

    Another thread of the same person may have absorbed a clock, so all of them are read.

    Raises:
        NotFound: no matter has that id, nor belongs to what has it.
    """
    rows = await store.rows(HISTORY, {"id": any_id, "text": str(any_id)})
    if not rows:
        raise NotFound
    mine = [row for row in rows if row["is_asked"] and row["thread_id"] in cleared]
    asked = {row["thread_id"] for row in mine}
    shown = Shown.all_of(Shown.of(row["person_id"], row["matter_id"]) for row in mine)
    happenings = [_happening(row) for row in rows]
    remains = await _remaining(store, {row["person_id"] for row in rows if row["person_id"]})
    happenings = [
        Happening(
            **{
                name: value for name, value in row.items() if name not in ("is_asked", "person_id")
            },
            person_id=remains.get(row["person_id"], row["person_id"]),
        )
        for row in rows
    ]
    law = catalogue()
    found = look_back(happenings, law, axes)
    theirs = [each for each in found if each.seen.thread_id in asked]
    return ThreadClocks(axes=axes, catalogue_version=law.version, clocks=theirs, shown=shown)


def _happening(row: Mapping[str, Any]) -> Happening:
    known = {name: value for name, value in row.items() if name != "is_asked"}
    return Happening(**{**known, "matter_id": matter_of(row["matter_id"], row["fields"])})


async def _remaining(store: Store, person_ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    """Return the pseudonym that remains of each person who is merged away."""
    rows = await store.rows(MERGED, {"person_ids": list(person_ids)})
    into = {row["person_id"]: row["into_person_id"] for row in rows}
    found = {}
    for person_id in into:
        last = person_id
        while last in into:
            last = into[last]
        found[person_id] = last
    return found
