"""Ärendenas väg: corrections move the days, each version is kept, only what changed is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.grants import Fact
from services.reporting.domain.passages import Way, way_of
from services.reporting.projections.passages import PASSAGES, TABLE, derive
from shared.contracts.investigation_corrections import (
    InvestigationFactAnnulled,
    InvestigationOpeningCorrected,
)
from shared.eventstore.deriving import start_over
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.reporting.ledger import append
from tests.reporting.test_clocks import tell
from tests.reporting.test_watch_list import an_investigation, read
from tests.reporting.test_watching import a_long_story, as_recorded
from tests.shared.clocks.told import INVESTIGATION, day

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 200).map(lambda n: FIRST + timedelta(days=n))
STEPS = {
    "opened": ("investigation.opened.v1", "opened_on"),
    "assigned": ("investigation.assigned.v1", "assigned_on"),
    "contact": ("investigation.contact-held.v1", "held_on"),
    "closed": ("investigation.closed.v1", "closed_on"),
}
CORRECTING = {
    "opened": "investigation.opening-corrected.v1",
    "contact": "investigation.contact-corrected.v1",
    "closed": "investigation.closing-corrected.v1",
}


def a_fact(position: int, name: str, on: date, fields: dict[str, object]) -> Fact:
    return Fact(
        name=name,
        day=on,
        event_id=UUID(int=position),
        position=position,
        recorded_at=datetime.combine(on, time(12), UTC),
        fields=fields,
    )


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Fact, str, int]]:
    """Draw facts of one matter, then corrections and annulments of any of them, in any order."""
    kinds = ["opened", *draw(st.lists(st.sampled_from(["assigned", "contact", "closed"])))]
    told: list[tuple[Fact, str, int]] = []
    for position, kind in enumerate(kinds, start=1):
        on, (name, field) = draw(DAYS), STEPS[kind]
        fields: dict[str, object] = {field: on.isoformat()}
        if kind == "opened":
            fields |= {"case_type": "child-concern", "person_id": str(UUID(int=99))}
        told.append((a_fact(position, name, on, fields), kind, position))
    for position in range(len(told) + 1, len(told) + 1 + draw(st.integers(0, 5))):
        of = draw(st.integers(1, len(kinds)))
        kind, on = kinds[of - 1], draw(DAYS)
        is_annulled = kind not in CORRECTING or (of != 1 and draw(st.booleans()))
        about: dict[str, object] = {"is_approval_needed": False}
        if is_annulled:
            about |= {"annuls_event_id": str(UUID(int=of)), "annulled_on": str(on)}
            name = "investigation.fact-annulled.v1"
        else:
            about |= {"corrects_event_id": str(UUID(int=of)), STEPS[kind][1]: str(on)}
            name = CORRECTING[kind]
        told.append((a_fact(position, name, on, about), "gone" if is_annulled else "moved", of))
    return told


def naive(told: Sequence[tuple[Fact, str, int]]) -> Way:
    """Return the same by keeping a list of days, and changing it: a second opinion."""
    days: dict[int, tuple[str, date]] = {}
    for fact, what, of in told:
        if what == "gone":
            days.pop(of, None)
        elif what == "moved" and of in days:
            days[of] = (days[of][0], fact.day)
        elif what not in ("gone", "moved"):
            days[of] = (what, fact.day)

    def every(kind: str) -> list[date]:
        return sorted(on for what, on in days.values() if what == kind)

    closed = every("closed")
    met = [on for on in every("contact") if not closed or on <= closed[0]]
    return Way(
        kind="investigation",
        case_type="child-concern",
        person_id=UUID(int=99),
        opened_on=every("opened")[0],
        assigned_on=next(iter(every("assigned")), None),
        last_contact_on=met[-1] if met else None,
        closed_on=closed[0] if closed else None,
    )


@given(histories())
def test_the_days_are_those_that_stand_once_corrected(told: list[tuple[Fact, str, int]]) -> None:
    for known in range(1, len(told) + 1):
        assert way_of(each[0] for each in told[:known]) == naive(told[:known])


def test_what_was_never_opened_has_no_way() -> None:
    assert (
        way_of([a_fact(1, "investigation.closed.v1", FIRST, {"closed_on": "2026-01-01"})]) is None
    )


async def rows(store: PostgresStore) -> Sequence[Any]:
    return await store.rows(TABLE.select().order_by(TABLE.c.matter_id, TABLE.c.from_position))


@pytest.mark.parametrize("size", [1, 2, 4, 9])
async def test_the_rows_are_the_same_however_the_events_are_divided_and_when_started_over(
    store: PostgresStore, database: Database, size: int
) -> None:
    story = a_long_story()
    tell(database, story)
    events = as_recorded(story.happenings)
    for start in range(0, len(events), size):
        async with store.transaction() as tx:
            await derive(tx, events[start : start + size])
    found = await rows(store)
    spans = [
        (each["from_position"], each["until_position"])
        for each in found
        if each["matter_id"] == INVESTIGATION
    ]
    assert [until for _, until in spans[:-1]] == [since for since, _ in spans[1:]]
    await start_over(store, PASSAGES)
    assert await rows(store) == []
    async with store.transaction() as tx:
        await derive(tx, events)
    assert found == await rows(store) != []


async def test_an_event_reads_and_writes_of_its_own_matter_alone(
    store: PostgresStore, database: Database
) -> None:
    """The cost follows what changed: a matter with more behind it is not looked at."""
    story = a_long_story()
    tell(database, story)
    events = as_recorded(story.happenings)
    async with store.transaction() as tx:
        await derive(tx, events)
    before = {each["matter_id"]: each for each in await rows(store)}
    asked: list[Any] = []

    class Watched:
        """A transaction that notes what was asked of it."""

        async def rows(self, statement: object, parameters: Any = None) -> Sequence[Any]:
            asked.append(parameters)
            return await store.rows(statement, parameters)

    closed = next(each for each in events if each.name == "investigation.closed.v1")
    again: Any = Watched()
    await derive(again, [replace(closed, position=(closed.position or 0) + 100)])
    assert {tuple(each["matters"]) for each in asked if "matters" in each} == {(INVESTIGATION,)}
    assert {each["matter_id"]: each for each in await rows(store)} == before


async def test_a_corrected_day_moves_the_figure_and_what_was_known_then_stays(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, an_investigation().happenings)

    async def opened(**query: Any) -> list[int]:
        period = {"from": "2026-03-02", "to": "2026-03-22"}
        answer = await read(reporting, "/flow", last, **period, **query)
        return [each["opened"] for each in answer["weeks"]]

    assert await opened() == [0, 1, 0]
    lines = (await read(reporting, f"/threads/{INVESTIGATION}", last))["lines"]
    wrong = next(each for each in lines if each["type"] == "investigation.opened.v1")
    story = an_investigation()
    story.happenings.clear()
    moved = InvestigationOpeningCorrected(
        corrects_event_id=UUID(wrong["eventId"]),
        corrected_on=day("2026-03-25"),
        correction_reason_code="wrong-date",
        is_approval_needed=False,
        opened_on=day("2026-03-17"),
    )
    story.tell(moved, INVESTIGATION)
    last = append(database, story.happenings)
    assert await opened() == [0, 0, 1]
    assert await opened(knownPosition=4) == [0, 1, 0]
    story.happenings.clear()
    gone = InvestigationFactAnnulled(
        annuls_event_id=UUID(wrong["eventId"]),
        annulled_on=day("2026-03-26"),
        correction_reason_code="wrong-person",
        is_approval_needed=False,
    )
    story.tell(gone, INVESTIGATION)
    last = append(database, story.happenings)
    assert await opened() == [0, 0, 0]
