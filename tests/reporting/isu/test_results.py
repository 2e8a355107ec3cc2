"""Resultat för en grupp: counted once, small numbers kept back, intervals that hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import comb
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.application.isu import built
from services.reporting.domain.isu.order_statistics import FEWEST, middle_of, rank_of
from services.reporting.domain.isu.results import (
    DIVISIONS,
    OUTCOMES,
    Followed,
    Result,
    age_band,
    attained,
    results,
    returned,
)
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, bearer
from tests.reporting.isu.told import a_whole_chain, rows
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import read

(CHAIN,) = built(rows(a_whole_chain().happenings))
DONE = CHAIN.ended_on or date.max


def followed(number: int = 0, **told: Any) -> Followed:
    made = Followed(
        chain=CHAIN,
        sex="female",
        age="0-12",
        place="norr",
        ends_as="completed",
        returned={6: "no", 12: "no", 24: "too-early"},
    )
    return replace(made, **told)


def of_method(found: Sequence[Result], method: str, **by: str) -> Result:
    (one,) = [each for each in found if each.by == {"method": method, **by}]
    return one


@given(st.integers(FEWEST, 400))
def test_the_interval_holds_the_true_median_nineteen_times_of_twenty(count: int) -> None:
    rank = rank_of(count)
    assert 1 <= rank <= count // 2
    outside = 2 * sum(comb(count, each) for each in range(rank))
    assert outside <= 0.05 * 2**count
    assert 2 * sum(comb(count, each) for each in range(rank + 1)) > 0.05 * 2**count


@pytest.mark.parametrize("count", range(1, FEWEST))
def test_too_few_values_have_a_middle_and_no_interval(count: int) -> None:
    found = middle_of(list(range(count)))
    assert found is not None
    assert (found.count, found.low, found.high) == (count, None, None)


def test_the_middle_of_known_values() -> None:
    found = middle_of([-9, -7, -5, -3, -1, 1])
    assert found is not None
    assert (found.mean, found.median, found.low, found.high) == (-4.0, -4.0, -9, 1)
    assert middle_of([]) is None


def test_an_intervention_counts_under_each_of_its_methods() -> None:
    found = results([followed()] * 6, None, 5)
    assert {each.by["method"] for each in found} == {"family-treatment", "network-work"}
    one = of_method(found, "network-work")
    assert (one.reached, one.outcomes["completed"], one.goals["reached"]) == (6, 6, 6)
    assert one.median_days_to_start == 14
    (scale,) = one.scales
    assert (scale.scale, scale.middle.count) == ("sdq|1|total|guardian", 6)
    assert (scale.middle.median, scale.middle.low, scale.middle.high) == (-9, -9, -9)
    assert one.returns[12] == {"yes": 0, "no": 6, "too-early": 0}


def test_fewer_than_the_threshold_are_kept_back_with_all_that_is_told_of_them() -> None:
    (one, _) = results([followed()] * 4, None, 5)
    assert (one.reached, one.median_days_to_start, one.scales) == (None, None, [])
    assert set(one.outcomes.values()) == {None, 0}


def test_what_is_kept_back_does_not_follow_from_the_rest() -> None:
    many = [followed(ends_as="completed")] * 20 + [followed(ends_as="dropped-out")] * 2
    one = results(many, None, 5)[0]
    told = [each for each in one.outcomes.values() if each is not None]
    assert one.outcomes["dropped-out"] is None
    assert one.reached is None or sum(told) < one.reached - 2


groups = st.lists(
    st.tuples(
        st.sampled_from(["female", "male", "unknown"]),
        st.sampled_from(["0-12", "13-17"]),
        st.sampled_from(OUTCOMES),
    ),
    max_size=40,
)


@given(groups, st.sampled_from([None, *DIVISIONS]))
def test_no_number_under_the_threshold_is_ever_shown(
    told: list[tuple[str, str, str]], division: str | None
) -> None:
    many = [followed(sex=sex, age=age, ends_as=ends) for sex, age, ends in told]
    for each in results(many, division, 5):
        splits = [each.outcomes, each.goals, *each.returns.values()]
        shown = [each.reached, *(n for split in splits for n in split.values())]
        assert all(n is None or n == 0 or n >= 5 for n in shown)
        assert all(scale.middle.count >= 5 for scale in each.scales)


@given(groups)
def test_the_same_number_is_kept_back_whatever_is_asked_beside_it(
    told: list[tuple[str, str, str]],
) -> None:
    many = [followed(sex=sex, age=age, ends_as=ends) for sex, age, ends in told]
    whole = {str(each.by): each for each in results(many, None, 5)}
    assert whole == {str(each.by): each for each in results(list(reversed(many)), None, 5)}


def test_age_is_what_is_turned_in_the_year() -> None:
    on = date(2026, 1, 1)
    assert [age_band(year, on) for year in (2014, 2013, 2009, 2008, 2006, 2005, None)] == [
        "0-12",
        "13-17",
        "13-17",
        "18-20",
        "18-20",
        "21-",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("came", "seen", "said"),
    [
        ([], date(2027, 2, 27), {6: "too-early", 12: "too-early", 24: "too-early"}),
        ([], date(2027, 2, 28), {6: "no", 12: "too-early", 24: "too-early"}),
        ([date(2027, 2, 28)], date(2027, 3, 1), {6: "yes", 12: "yes", 24: "yes"}),
        ([date(2027, 3, 1)], date(2027, 3, 1), {6: "no", 12: "yes", 24: "yes"}),
        ([DONE], date(2029, 1, 1), {6: "no", 12: "no", 24: "no"}),
    ],
)
def test_who_came_back_how_soon(came: list[date], seen: date, said: dict[int, str]) -> None:
    assert returned(CHAIN, came, seen) == said


def test_what_has_not_ended_is_too_early_to_tell_of() -> None:
    going_on = replace(CHAIN, ended_on=None)
    assert set(returned(going_on, [DONE + timedelta(1)], date(2030, 1, 1)).values()) == {
        "too-early"
    }


def test_goals_come_to_something_together() -> None:
    assert attained(CHAIN) == "reached"
    assert attained(replace(CHAIN, goals=())) == "no-goal"
    (goal,) = CHAIN.goals
    unseen = replace(goal, goal_id=UUID(int=93), assessments=())
    assert attained(replace(CHAIN, goals=(unseen,))) == "not-assessed"
    assert attained(replace(CHAIN, goals=(goal, unseen))) == "partly"


async def test_a_group_is_answered_with_its_limits_and_its_warnings(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, a_whole_chain().happenings)
    answer: Any = await read(reporting, "/isu-results", last, period="2026", by="sex")
    assert (answer["threshold"], answer["divisions"]) == (5, ["method", "sex"])
    assert {each["by"]["method"] for each in answer["results"]} == {
        "family-treatment",
        "network-work",
    }
    assert all(each["reached"] is None and each["scales"] == [] for each in answer["results"])
    assert "inte vilken metod som är bäst" in answer["warnings"][0]
    earlier: Any = await read(reporting, "/isu-results", last, period="2025")
    assert earlier["results"] == []


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"by": "shoe-size"}, 400, "invalid-request"),
        ({"period": "2018-2039"}, 409, "period-unknown"),
        ({"knownPosition": 10_000}, 409, "position-not-reached"),
    ],
)
async def test_a_question_that_cannot_be_answered_is_refused(
    reporting: AsyncClient, query: dict[str, Any], status: int, code: str
) -> None:
    answer = await reporting.get("/isu-results", params=query, headers=bearer(ANALYST))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
