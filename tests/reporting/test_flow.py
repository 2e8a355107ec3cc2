"""Flödet: the queue, the time in each stage, and the weeks to come."""

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.flow import Passage, Spread, Stage, Week, monday_of, time_in, weeks
from services.reporting.domain.projection import AHEAD, FEWEST, projected
from shared.testing.database import Database
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import an_investigation, read
from tests.shared.clocks.told import day

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)


def a_passage(
    opened: str, assigned: str | None, contact: str | None, closed: str | None
) -> Passage:
    return Passage(
        matter_id=UUID(int=1),
        opened_on=day(opened),
        assigned_on=day(assigned) if assigned else None,
        last_contact_on=day(contact) if contact else None,
        closed_on=day(closed) if closed else None,
    )


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    opened = draw(DAYS)
    later = st.one_of(st.none(), st.integers(0, 300).map(lambda n: opened + timedelta(days=n)))
    return Passage(
        matter_id=draw(st.uuids()),
        opened_on=opened,
        assigned_on=draw(later),
        last_contact_on=draw(later),
        closed_on=draw(later),
    )


def a_week(number: int, opened: int, queue: int) -> Week:
    return Week(
        starts_on=date(2026, 1, 5) + timedelta(weeks=number),
        opened=opened,
        assigned=0,
        closed=0,
        queue=queue,
        median_wait=None,
        longest_wait=None,
    )


def test_who_waits_does_so_until_somebody_has_it_or_it_is_closed() -> None:
    waiting = a_passage("2026-03-02", "2026-03-11", None, None)
    assert [waiting.waits(day(f"2026-03-{n:02}")) for n in (1, 2, 10, 11)] == [
        False,
        True,
        True,
        False,
    ]
    assert not replace(waiting, assigned_on=None, closed_on=day("2026-03-05")).waits(
        day("2026-03-06")
    )


def test_the_weeks_tell_what_came_and_went_and_how_long_they_had_waited() -> None:
    known = [
        a_passage("2026-03-02", "2026-03-11", "2026-04-01", "2026-05-01"),
        a_passage("2026-03-04", None, None, None),
    ]
    first, second = weeks(known, day("2026-03-01"), day("2026-03-16"))
    assert (first.opened, first.assigned, first.queue) == (2, 0, 2)
    assert (first.median_wait, first.longest_wait) == (5.0, 6)
    assert (second.opened, second.assigned, second.queue, second.longest_wait) == (0, 1, 1, 11)


@given(st.lists(passages(), max_size=30))
def test_the_queue_is_what_was_there_and_came_less_what_left(known: list[Passage]) -> None:
    found = weeks(known, FIRST, LAST)
    for before, week in pairwise(found):
        sunday = week.starts_on + timedelta(days=6)
        left = [
            each
            for each in known
            if (
                each.waits(week.starts_on - timedelta(days=1))
                or monday_of(each.opened_on) == week.starts_on
            )
            and not each.waits(sunday)
        ]
        assert week.queue == before.queue + week.opened - len(left)


def test_the_days_between_the_last_contact_and_the_closing_are_told_apart() -> None:
    soon = a_passage("2026-01-10", "2026-01-12", "2026-03-01", "2026-03-11")
    late = a_passage("2026-01-10", "2026-01-12", "2026-03-01", "2026-05-30")
    assert (soon.is_over_four_months, late.is_over_four_months) == (False, True)
    assert time_in([soon], Stage.FINISHING, FIRST, LAST) == Spread(
        count=1, median=10, ninth_decile=10
    )
    assert late.days_in(Stage.FINISHING) == 90
    assert a_passage("2026-01-10", None, None, "2026-05-10").is_over_four_months is False


def test_a_stage_that_cannot_be_told_of_is_counted_in_no_median() -> None:
    never_met = a_passage("2026-01-10", "2026-01-12", None, "2026-03-11")
    assert time_in([never_met], Stage.FINISHING, FIRST, LAST).count == 0
    assert time_in([never_met], Stage.WHOLE, FIRST, LAST).count == 1


def test_too_few_weeks_give_no_projection() -> None:
    assert projected([a_week(n, 3, 5) for n in range(FEWEST - 1)]) == []
    assert len(projected([a_week(n, 3, 5) for n in range(FEWEST)])) == AHEAD


def test_a_queue_that_grew_by_two_each_week_goes_on_doing_so() -> None:
    coming = projected([a_week(n, 5, 10 + 2 * n) for n in range(20)])
    assert [each.median for each in coming] == [48 + 2 * (n + 1) for n in range(AHEAD)]
    assert all(each.low == each.median == each.high for each in coming)
    assert coming[0].starts_on == date(2026, 1, 5) + timedelta(weeks=20)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60)), min_size=FEWEST, max_size=12))
def test_the_same_weeks_give_the_same_projection_in_order_and_never_below_nothing(
    told: list[tuple[int, int]],
) -> None:
    past = [a_week(n, opened, queue) for n, (opened, queue) in enumerate(told)]
    coming = projected(past)
    assert coming == projected(past)
    assert all(0 <= each.low <= each.median <= each.high for each in coming)


async def test_the_flow_is_answered_as_known_at_a_position(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, an_investigation().happenings)

    async def asked(**query: Any) -> Any:
        period = {"from": "2026-03-01", "to": "2026-03-31"}
        answer = await read(reporting, "/flow", last, **period, **query)
        answer.pop("_links", None)
        return answer

    now = await asked(knownPosition=4)
    assert [each["queue"] for each in now["weeks"]] == [0, 0, 0, 0]
    then = await asked(knownPosition=3)
    assert [each["queue"] for each in then["weeks"]] == [0, 1, 1, 1]
    assert json.dumps(then) == json.dumps(await asked(knownPosition=3))
    assert (then["projection"]["weeks"], then["projection"]["fewestWeeks"]) == ([], FEWEST)
    intakes = await asked(kind="intake", knownPosition=4)
    assert sum(each["closed"] for each in intakes["weeks"]) == 1
    assert (await asked(caseType="economic-assistance"))["stages"][0]["time"]["count"] == 0
