"""Flyttade ärenden: vem ett ärende gällde, och gäller, från vilken position i liggaren."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from services.reporting.application.clocks import clocks_of
from services.reporting.projections.moved_matters import MOVED_MATTERS, MovedMatter, person_at
from services.reporting.projections.watch_items import STILL, TABLE
from services.reporting.projections.watching import derive
from shared.clocks import Axes
from shared.contracts.intake import IntakeOpened, Origin
from shared.contracts.intake_corrections import (
    IntakeCorrectionApproved,
    IntakeFactAnnulled,
    IntakePersonCorrected,
)
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Recorded
from shared.kernel.moving import moved
from shared.testing.database import Database
from shared.testing.recorded import PERSON_ID, recorded
from tests.reporting.test_clocks import client, tell
from tests.reporting.test_watch_list import an_investigation
from tests.reporting.test_watching import as_recorded
from tests.shared.clocks.told import CHILD, INTAKE, INVESTIGATION, THREAD

__all__ = ["client"]

ON = date(2026, 3, 2)
OPENING = UUID(int=1)
RIGHT, OTHER = UUID(int=0xB), UUID(int=0xC)


def opened() -> IntakeOpened:
    return IntakeOpened(
        intake_id=INTAKE,
        person_id=PERSON_ID,
        report_id=UUID(int=77),
        origin=Origin.CONCERN_REPORT,
        case_type="child-concern",
        reason_codes=(),
        received_on=ON,
        is_danger_reported=False,
        catalogue_version="1",
    )


def move(to: UUID, *, waits: bool = False) -> IntakePersonCorrected:
    return IntakePersonCorrected(
        corrects_event_id=OPENING,
        corrected_on=ON,
        correction_reason_code="wrong-person",
        is_approval_needed=waits,
        person_id=to,
    )


def annul(event_id: UUID) -> IntakeFactAnnulled:
    return IntakeFactAnnulled(
        annuls_event_id=event_id,
        annulled_on=ON,
        correction_reason_code="misunderstanding",
        is_approval_needed=False,
    )


def approve(event_id: UUID) -> IntakeCorrectionApproved:
    return IntakeCorrectionApproved(approves_event_id=event_id, approved_on=ON)


def history(*events: object) -> Sequence[Recorded[Any]]:
    made = (recorded(event, INTAKE, position=n) for n, event in enumerate((opened(), *events), 1))
    return [replace(each, version=each.position or 0) for each in made]


def row_after(known: Sequence[Recorded[Any]]) -> MovedMatter | None:
    rows: dict[Any, MovedMatter] = {}
    MOVED_MATTERS.fold(rows, known)
    return rows.get(INTAKE)


@st.composite
def said(draw: st.DrawFn) -> list[object]:
    """Return moves, and approvals and annulments of what was said before."""
    events: list[object] = []
    for last in range(2, 2 + draw(st.integers(0, 8))):
        moving = st.builds(move, st.sampled_from([RIGHT, OTHER, PERSON_ID]), waits=st.booleans())
        earlier = st.integers(2, last - 1).map(lambda number: UUID(int=number))
        about = [st.builds(annul, earlier), st.builds(approve, earlier)] if last > 2 else []
        events.append(draw(st.one_of(moving, *about)))
    return events


@given(said())
def test_at_every_position_a_matter_is_about_whom_its_corrections_then_said(
    events: list[object],
) -> None:
    known = history(*events)
    row = row_after(known)
    for position in range(1, len(known) + 1):
        then = moved(known[:position]).get(INTAKE, PERSON_ID)
        assert (person_at(row.spans, position) if row else PERSON_ID) == then
    assert row is None or row.person_id == person_at(row.spans, len(known))


def test_a_move_that_waits_moves_nothing_until_it_is_approved() -> None:
    waiting = history(move(RIGHT, waits=True))
    row = row_after(waiting)
    assert row is not None
    assert row.person_id == PERSON_ID
    approved = row_after(history(move(RIGHT, waits=True), approve(UUID(int=2))))
    assert approved is not None
    assert (approved.person_id, person_at(approved.spans, 2)) == (RIGHT, PERSON_ID)


def moved_at(database: Database, *streams: UUID, position: int) -> None:
    """Let the matters be another child's from ``position``."""
    spans = [
        {"position": 0, "person_id": str(CHILD)},
        {"position": position, "person_id": str(RIGHT)},
    ]
    with psycopg.connect(database.url_for("reporting")) as connection:
        for stream in streams:
            connection.execute(
                "INSERT INTO reporting.moved_matter VALUES (%s, %s, %s, '[]')",
                (stream, RIGHT, Jsonb(spans)),
            )


async def items(store: PostgresStore, person_id: UUID) -> set[tuple[str, bool]]:
    rows = await store.rows(TABLE.select().where(TABLE.c.person_id == person_id))
    return {(row["rule"], row["until_position"] == STILL) for row in rows}


async def test_what_is_watched_of_the_one_ends_and_goes_on_of_the_other(
    store: PostgresStore, database: Database
) -> None:
    story = an_investigation()
    story.tell(move(RIGHT), INTAKE)
    tell(database, story)
    events = as_recorded(story.happenings)
    last = events[-1]
    events[-1] = replace(last, event=move(RIGHT))
    async with store.transaction() as tx:
        await derive(tx, events[:-1])
    before = await items(store, CHILD)
    moved_at(database, INTAKE, INVESTIGATION, position=last.position or 0)
    async with store.transaction() as tx:
        await derive(tx, events[-1:])
    held = {rule for rule, is_still in before if is_still}
    assert held
    assert not [rule for rule, is_still in await items(store, CHILD) if is_still]
    assert {rule for rule, is_still in await items(store, RIGHT) if is_still} == held
    found = await store.rows(TABLE.select())
    async with store.transaction() as tx:
        await tx.rows(TABLE.delete())
        await derive(tx, events)
    again = await store.rows(TABLE.select())
    assert sorted(map(str, found)) == sorted(map(str, again)), "rebuilt equals live"


@pytest.mark.usefixtures("client")
async def test_the_clocks_of_the_matter_are_the_other_persons(
    store: PostgresStore, database: Database, client: AsyncClient
) -> None:
    story = an_investigation()
    tell(database, story)
    axes = Axes(valid_at=date(2026, 6, 1))
    before = await clocks_of(store, THREAD, axes, {THREAD})
    moved_at(database, INTAKE, INVESTIGATION, position=len(story.happenings))
    for asked in (THREAD, RIGHT):
        after = await clocks_of(store, asked, axes, {THREAD})
        assert [e.seen.rule.id for e in after.clocks] == [e.seen.rule.id for e in before.clocks]
        assert after.shown.persons == {RIGHT}
