"""Påverkan: lämnade rapporter och bevakningar som en rättelse gör annorlunda."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from shared.contracts.names import REPORTING
from shared.contracts.reporting import ReportDelivered, ReportedItem
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.interventions.service import CONTEXT, Service, decided
from tests.interventions.stories import DECISION_ID
from tests.interventions.test_correct_over_http import ASSIGN, WHY, fact
from tests.services import store_of

pytestmark = pytest.mark.usefixtures("registered")


@pytest.fixture
async def reporting(database: Database) -> AsyncIterator[PostgresStore]:
    """Yield the store as reporting writes to it."""
    async with store_of("reporting", Codec(own=REPORTING, heard={}), database) as store:
        yield store


async def deliver(
    reporting: PostgresStore, service: Service, quarter: str, *decisions: UUID
) -> str:
    """Hand over the report of a quarter, with the decisions in it."""
    report_id = uuid5(DECISION_ID, quarter)
    report = ReportDelivered(
        report_id=report_id,
        kind_code="unexecuted-decisions",
        period_code=quarter,
        recipient_codes=("ivo",),
        delivered_on=date(2026, 10, 20),
        known_position=9,
        definition_version="1",
        catalogue_version="2026-4",
        content_sha256="0" * 64,
        items=tuple(
            ReportedItem(item_id=each, matter_id=each, state_code="due") for each in decisions
        ),
    )
    async with reporting.transaction() as tx:
        appended = await tx.append(report_id, [report], CONTEXT, after=0)
    assert await service.store.wait_for(appended.last_event_id, "persons", seconds=10)
    return str(report_id)


async def executed(service: Service, on: str) -> str:
    here = await service.opened(decided())
    await service.changed(f"{here}/assign", ASSIGN)
    await service.changed(f"{here}/execute", {"executedOn": on})
    return here


async def impacts(service: Service, here: str, on: str, kind: str) -> list[dict[str, Any]]:
    """Ask for another day of execution; return what of ``kind`` that changes."""
    wrong = await fact(service, here, "executed")
    asked = {"eventId": wrong["eventId"], "executedOn": on, **WHY}
    answer = await service.changed(f"{here}/correct-fact", asked)
    return [each for each in answer["impacts"] if each["kind"] == kind]


def changes(impact: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {each["field"]: (each["before"], each["after"]) for each in impact["changes"]}


async def test_a_report_that_left_out_what_was_late_after_all_is_named(
    service: Service, reporting: PostgresStore
) -> None:
    here = await executed(service, "2026-05-04")
    third = await deliver(reporting, service, "2026Q3")
    await deliver(reporting, service, "2026Q2")
    (found,) = await impacts(service, here, "2026-08-15", "report")
    assert (found["id"], changes(found)) == (third, {"listed": ("false", "true")})
    assert found["name"] == "Rapport om ej verkställda beslut 2026Q3"
    assert found["matterId"] == str(DECISION_ID)


async def test_a_report_that_told_of_what_was_done_in_time_is_named(
    service: Service, reporting: PostgresStore
) -> None:
    here = await executed(service, "2026-08-15")
    third = await deliver(reporting, service, "2026Q3", DECISION_ID)
    (found,) = await impacts(service, here, "2026-05-04", "report")
    assert (found["id"], changes(found)) == (third, {"listed": ("true", "false")})


async def test_a_report_that_told_of_it_by_another_day_is_named_with_both(
    service: Service, reporting: PostgresStore
) -> None:
    here = await executed(service, "2026-08-15")
    await deliver(reporting, service, "2026Q3", DECISION_ID)
    (found,) = await impacts(service, here, "2026-08-17", "report")
    assert changes(found) == {"ended_on": ("2026-08-15", "2026-08-17")}


async def test_a_report_that_says_the_same_is_not_named(
    service: Service, reporting: PostgresStore
) -> None:
    here = await executed(service, "2026-05-04")
    await deliver(reporting, service, "2026Q3")
    assert await impacts(service, here, "2026-05-11", "report") == []


async def test_what_is_watched_is_named_with_its_days(service: Service) -> None:
    here = await executed(service, "2026-05-04")
    found = await impacts(service, here, "2026-05-11", "list")
    (watch,) = [each for each in found if each["id"] == "watch-list:unexecuted-decision"]
    assert changes(watch) == {"closed_on": ("2026-05-04", "2026-05-11")}
