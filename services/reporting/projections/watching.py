"""Keeping the watch lists: one event's effect, worked out for the person it is about."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from services.reporting.projections.duty_watching import watch_duties
from services.reporting.projections.histories import Known, histories, until
from services.reporting.projections.moved_matters import MOVED_MATTERS
from services.reporting.projections.same_persons import (
    MERGED,
    REVERSED,
    by_cluster,
    same_persons,
)
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from services.reporting.projections.watch_items import TABLE, Versions, WatchItem
from shared.catalogue import Catalogue, catalogue
from shared.catalogue.clocks import Trigger
from shared.clocks import Watched, watched
from shared.clocks.answering import ASSIGNED
from shared.contracts.names import PUBLISHED
from shared.eventstore.derivations import Derivation
from shared.kernel.context import Recorded
from shared.kernel.corrections import fact_names, names_another
from shared.kernel.store import Transaction

HELD = """
    SELECT * FROM reporting.watch_item
    WHERE person_id = ANY (%(persons)s) AND until_position = 9223372036854775807"""
MOVED = """
    SELECT CAST(s ->> 'position' AS bigint) AS position, CAST(s ->> 'person_id' AS uuid) AS person
    FROM reporting.moved_matter CROSS JOIN jsonb_array_elements(spans) s
    WHERE stream_id = ANY (%(streams)s)"""
WRITE = """
    INSERT INTO reporting.watch_item
    SELECT * FROM jsonb_populate_recordset(NULL::reporting.watch_item, CAST(%(rows)s AS jsonb))
    ON CONFLICT (item_id, from_position) DO UPDATE SET until_position = excluded.until_position"""
MERGING = frozenset({MERGED, REVERSED})


@cache
def moving() -> frozenset[str]:
    """Return the events that may change what is watched: the others are passed over."""
    correcting = {name for name, cls in PUBLISHED.items() if names_another(cls)}
    noting = {name for name, cls in PUBLISHED.items() if "fact_code" in fact_names(cls)}
    return (
        ASSIGNED
        | correcting
        | noting
        | MERGING
        | {each.event for each in _triggers(catalogue()) if each.event}
    )


def _triggers(law: Catalogue) -> Iterator[Trigger]:
    for clocks in law.tables.clocks.values():
        for clock in clocks:
            yield from (*clock.start, *clock.stop, *clock.requires, *clock.absorbed_by)
            for pause in clock.pauses:
                yield from (pause.since, pause.until)
            if clock.extension and clock.extension.event:
                yield Trigger(event=clock.extension.event)
    for risks in law.tables.risks.values():
        for risk in risks:
            yield from (*risk.since, *risk.ended_by)


async def derive(tx: Transaction, events: Sequence[Recorded[Any]]) -> None:
    """Bring the watch items of the persons that ``events`` are about past them."""
    law = catalogue()
    changed = [*await _watch_persons(tx, law, events), *await watch_duties(tx, law, events)]
    if changed:
        await tx.rows(WRITE, {"rows": json.dumps([_row(each) for each in changed])})


async def _watch_persons(
    tx: Transaction, law: Catalogue, events: Sequence[Recorded[Any]]
) -> Sequence[WatchItem]:
    """Return the items of the persons that ``events`` are about, that these ended or began."""
    moves = await _moves(tx, events)
    if not moves:
        return []
    same = await same_persons(tx, moves)
    known, held = await histories(tx, same.persons), await _held(tx, list(same.persons))
    changed: list[WatchItem] = []
    for cluster, positions in by_cluster(same, moves):
        versions = Versions(item for person in cluster for item in held[person])
        for position in positions:
            groups = same.groups_at(cluster, position)
            versions.see(_watched(groups, known, position, law), position)
        changed += versions.changed_since(positions[0] - 1)
    return changed


def _watched(
    groups: Mapping[UUID, Sequence[UUID]],
    known: Mapping[UUID, Sequence[Known]],
    position: int,
    law: Catalogue,
) -> Iterator[Watched]:
    """Yield what is watched of some persons, by the pseudonym that remained of each."""
    for remaining, same in groups.items():
        found = {
            each.event_id: each if len(same) == 1 else replace(each, person_id=remaining)
            for person in same
            for each in until(position, known.get(person, ()))
        }
        yield from watched(sorted(found.values(), key=lambda each: each.position), law)


async def _moves(tx: Transaction, events: Sequence[Recorded[Any]]) -> Mapping[UUID, Sequence[int]]:
    """Return, for each person, the positions at which something may have changed."""
    found: dict[UUID, set[int]] = defaultdict(set)
    correcting = [each for each in events if names_another(type(each.event))]
    for each in events:
        person, position = each.context.person_id, each.position
        if person is not None and position is not None and each.name in moving():
            found[person].add(position)
    if correcting:
        streams = [each.stream_id for each in correcting]
        positions = {each.position for each in correcting}
        for row in await tx.rows(MOVED, {"streams": streams}):
            if row["position"] in positions:
                found[row["person"]].add(row["position"])
    return {person: sorted(positions) for person, positions in found.items()}


async def _held(tx: Transaction, persons: Sequence[UUID]) -> Mapping[UUID, Sequence[WatchItem]]:
    found: dict[UUID, list[WatchItem]] = defaultdict(list)
    for row in await tx.rows(HELD, {"persons": persons}):
        found[row["person_id"]].append(WatchItem(**row))
    return found


def _row(item: WatchItem) -> Mapping[str, object]:
    return {name: _plain(value) for name, value in asdict(item).items()}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, date | UUID) else value


WATCH_LIST = Derivation(
    name="reporting.watch-items",
    tables=(TABLE,),
    hears=tuple(PUBLISHED.values()),
    behind=(THREAD_ENTRIES.name, MOVED_MATTERS.name),
    derive=derive,
)
