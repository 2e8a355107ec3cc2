"""Keeping the watch lists of the authority's own duties: those asked for, and the calendar's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.projections.duties import NAMING, due_periods, duties
from services.reporting.projections.watch_items import Versions, WatchItem
from shared.catalogue import Catalogue
from shared.catalogue.clocks import Scope
from shared.clocks import duty_of, watched
from shared.clocks.happening import period_id
from shared.kernel.clock import civil_date
from shared.kernel.context import Recorded
from shared.kernel.store import Transaction

HELD = """
    SELECT * FROM reporting.watch_item
    WHERE person_id IS NULL AND matter_id = ANY (%(duties)s)
      AND until_position = 9223372036854775807"""
SET_OUT = """
    SELECT FROM reporting.watch_item
    WHERE person_id IS NULL AND matter_id = %(year)s LIMIT 1"""


async def watch_duties(
    tx: Transaction, law: Catalogue, events: Sequence[Recorded[Any]]
) -> Sequence[WatchItem]:
    """Return the watch items of the authority's own duties that ``events`` ended or began."""
    moves = await _moves(tx, events)
    if not moves:
        return []
    codes = {code for code, _ in moves.values() if code}
    known = await duties(tx, [duty for duty, (code, _) in moves.items() if not code], codes)
    held = await _held(tx, list(moves))
    changed: list[WatchItem] = []
    for duty, (_, positions) in moves.items():
        versions = Versions(held[duty])
        for position in positions:
            told = (each for each in known.get(duty, ()) if each.position <= position)
            versions.see(watched(told, law, scope=Scope.AUTHORITY), position)
        changed += versions.changed_since(positions[0] - 1)
    return changed


Moves = Mapping[UUID, tuple[str | None, Sequence[int]]]
"""For each duty its period, if it has one, and the positions at which it may have changed."""


async def _moves(tx: Transaction, events: Sequence[Recorded[Any]]) -> Moves:
    found: dict[UUID, set[int]] = defaultdict(set)
    codes: dict[UUID, str] = {}
    for position, code in await _years_begun(tx, events):
        codes[period_id(code)] = code
        found[period_id(code)].add(position)
    for each in events:
        fields = {name: getattr(each.event, name, None) for name in NAMING}
        if any(fields.values()) and each.position is not None:
            duty = duty_of(each.stream_id, fields)
            found[duty].add(each.position)
            if fields["period_code"]:
                codes[duty] = str(fields["period_code"])
    return {duty: (codes.get(duty), sorted(positions)) for duty, positions in found.items()}


async def _years_begun(
    tx: Transaction, events: Sequence[Recorded[Any]]
) -> Sequence[tuple[int, str]]:
    """Return the periods that the first event of each year sets out, a year ahead.

    No event tells that a period is over. So the first one recorded in a year brings the periods
    to come, each shown from the day it ends; what ended before the first event of all is not ours.
    """
    set_out: list[tuple[int, str]] = []
    for position, on in _first_of_each_year(events):
        ahead = await tx.rows(SET_OUT, {"year": period_id(str(on.year + 1))})
        if not ahead:
            last = date(on.year + 1, 12, 31)
            set_out += [(position, code) for code in due_periods(on, last)]
    return set_out


def _first_of_each_year(events: Sequence[Recorded[Any]]) -> Iterator[tuple[int, date]]:
    seen: set[int] = set()
    for each in events:
        on = civil_date(each.recorded_at)
        if each.position is not None and on.year not in seen:
            seen.add(on.year)
            yield each.position, on


async def _held(tx: Transaction, duty_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[WatchItem]]:
    found: dict[UUID, list[WatchItem]] = defaultdict(list)
    for row in await tx.rows(HELD, {"duties": duty_ids}):
        found[row["matter_id"]].append(WatchItem(**row))
    return found
