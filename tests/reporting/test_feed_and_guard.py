"""Flödet väntar på skyddet: an event never gets out before it is known whether it may."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import psycopg
import pytest
from httpx import AsyncClient

from shared.contracts.intake import (
    ApplicationReceived,
    IntakeAssigned,
    IntakeOpened,
    Origin,
    ProtectionKind,
    ProtectionMarked,
)
from shared.contracts.intake_merges import PersonsMerged
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, bearer
from tests.reporting.ledger import append
from tests.reporting.waiting import until
from tests.shared.clocks.told import CHILD, INTAKE, REPORT, Told

ON = date(2026, 3, 2)
TWIN = UUID(int=77)


@contextmanager
def stopped(database: Database) -> Iterator[None]:
    """Keep reporting's guard where it is, for as long as it lasts."""
    with psycopg.connect(database.admin_url) as holding:
        holding.execute("SELECT FROM reporting.tracking WHERE name = 'access-guarded' FOR UPDATE")
        yield


def opened() -> Told:
    told = Told()
    arrived = ApplicationReceived(
        report_id=REPORT,
        received_on=ON,
        case_type="adult-outpatient",
        form_code="ansokan",
        form_version="1",
        is_digital=True,
        person_ids=(CHILD,),
        attachment_count=0,
    )
    told.tell(arrived, REPORT)
    event = IntakeOpened(
        intake_id=INTAKE,
        person_id=CHILD,
        report_id=REPORT,
        origin=Origin.APPLICATION,
        case_type="adult-outpatient",
        reason_codes=(),
        received_on=ON,
        is_danger_reported=False,
        catalogue_version="1",
    )
    told.tell(event, INTAKE)
    return told


def assigned() -> Told:
    told = Told()
    told.tell(IntakeAssigned(official="official-7", unit="vuxen", assigned_on=ON), INTAKE)
    return told


def marked(person_id: UUID = CHILD) -> Told:
    told = Told()
    kind = ProtectionKind.PROTECTED_REGISTRATION
    event = ProtectionMarked(
        person_id=person_id, kind=kind, marked_on=ON, marked_by="official-7", until_on=None
    )
    told.tell(event, person_id)
    return told


def merged() -> Told:
    told = Told()
    event = PersonsMerged(
        person_id=CHILD, into_person_id=TWIN, merged_on=ON, reason_code="registered-twice"
    )
    told.tell(event, CHILD)
    return told


async def fed(reporting: AsyncClient) -> list[str]:
    answer = await reporting.get("/events", params={"limit": "100"}, headers=bearer(ANALYST))
    return [each["type"] for each in answer.json()["items"]]


async def registered(database: Database, number: int) -> None:
    async def is_there() -> bool:
        with psycopg.connect(database.admin_url) as admin:
            ((position,),) = admin.execute("SELECT position FROM store.ledger_head").fetchall()
        return bool(position >= number)

    await until(is_there, f"position {number}")


@pytest.mark.parametrize("closing", [marked, merged])
async def test_an_event_about_a_newly_protected_person_waits_and_never_gets_out(
    reporting: AsyncClient, database: Database, closing: object
) -> None:
    assert callable(closing)
    append(database, marked(TWIN).happenings)
    append(database, opened().happenings)

    async def is_told() -> bool:
        return len(await fed(reporting)) == 2

    await until(is_told, "the feed to tell of what is open to all")
    with stopped(database):
        append(database, closing().happenings)
        append(database, assigned().happenings)
        await registered(database, 5)
        assert await fed(reporting) == []

    async def is_heard() -> bool:
        query = "SELECT min(position) FROM reporting.tracking"
        with psycopg.connect(database.admin_url) as admin:
            ((position,),) = admin.execute(query).fetchall()
        return bool(position >= 5)

    await until(is_heard, "the guard to hear")
    assert await fed(reporting) == []


async def test_what_closes_nobody_is_told_as_far_as_the_guard_has_come(
    reporting: AsyncClient, database: Database
) -> None:
    append(database, opened().happenings)

    async def is_told() -> bool:
        return len(await fed(reporting)) == 2

    await until(is_told, "the feed to tell")
    with stopped(database):
        append(database, assigned().happenings)
        await registered(database, 3)
        assert len(await fed(reporting)) == 2

    async def is_all_told() -> bool:
        return len(await fed(reporting)) == 3

    await until(is_all_told, "the feed to tell the rest")
