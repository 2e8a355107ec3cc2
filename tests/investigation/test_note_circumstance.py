"""Anteckna omständighet: what time limits count from and to, in the child's matter."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient

from services.investigation.domain.course.commands import NoteCircumstance
from services.investigation.domain.course.events import CircumstanceDescribed
from services.investigation.domain.course.refusals import (
    AlreadyNoted,
    EndBeforeStart,
    EndNotAsked,
    EndNotSaid,
    NothingBegun,
)
from services.investigation.domain.course.rules import COURSE
from shared.contracts.investigation import CircumstanceNoted
from shared.kernel.dates import InTheFuture
from shared.testing.memory_store import MemoryStore
from shared.testing.scenario import Scenario
from shared.testing.tokens import CASEWORKER, bearer
from tests.investigation.edge import post, problem
from tests.investigation.stories import INVESTIGATION_ID, PERSON_ID, TODAY, TOMORROW

course = Scenario(COURSE)
executed = CircumstanceNoted(
    investigation_id=INVESTIGATION_ID,
    person_id=PERSON_ID,
    fact_code="care-executed",
    happened_on=date(2026, 3, 20),
    until_on=None,
    catalogue_version="2026-4",
)
CONSIDER = NoteCircumstance(
    investigation_id=INVESTIGATION_ID,
    person_id=PERSON_ID,
    fact_code="care-considered",
    comes_after=frozenset({"care-executed"}),
    is_end_set=False,
    happened_on=date(2026, 4, 30),
    until_on=None,
    note=None,
    catalogue_version="2026-4",
    today=TODAY,
)
ORDER = replace(CONSIDER, comes_after=frozenset(), is_end_set=True)


def test_what_happened_is_noted_with_its_day_and_its_words() -> None:
    considered = replace(executed, fact_code="care-considered", happened_on=date(2026, 4, 30))
    course.given(executed).when(CONSIDER).then(considered)
    described = CircumstanceDescribed(fact_code="care-considered", text="Vården behövs.")
    course.given(executed).when(replace(CONSIDER, note="Vården behövs.")).then(
        described, considered
    )


def test_it_may_be_noted_late_and_out_of_order() -> None:
    earlier = replace(CONSIDER, happened_on=date(2026, 3, 20))
    later = replace(executed, fact_code="care-considered", happened_on=date(2026, 4, 30))
    noted = replace(later, happened_on=date(2026, 3, 20))
    course.given(executed, later).when(earlier).then(noted)


def test_nothing_is_ended_before_it_began() -> None:
    course.given().when(CONSIDER).then_refused(NothingBegun)
    too_early = replace(CONSIDER, happened_on=date(2026, 3, 19))
    course.given(executed).when(too_early).then_refused(NothingBegun)


def test_the_same_fact_stands_once_on_a_day() -> None:
    again = replace(CONSIDER, fact_code="care-executed", happened_on=executed.happened_on)
    course.given(executed).when(replace(again, comes_after=frozenset())).then_refused(AlreadyNoted)


def test_what_lies_ahead_is_no_fact_yet() -> None:
    ahead = replace(CONSIDER, happened_on=TOMORROW)
    course.given(executed).when(ahead).then_refused(InTheFuture)


def test_a_day_set_by_somebody_else_is_said_and_only_then() -> None:
    course.given().when(ORDER).then_refused(EndNotSaid)
    before = replace(ORDER, until_on=date(2026, 4, 29))
    course.given().when(before).then_refused(EndBeforeStart)
    course.given(executed).when(replace(CONSIDER, until_on=TOMORROW)).then_refused(EndNotAsked)


WANTED: dict[str, Any] = {"factCode": "care-executed", "happenedOn": "2026-03-20"}


async def test_over_http_it_is_noted_and_listed_in_words(client: AsyncClient) -> None:
    noted = await post(client, "circumstances", WANTED | {"note": "Flyttade in."})
    assert noted.status_code == 201, noted.text
    answer = await client.get(
        f"/investigations/{INVESTIGATION_ID}/circumstances", headers=bearer(CASEWORKER)
    )
    (item,) = answer.json()["items"]
    assert (item["factCode"], item["name"]) == ("care-executed", "Vård utanför hemmet verkställd")
    assert item["happenedOn"] == "2026-03-20"
    assert "Flyttade" not in answer.text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"factCode": "lvm-care-started"}, "circumstance-not-for-matter"),
        ({"factCode": "document-requested"}, "circumstance-not-for-matter"),
        ({"factCode": "death"}, "circumstance-not-for-matter"),
        ({"factCode": "weather"}, "unknown-code"),
        ({"factCode": "care-considered"}, "nothing-begun"),
        ({"untilOn": "2026-09-01"}, "end-not-asked"),
    ],
)
async def test_over_http_what_does_not_belong_is_refused(
    client: AsyncClient, memory: MemoryStore, changes: dict[str, Any], code: str
) -> None:
    assert problem(await post(client, "circumstances", WANTED | changes)) == (409, code)
    assert len(memory.recorded) == 1
