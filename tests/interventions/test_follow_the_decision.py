"""The reaction to decisions: once per decision, whoever runs it and however often."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from uuid import UUID

import psycopg
import pytest

from services.interventions.application.lawful import Law
from services.interventions.domain.events import AppealNoted
from services.interventions.reactions.follow_the_decision import (
    ACTOR,
    NAME,
    follow_the_decision,
)
from shared.catalogue import catalogue
from shared.contracts.interventions import InterventionOpened, intervention_id_of
from shared.contracts.investigation import DecisionAppealed, DecisionMade, Outcome
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.interventions.service import FILE_ID, THREAD_ID, appealed, decided, tell
from tests.interventions.stories import DECISION_ID, GRANTED_ON, INVESTIGATION_ID, PERSON_ID

pytestmark = pytest.mark.usefixtures("registered")

OPENED = intervention_id_of(DECISION_ID)
PARKED = f"SELECT code FROM interventions.parked WHERE name = '{NAME}' ORDER BY position"


@asynccontextmanager
async def reacting(store: PostgresStore) -> AsyncIterator[None]:
    runner = Runner(store, reactions=[follow_the_decision(Law(catalogue()))])
    work = asyncio.create_task(runner.run())
    try:
        yield
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def reacted_to(
    store: PostgresStore, investigation: PostgresStore, *events: DecisionMade | DecisionAppealed
) -> None:
    """Let investigation tell ``events``, and wait until the reaction has come past them."""
    for event in events:
        event_id = await tell(investigation, event.decision_id, event)
        assert await store.wait_for(event_id, NAME, seconds=10)


async def test_an_intervention_opens_in_the_same_thread_and_file_about_the_same_person(
    store: PostgresStore, investigation: PostgresStore
) -> None:
    async with reacting(store):
        await reacted_to(store, investigation, decided())
    (told,) = (await investigation.read(DECISION_ID)).recorded
    (recorded,) = (await store.read(OPENED)).recorded
    assert recorded.event == InterventionOpened(
        intervention_id=OPENED,
        person_id=PERSON_ID,
        decision_id=DECISION_ID,
        investigation_id=INVESTIGATION_ID,
        intervention_type="outpatient-family",
        legal_basis_id="sol-11-1",
        is_needs_assessed=True,
        prevention_level="indicated",
        granted_on=GRANTED_ON,
        opened_on=GRANTED_ON,
        catalogue_version=catalogue().version,
        case_type="child-concern",
    )
    context = recorded.context
    assert (context.thread_id, context.person_id) == (THREAD_ID, PERSON_ID)
    assert (context.actor, context.causation_id) == (ACTOR, told.event_id)
    assert context.file_id == FILE_ID


@pytest.mark.parametrize(
    ("outcome", "intervention_type", "version"),
    [
        (Outcome.PARTLY_GRANTED, "outpatient-family", 1),
        (Outcome.GRANTED, None, 0),
        (Outcome.DENIED, "outpatient-family", 0),
        (Outcome.DISMISSED, None, 0),
    ],
)
async def test_what_is_granted_opens_one_and_what_is_not_opens_none(
    store: PostgresStore,
    investigation: PostgresStore,
    outcome: Outcome,
    intervention_type: str | None,
    version: int,
) -> None:
    decision = decided(outcome, intervention_type=intervention_type)
    async with reacting(store):
        await reacted_to(store, investigation, decision)
    assert (await store.read(OPENED)).version == version


async def test_an_appeal_is_noted_on_what_the_decision_led_to(
    store: PostgresStore, investigation: PostgresStore
) -> None:
    async with reacting(store):
        await reacted_to(store, investigation, decided(), appealed())
    _, noted = (await store.read(OPENED)).events
    assert noted == AppealNoted(
        decision_id=DECISION_ID, received_on=date(2026, 5, 8), is_in_time=None
    )


async def test_an_appeal_of_a_denial_has_nothing_to_be_noted_on(
    store: PostgresStore, investigation: PostgresStore
) -> None:
    async with reacting(store):
        await reacted_to(store, investigation, decided(Outcome.DENIED), appealed())
    assert (await store.read(OPENED)).version == 0
    assert not await store.rows(PARKED)


async def test_what_is_heard_again_changes_nothing(
    store: PostgresStore, investigation: PostgresStore, database: Database
) -> None:
    async with reacting(store):
        await reacted_to(store, investigation, decided(), appealed())
    before = await store.read(OPENED)
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("DELETE FROM interventions.tracking")
    async with reacting(store):
        await reacted_to(store, investigation, decided(Outcome.DENIED, decision_id=UUID(int=7)))
    assert (await store.read(OPENED)).events == before.events
    assert not await store.rows(PARKED)


async def test_two_processes_open_it_once(
    store: PostgresStore, investigation: PostgresStore
) -> None:
    decisions = [UUID(int=number) for number in range(1, 21)]
    told = [
        event
        for decision_id in decisions
        for event in (decided(decision_id=decision_id), appealed(decision_id))
    ]
    async with reacting(store), reacting(store):
        await reacted_to(store, investigation, *told)
    streams = [await store.read(intervention_id_of(decision_id)) for decision_id in decisions]
    assert [stream.version for stream in streams] == [2] * len(decisions)
    assert not await store.rows(PARKED)


async def test_what_the_catalogue_does_not_know_is_parked_and_the_rest_goes_on(
    store: PostgresStore, investigation: PostgresStore
) -> None:
    unknown = decided(decision_id=UUID(int=7), intervention_type="no-such-type")
    async with reacting(store):
        await reacted_to(store, investigation, unknown, decided())
    assert [row["code"] for row in await store.rows(PARKED)] == ["unknown-code"]
    assert (await store.read(OPENED)).version == 1
