"""Chains of systematic follow-up: read from the thread's entries, as known at a position."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from services.reporting.application.granted import MOST, Rows
from services.reporting.domain.granted_decision import standing_facts
from services.reporting.domain.grants import Fact
from services.reporting.domain.isu.building import chain_of
from services.reporting.domain.isu.chain import Chain
from shared.eventstore.merged_persons import same_person

NAMED = f"""
    WITH RECURSIVE {same_person("reporting", "SELECT CAST(%(id)s AS uuid)", "named")}
    SELECT person_id FROM named"""
THREADS = """
    SELECT DISTINCT thread_id FROM reporting.thread_entry
    WHERE thread_id = %(id)s OR stream_id = %(id)s"""
CHAINS = """
    WITH asked AS (
        SELECT stream_id, thread_id, CAST(facts ->> 'investigation_id' AS uuid) AS before_id
        FROM reporting.thread_entry
        WHERE name = 'interventions.opened.v1' AND position <= %(known)s
          AND (thread_id = ANY (%(threads)s) OR person_id = ANY (%(persons)s))
    )
    SELECT a.stream_id AS chain_id, a.thread_id, e.stream_id = a.stream_id AS is_own,
           e.event_id, e.position, e.name, e.happened_on, e.recorded_at, e.facts
    FROM asked a JOIN reporting.thread_entry e ON e.stream_id IN (a.stream_id, a.before_id)
    WHERE e.position <= %(known)s
    ORDER BY e.position"""


async def chains_of(
    reader: Rows, any_id: UUID, cleared: Collection[UUID], *, known: int | None = None
) -> Sequence[Chain]:
    """Return the chains of the ``cleared`` threads that ``any_id`` names, oldest first.

    The id is a person's, a thread's or a matter's; an intervention's is of that one alone. A
    person's merged pseudonyms count too.
    """
    named = [row["person_id"] for row in await reader.rows(NAMED, {"id": any_id})]
    threads = [row["thread_id"] for row in await reader.rows(THREADS, {"id": any_id})]
    asked = {"threads": threads, "persons": named, "known": MOST if known is None else known}
    rows = await reader.rows(CHAINS, asked)
    found = [each for each in built(rows) if each.thread_id in cleared]
    mine = [each for each in found if each.intervention_id == any_id]
    return mine or [each for each in found if each.thread_id in threads or each.person_id in named]


def built(rows: Sequence[Mapping[str, Any]]) -> Sequence[Chain]:
    """Return the chains that ``rows`` (entries by ``chain_id``, in ledger order) come to."""
    own: dict[UUID, list[Fact]] = defaultdict(list)
    before: dict[UUID, list[Fact]] = defaultdict(list)
    threads: dict[UUID, UUID] = {}
    for row in rows:
        threads[row["chain_id"]] = row["thread_id"]
        (own if row["is_own"] else before)[row["chain_id"]].append(_fact(row))
    chains = (
        chain_of(standing_facts(own[each]), standing_facts(before[each]), thread_id)
        for each, thread_id in threads.items()
    )
    return sorted((each for each in chains if each), key=lambda each: each.begins_on)


def _fact(row: Mapping[str, Any]) -> Fact:
    return Fact(
        name=row["name"],
        day=row["happened_on"],
        event_id=row["event_id"],
        position=row["position"],
        recorded_at=row["recorded_at"],
        fields=row["facts"],
    )
