"""Anteckna omständighet: what time limits count from and to, in the child's matter."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient

from services.investigation.domain.course.commands import NoteCircumstance
from services.investigation.domain.course.events import CircumstanceDescribed
from services.investigation.domain.course.extending import Extendable
from services.investigation.domain.course.refusals import (
    AlreadyNoted,
    EndBeforeStart,
    EndNotAsked,
    EndNotSaid,
    ExtendedAfterEnd,
    ExtendedTooFar,
    ExtendedTwice,
    GroundNotAsAsked,
    NothingBegun,
    NotMoreTime,
)
from services.investigation.domain.course.rules import COURSE
from shared.contracts.investigation import CircumstanceNoted
from shared.kernel.calendar import Unit
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


CLOSED = replace(
    executed,
    fact_code="investigation-closed-while-in-emergency-foster-home",
    happened_on=date(2026, 3, 2),
)
TWO_MONTHS = Extendable(
    started_by=frozenset({CLOSED.fact_code}),
    length=2,
    unit=Unit.MONTHS,
    is_moved_off_days_of_rest=False,
    is_repeatable=False,
    ground="special-reasons",
    longest_length=1,
    longest_unit=Unit.MONTHS,
)
LONGER = replace(
    ORDER,
    fact_code="emergency-foster-home-time-extended",
    comes_after=frozenset({CLOSED.fact_code}),
    until_on=date(2026, 6, 2),
    ground_code="special-reasons",
    extends=(TWO_MONTHS,),
)
longer = replace(
    executed,
    fact_code=LONGER.fact_code,
    happened_on=LONGER.happened_on,
    until_on=date(2026, 6, 2),
    ground_code="special-reasons",
)


def test_more_time_is_noted_on_its_ground_before_the_end() -> None:
    course.given(CLOSED).when(LONGER).then(longer)
    course.given().when(LONGER).then_refused(NothingBegun)
    course.given(CLOSED).when(replace(LONGER, ground_code=None)).then_refused(GroundNotAsAsked)
    late = replace(LONGER, happened_on=date(2026, 5, 3), today=date(2026, 5, 3))
    course.given(CLOSED).when(late).then_refused(ExtendedAfterEnd)
    at_last = replace(late, happened_on=date(2026, 5, 2))
    course.given(CLOSED).when(at_last).then(replace(longer, happened_on=date(2026, 5, 2)))


def test_more_time_is_more_and_no_more_than_the_law_gives() -> None:
    as_before = replace(LONGER, until_on=date(2026, 5, 2))
    course.given(CLOSED).when(as_before).then_refused(NotMoreTime)
    too_far = replace(LONGER, until_on=date(2026, 6, 3))
    course.given(CLOSED).when(too_far).then_refused(ExtendedTooFar)
    again = replace(LONGER, happened_on=TODAY, until_on=date(2026, 7, 2))
    earlier = replace(longer, happened_on=date(2026, 4, 2))
    course.given(CLOSED, earlier).when(again).then_refused(ExtendedTwice)
    repeatable = replace(TWO_MONTHS, is_repeatable=True)
    course.given(CLOSED, earlier).when(replace(again, extends=(repeatable,))).then(
        replace(longer, happened_on=TODAY, until_on=date(2026, 7, 2))
    )


def test_a_day_set_by_a_prosecutor_may_be_moved_once_more_before_it_has_passed() -> None:
    ordered = replace(
        executed, fact_code="statement-requested-by-prosecutor", until_on=date(2026, 4, 20)
    )
    limit = replace(
        TWO_MONTHS,
        started_by=frozenset({ordered.fact_code}),
        length=None,
        unit=None,
        is_repeatable=True,
        ground=None,
        longest_length=None,
        longest_unit=None,
    )
    asked = replace(
        LONGER,
        fact_code="statement-time-extended",
        comes_after=frozenset({ordered.fact_code}),
        happened_on=date(2026, 4, 20),
        ground_code=None,
        extends=(limit,),
    )
    moved = replace(
        longer,
        fact_code="statement-time-extended",
        happened_on=date(2026, 4, 20),
        ground_code=None,
    )
    course.given(ordered).when(asked).then(moved)
    late = replace(asked, happened_on=date(2026, 4, 21))
    course.given(ordered).when(late).then_refused(ExtendedAfterEnd)
    course.given(ordered).when(replace(asked, ground_code="special-reasons")).then_refused(
        GroundNotAsAsked
    )


def test_a_fact_that_extends_nothing_has_no_ground() -> None:
    grounded = replace(CONSIDER, ground_code="special-reasons")
    course.given(executed).when(grounded).then_refused(GroundNotAsAsked)


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
        ({"groundCode": "special-reasons"}, "ground-not-as-asked"),
        ({"groundCode": "weather"}, "unknown-code"),
    ],
)
async def test_over_http_what_does_not_belong_is_refused(
    client: AsyncClient, memory: MemoryStore, changes: dict[str, Any], code: str
) -> None:
    assert problem(await post(client, "circumstances", WANTED | changes)) == (409, code)
    assert len(memory.recorded) == 1


async def test_over_http_more_time_in_an_emergency_foster_home_takes_its_ground(
    client: AsyncClient,
) -> None:
    closed = {
        "factCode": "investigation-closed-while-in-emergency-foster-home",
        "happenedOn": "2026-03-20",
    }
    assert (await post(client, "circumstances", closed)).status_code == 201
    more = {
        "factCode": "emergency-foster-home-time-extended",
        "happenedOn": "2026-04-20",
        "untilOn": "2026-07-20",
    }
    refused = await post(client, "circumstances", more)
    assert problem(refused) == (409, "ground-not-as-asked")
    grounded = {**more, "groundCode": "special-reasons"}
    assert (await post(client, "circumstances", grounded)).status_code == 201
    again = {**grounded, "happenedOn": "2026-04-21", "untilOn": "2026-08-20"}
    assert problem(await post(client, "circumstances", again)) == (409, "extended-twice")
