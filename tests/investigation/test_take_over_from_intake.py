"""The reaction to intake's choice: once per choice, whoever runs it and however often."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest

from services.investigation.domain.investigation.commands import CloseInvestigation
from services.investigation.domain.investigation.rules import INVESTIGATION
from services.investigation.reactions.take_over_from_intake import (
    ACTOR,
    NAME,
    investigation_id_of,
    take_over_from_intake,
)
from shared.catalogue import catalogue
from shared.contracts.intake import Origin, PreliminaryAssessmentConcluded, Way
from shared.contracts.investigation import InvestigationOpened, ReportAttached
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.kernel.handling import handle
from shared.testing.database import Database
from tests.investigation.service import FILE_ID, OFFICIAL, THREAD_ID, concluded, tell
from tests.investigation.stories import (
    INTAKE_ID,
    OPENED_ON,
    OTHER_INTAKE_ID,
    OTHER_PERSON_ID,
    PERMITTED,
    PERSON_ID,
    TODAY,
)

pytestmark = pytest.mark.usefixtures("registered")

OPENED = investigation_id_of(INTAKE_ID)
PARKED = f"SELECT code FROM investigation.parked WHERE name = '{NAME}' ORDER BY position"


@asynccontextmanager
async def reacting(store: PostgresStore) -> AsyncIterator[None]:
    runner = Runner(store, reactions=[take_over_from_intake(catalogue())])
    work = asyncio.create_task(runner.run())
    try:
        yield
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def reacted_to(
    store: PostgresStore, intake: PostgresStore, *events: PreliminaryAssessmentConcluded
) -> None:
    """Let intake tell ``events``, and wait until the reaction has come past them."""
    for event in events:
        event_id = await tell(intake, event)
        assert await store.wait_for(event_id, NAME, seconds=10)


async def close(store: PostgresStore, investigation_id: UUID) -> None:
    command = CloseInvestigation(
        closed_on=date(2026, 3, 20),
        closed_by="official-7",
        is_with_intervention=False,
        reason_code="withdrawn",
        summary="Ansökan togs tillbaka.",
        delegation=PERMITTED,
        is_reason_with_intervention=None,
        today=TODAY,
    )
    async with store.transaction() as tx:
        await handle(
            tx,
            INVESTIGATION,
            investigation_id,
            command,
            actor=OFFICIAL,
            causation_id=UUID(int=98),
        )


async def test_an_investigation_opens_in_the_same_thread_about_the_same_person(
    store: PostgresStore, intake: PostgresStore
) -> None:
    async with reacting(store):
        await reacted_to(store, intake, concluded())
    (told,) = (await intake.read(INTAKE_ID)).recorded
    (recorded,) = (await store.read(OPENED)).recorded
    assert recorded.event == InvestigationOpened(
        investigation_id=OPENED,
        intake_id=INTAKE_ID,
        person_id=PERSON_ID,
        case_type="child-concern",
        legal_basis_id="sol-14-2",
        opened_on=OPENED_ON,
        catalogue_version=catalogue().version,
    )
    context = recorded.context
    assert (context.thread_id, context.person_id) == (THREAD_ID, PERSON_ID)
    assert (context.actor, context.causation_id) == (ACTOR, told.event_id)
    assert context.file_id == told.context.file_id == FILE_ID


async def test_it_opens_under_the_law_of_that_day(
    store: PostgresStore, intake: PostgresStore
) -> None:
    async with reacting(store):
        await reacted_to(store, intake, concluded(on=date(2025, 6, 30)))
    (opened,) = (await store.read(OPENED)).events
    assert opened.legal_basis_id == "sol-2001-11-1"


async def test_what_is_heard_again_changes_nothing(
    store: PostgresStore, intake: PostgresStore, database: Database
) -> None:
    attach = concluded(Way.ATTACH, intake_id=OTHER_INTAKE_ID, investigation_id=OPENED)
    async with reacting(store):
        await reacted_to(store, intake, concluded(), attach)
    before = await store.read(OPENED)
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("DELETE FROM investigation.tracking")
    async with reacting(store):
        await reacted_to(store, intake, concluded(Way.NO_ACTION, intake_id=UUID(int=7)))
    assert (await store.read(OPENED)).events == before.events
    assert not await store.rows(PARKED)


async def test_two_processes_open_it_once(
    store: PostgresStore, intake: PostgresStore, database: Database
) -> None:
    children = [UUID(int=number) for number in range(1, 21)]
    async with reacting(store), reacting(store):
        await reacted_to(store, intake, *(concluded(intake_id=child) for child in children))
    streams = [await store.read(investigation_id_of(child)) for child in children]
    assert [stream.version for stream in streams] == [1] * len(children)
    assert not await store.rows(PARKED)


async def test_a_report_joins_the_open_investigation(
    store: PostgresStore, intake: PostgresStore
) -> None:
    on = date(2026, 3, 30)
    attach = concluded(Way.ATTACH, intake_id=OTHER_INTAKE_ID, investigation_id=OPENED, on=on)
    async with reacting(store):
        await reacted_to(store, intake, concluded(), attach)
    _, attached = (await store.read(OPENED)).events
    assert attached == ReportAttached(intake_id=OTHER_INTAKE_ID, attached_on=on)


async def test_a_report_that_cannot_join_is_parked_and_the_rest_goes_on(
    store: PostgresStore, intake: PostgresStore
) -> None:
    def attach(
        number: int, investigation_id: UUID | None, person_id: UUID
    ) -> PreliminaryAssessmentConcluded:
        return concluded(
            Way.ATTACH,
            intake_id=UUID(int=number),
            person_id=person_id,
            investigation_id=investigation_id,
        )

    async with reacting(store):
        await reacted_to(store, intake, concluded())
        await reacted_to(store, intake, attach(1, OPENED, OTHER_PERSON_ID))
        await close(store, OPENED)
        await reacted_to(
            store,
            intake,
            attach(2, OPENED, PERSON_ID),
            attach(3, UUID(int=404), PERSON_ID),
            attach(4, None, PERSON_ID),
            concluded(intake_id=OTHER_INTAKE_ID),
        )
    codes = [row["code"] for row in await store.rows(PARKED)]
    assert codes == ["about-somebody-else", "investigation-not-open", "not-found", "not-found"]
    assert (await store.read(investigation_id_of(OTHER_INTAKE_ID))).version == 1


async def test_two_reports_about_a_person_chosen_at_the_same_moment_lead_to_one_investigation(
    store: PostgresStore, intake: PostgresStore
) -> None:
    first = concluded(origin=Origin.CONCERN_REPORT)
    second = concluded(intake_id=OTHER_INTAKE_ID, origin=Origin.CONCERN_REPORT)
    await tell(intake, first)
    last = await tell(intake, second)
    async with reacting(store), reacting(store):
        assert await store.wait_for(last, NAME, seconds=10)
    opened, attached = (await store.read(OPENED)).events
    assert isinstance(opened, InvestigationOpened)
    assert attached == ReportAttached(intake_id=OTHER_INTAKE_ID, attached_on=OPENED_ON)
    assert (await store.read(investigation_id_of(OTHER_INTAKE_ID))).version == 0


@pytest.mark.parametrize(
    "other",
    [
        {"person_id": OTHER_PERSON_ID, "origin": Origin.CONCERN_REPORT},
        {"case_type": "adult-outpatient", "origin": Origin.CONCERN_REPORT},
        {"origin": Origin.APPLICATION},
    ],
    ids=["somebody else", "another kind of case", "an application"],
)
async def test_what_is_a_matter_of_its_own_gets_its_own_investigation(
    store: PostgresStore, intake: PostgresStore, other: dict[str, Any]
) -> None:
    async with reacting(store):
        await reacted_to(store, intake, concluded(origin=Origin.CONCERN_REPORT))
        await reacted_to(store, intake, concluded(intake_id=OTHER_INTAKE_ID, **other))
    assert (await store.read(investigation_id_of(OTHER_INTAKE_ID))).version == 1


async def test_after_the_closing_a_new_report_opens_a_new_investigation(
    store: PostgresStore, intake: PostgresStore
) -> None:
    again = concluded(intake_id=OTHER_INTAKE_ID, origin=Origin.CONCERN_REPORT)
    async with reacting(store):
        await reacted_to(store, intake, concluded(origin=Origin.CONCERN_REPORT))
        await close(store, OPENED)
        await reacted_to(store, intake, again)
    assert (await store.read(investigation_id_of(OTHER_INTAKE_ID))).version == 1


async def test_no_action_opens_nothing(store: PostgresStore, intake: PostgresStore) -> None:
    async with reacting(store):
        await reacted_to(store, intake, concluded(Way.NO_ACTION))
    assert (await store.read(OPENED)).version == 0
