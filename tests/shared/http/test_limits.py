"""Nobody asks so often that others have to wait, and everybody is told how often they may."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.http.limits import BURST_SECONDS, REMEMBERED, Buckets, Limits
from shared.http.problems import Problem
from shared.testing.tokens import token_for
from tests.shared.http.conftest import Asking, asking, problem
from tests.shared.http.matters import build

OTHER = token_for("official-8", "official", "caseworker", unit="barn-norr", client_id="other")


@dataclass
class Watch:
    """A clock that is told the time."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


def limited(watch: Watch, *, clients: float = 2.0, failing: float = 1.0) -> Asking:
    return asking(build(limits=Limits(clients, failing, watch)))


async def used_up(ask: Asking, times: int, **headers: str) -> None:
    for _ in range(times):
        assert (await ask.get("/matters", **headers)).status_code != 429


async def test_a_client_in_a_hurry_is_told_how_long_to_wait_and_then_let_in() -> None:
    watch = Watch()
    ask = limited(watch)
    await used_up(ask, 10)
    refused = await ask.get("/matters")
    problem(refused, 429, "too-many-requests")
    assert refused.headers["retry-after"] == "1"
    watch.seconds += 0.5
    assert (await ask.get("/matters")).status_code == 200
    assert (await ask.get("/matters")).status_code == 429
    await ask.client.aclose()


async def test_one_client_takes_nothing_from_another() -> None:
    ask = limited(Watch())
    await used_up(ask, 10)
    assert (await ask.get("/matters", authorization=f"Bearer {OTHER}")).status_code == 200
    await ask.client.aclose()


async def test_every_answer_says_what_is_left() -> None:
    ask = limited(Watch())
    answers = [await ask.get("/matters") for _ in range(3)]
    assert {each.headers["ratelimit-policy"] for each in answers} == {'"client";q=10;w=5'}
    assert [each.headers["ratelimit"] for each in answers] == [
        '"client";r=9;t=1',
        '"client";r=8;t=1',
        '"client";r=7;t=2',
    ]
    await ask.client.aclose()


async def test_an_address_that_keeps_failing_waits_before_its_tokens_are_looked_at() -> None:
    watch = Watch()
    ask = limited(watch)
    for _ in range(5):
        assert (await ask.get("/matters", authorization="Bearer x.y.z")).status_code == 401
    problem(await ask.get("/matters", authorization="Bearer x.y.z"), 429, "too-many-requests")
    assert (await ask.get("/matters")).status_code == 429
    watch.seconds += 1
    assert (await ask.get("/matters")).status_code == 200
    await ask.client.aclose()


async def test_those_who_are_let_in_cost_their_address_nothing() -> None:
    ask = limited(Watch(), clients=0)
    await used_up(ask, 40)
    await ask.client.aclose()


async def test_health_and_description_are_open_to_those_in_a_hurry_too() -> None:
    ask = limited(Watch(), failing=0.2)
    await ask.get("/matters", authorization="Bearer x.y.z")
    assert (await ask.get("/matters")).status_code == 429
    for path in ("/health/live", "/api-info", "/openapi.json"):
        assert (await ask.client.get(path)).status_code == 200
    await ask.client.aclose()


async def test_no_limit_leaves_no_trace() -> None:
    ask = limited(Watch(), clients=0, failing=0)
    answer = await ask.get("/matters")
    assert "ratelimit" not in answer.headers
    await ask.client.aclose()


@given(
    st.floats(0.1, 500),
    st.lists(st.floats(0, 30), min_size=1, max_size=200),
)
def test_over_any_time_no_more_is_let_in_than_the_burst_and_the_rate_allow(
    rate: float, pauses: list[float]
) -> None:
    watch = Watch(0.0)
    buckets, let_in = Buckets(rate, watch), 0
    for pause in pauses:
        watch.seconds += pause
        try:
            buckets.require("client")
        except Problem:
            continue
        buckets.spend("client")
        let_in += 1
    assert let_in <= max(1.0, rate * BURST_SECONDS) + rate * watch.seconds + 1e-6


def test_a_bounded_number_of_names_is_remembered() -> None:
    buckets = Buckets(1.0, Watch())
    for number in range(REMEMBERED + 50):
        buckets.spend(f"client-{number}")
    buckets.require("client-0")
    allowance = buckets.spend("client-0")
    assert allowance is not None
    assert allowance.left == 4


@pytest.mark.parametrize("path", ["/matters", "/api-info", "/nowhere"])
async def test_every_answer_keeps_browsers_from_guessing_framing_and_telling(path: str) -> None:
    ask = limited(Watch())
    headers = (await ask.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["referrer-policy"] == "no-referrer"
    assert "max-age" in headers["strict-transport-security"]
    await ask.client.aclose()
