"""Which delivered reports a correction makes otherwise than they were handed over.

A report is never rewritten: what was learned since is told in the next one. What a report told is
read in the ledger; what it would tell now rests on the same clocks as the report does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from shared.catalogue import Catalogue
from shared.clocks import Explanation
from shared.contracts.interventions import intervention_id_of
from shared.corrections.clocks import explained
from shared.corrections.impact import Change, Corrected, Dependant, Impact, Kind, differing
from shared.kernel.store import Transaction

CLOCKS = ("unexecuted-decision", "interrupted-execution")
REPORT, MEETING_LIST = "reporting.report-delivered.v1", "reporting.delegation-list-delivered.v1"
NAMES = {
    "unexecuted-decisions": "Rapport om ej verkställda beslut",
    "unexecuted-statistics": "Statistik om ej verkställda beslut",
}
_DELIVERED = """
    SELECT name, convert_from(data, 'UTF8')::jsonb AS told FROM store.readable
    WHERE name IN ('reporting.report-delivered.v1', 'reporting.delegation-list-delivered.v1')
    ORDER BY position"""


def delivered_reports(catalogue: Catalogue) -> Dependant:
    """Return the dependant: each report handed over that told otherwise than what now stands."""

    async def ask(tx: Transaction, corrected: Corrected) -> Sequence[Impact]:
        differs = dict(differing_events(corrected))
        if not differs:
            return []
        before = explained(corrected.before, catalogue, corrected.today)
        after = explained(corrected.after, catalogue, corrected.today)
        pairs = [
            (before.get(id_), after.get(id_))
            for id_ in {**before, **after}
            if id_.partition(":")[0] in CLOCKS
        ]
        found: list[Impact] = []
        for row in await tx.rows(_DELIVERED):
            if row["name"] == MEETING_LIST:
                found += _of_meeting(row["told"], differs)
            else:
                found += _of_quarter(row["told"], pairs)
        return found

    return ask


def differing_events(corrected: Corrected) -> Iterator[tuple[UUID, tuple[Change, ...]]]:
    """Yield the events that say otherwise, or nothing more, once corrected."""
    after = {each.event_id: each.event for each in corrected.after}
    for each in corrected.before:
        becomes = after.get(each.event_id)
        if becomes is None:
            yield each.event_id, differing("listed", True, False)
        elif becomes != each.event:
            names = [field.name for field in fields(each.event)]
            yield (
                each.event_id,
                tuple(
                    change
                    for name in names
                    for change in differing(
                        name, getattr(each.event, name), getattr(becomes, name)
                    )
                ),
            )


def _of_meeting(
    told: Mapping[str, Any], differs: Mapping[UUID, tuple[Change, ...]]
) -> Iterator[Impact]:
    for event_id in map(UUID, told["decision_event_ids"]):
        if event_id in differs:
            yield Impact(
                kind=Kind.REPORT,
                id=told["meeting_id"],
                name=f"Anmälningslista {told['meeting_on']}",
                matter_id=None,
                changes=differs[event_id],
            )


def _of_quarter(
    told: Mapping[str, Any], pairs: Sequence[tuple[Explanation | None, Explanation | None]]
) -> Iterator[Impact]:
    first, last = _days_of(told["period_code"])
    named = {UUID(each["matter_id"]) for each in told["items"]}
    named |= {intervention_id_of(each) for each in named}
    for was, becomes in pairs:
        one = becomes or was
        if one is None:
            continue
        is_told = one.matter_id in named or _is_late_in(was, first, last)
        will_be = _is_late_in(becomes, first, last)
        changes = differing("listed", is_told, will_be)
        if is_told and will_be:
            changes = _changes(was, becomes)
        if changes:
            yield Impact(
                kind=Kind.REPORT,
                id=told["report_id"],
                name=f"{NAMES.get(told['kind_code'], 'Rapport')} {told['period_code']}",
                matter_id=one.matter_id,
                changes=changes,
            )


def _days_of(quarter: str) -> tuple[date, date]:
    year, number = map(int, quarter.split("Q"))
    following = date(year + number // 4, number % 4 * 3 + 1, 1)
    return date(year, 3 * number - 2, 1), following - timedelta(days=1)


def _is_late_in(one: Explanation | None, first: date, last: date) -> bool:
    """Say whether the time had passed by the quarter's end, and went on into the quarter."""
    if one is None or one.effective_on is None or one.effective_on >= last:
        return False
    ended = _ended_on(one)
    return ended is None or (ended >= first and ended > one.effective_on)


def _changes(was: Explanation | None, becomes: Explanation | None) -> tuple[Change, ...]:
    if was is None or becomes is None:
        return ()
    return (
        *differing("person_id", was.person_id, becomes.person_id),
        *differing("started_on", _started_on(was), _started_on(becomes)),
        *differing("ended_on", _ended_on(was), _ended_on(becomes)),
    )


def _started_on(one: Explanation) -> date | None:
    return one.started_by.day if one.started_by else None


def _ended_on(one: Explanation) -> date | None:
    ending = one.stopped_by or one.absorbed_by
    return ending.day if ending else None
