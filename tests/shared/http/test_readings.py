"""Readings: with their version, as fresh as asked for, page by page."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.http.edge import Page
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import ANALYST, bearer
from tests.shared.http.conftest import Asking, asking, pointed_at, problem
from tests.shared.http.matters import build

ROWS = [{"id": UUID(int=n), "received_on": date(2026, 3, n)} for n in range(1, 6)]
API = "https://rodatraden.example/matters/v0"


@pytest.fixture
def five() -> Asking:
    """Ask a service where five matters are listed."""
    return asking(build(MemoryStore(rows=lambda _statement, _parameters: ROWS)))


def links(said: dict[str, Any]) -> dict[str, str]:
    return {link["rel"]: link["href"] for link in said["_links"]}


async def test_one_thing_is_answered_with_its_version_and_a_link_to_itself(ask: Asking) -> None:
    matter = await ask.opened()
    answer = await ask.get(matter)
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"1"'
    assert links(answer.json()) == {"self": f"{API}{matter}"}
    assert answer.json()["receivedOn"] == "2026-03-02"


@pytest.mark.parametrize("known", ['"1"', 'W/"1"', '"0", "1"', "*"])
async def test_a_version_the_caller_has_is_not_sent_again(ask: Asking, known: str) -> None:
    matter = await ask.opened()
    answer = await ask.get(matter, if_none_match=known)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == '"1"'


async def test_another_version_than_the_callers_is_sent(ask: Asking) -> None:
    matter = await ask.opened()
    assert (await ask.get(matter, if_none_match='"2"')).status_code == 200


async def test_what_is_no_id_is_nowhere(ask: Asking) -> None:
    problem(await ask.get("/matters/191212121212"), 404, "not-found")


async def test_what_is_unknown_is_nowhere(ask: Asking) -> None:
    problem(await ask.get("/matters/019e0000-0000-7000-8000-000000000000"), 404, "not-found")


async def test_a_page_says_where_it_stands_and_leads_to_its_neighbours(five: Asking) -> None:
    said = (await five.get("/matters?limit=2&page=2&sort=report")).json()
    assert [item["id"] for item in said["items"]] == [str(UUID(int=3)), str(UUID(int=4))]
    assert said["_meta"] == {"page": 2, "limit": 2, "offset": 2, "count": 2}
    assert links(said) == {
        "self": f"{API}/matters?sort=report&page=2&limit=2",
        "first": f"{API}/matters?sort=report&page=1&limit=2",
        "prev": f"{API}/matters?sort=report&page=1&limit=2",
        "next": f"{API}/matters?sort=report&page=3&limit=2",
    }
    assert {link["method"] for link in said["_links"]} == {"GET"}


async def test_the_last_page_leads_nowhere_further(five: Asking) -> None:
    said = (await five.get("/matters?limit=2&page=3")).json()
    assert said["_meta"]["count"] == 1
    assert "next" not in links(said)


@pytest.mark.parametrize("number", ["0", "99", "1000000"])
async def test_a_page_outside_the_list_is_empty(five: Asking, number: str) -> None:
    answer = await five.get(f"/matters?page={number}")
    assert (answer.status_code, answer.json()["items"]) == (200, [])


def test_one_more_than_shown_is_fetched_and_nothing_outside_the_list() -> None:
    assert (Page(3, 20).offset, Page(3, 20).fetch) == (40, 21)
    assert (Page(0, 20).offset, Page(0, 20).fetch) == (0, 0)


async def test_twenty_are_shown_unless_otherwise_asked(five: Asking) -> None:
    assert (await five.get("/matters")).json()["_meta"]["limit"] == 20


async def test_every_fault_of_a_query_is_named_at_once(five: Asking) -> None:
    asked = "/matters?page=x&limit=0&colour=red&sort=report&sort=report&191212121212=1"
    said = problem(await five.get(asked), 400, "invalid-request")
    assert pointed_at(said) == {
        ("query", "/page", "int-parsing"),
        ("query", "/limit", "greater-than-equal"),
        ("query", "/colour", "unknown-parameter"),
        ("query", "/sort", "repeated-parameter"),
        ("query", "", "unknown-parameter"),
    }


async def test_a_parameter_that_takes_several_may_be_given_several_times(five: Asking) -> None:
    assert (await five.get("/matters?caseTypes=a&caseTypes=b")).status_code == 200


async def test_what_cannot_be_looked_for_is_refused(five: Asking) -> None:
    said = problem(await five.get("/matters?caseTypes=a%00b"), 400, "invalid-request")
    assert pointed_at(said) == {("query", "/caseTypes", "unkeepable-text")}


async def test_one_may_ask_for_an_answer_that_holds_ones_own_event(ask: Asking) -> None:
    matter = await ask.opened()
    event_id = (
        await ask.post(f"{matter}/close", {"closedOn": "2026-03-09"}, if_match='"1"')
    ).json()["eventId"]
    answer = await ask.get(f"{matter}?atLeast={event_id}")
    assert answer.json()["isClosed"] is True


async def test_a_read_model_that_is_behind_says_so_instead_of_less_than_asked(
    ask: Asking, store: MemoryStore
) -> None:
    matter = await ask.opened()
    store.is_behind = True
    answer = await ask.get(f"{matter}?atLeast={store.recorded[0].event_id}")
    problem(answer, 503, "read-model-behind")
    assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize(
    "event_id",
    [
        "6f1c0f5a-0000-4000-8000-000000000000",
        "016b0000-0000-7000-8000-000000000000",
        "fedc0000-0000-7000-8000-000000000000",
    ],
    ids=["not a version 7", "before our time", "in the future"],
)
async def test_an_event_that_cannot_exist_is_not_waited_for(ask: Asking, event_id: str) -> None:
    matter = await ask.opened()
    problem(await ask.get(f"{matter}?atLeast={event_id}"), 404, "event-unknown")


async def test_a_feed_says_where_to_read_on(ask: Asking) -> None:
    said = (await ask.get("/matters/feed/events?cursor=abc&limit=5", **bearer(ANALYST))).json()
    assert said["_meta"] == {"limit": 5, "count": 0, "cursor": "abc"}
    assert links(said)["next"] == f"{API}/matters/feed/events?limit=5&cursor=abc"


async def test_a_search_is_asked_without_a_key_and_leaves_no_trace(
    ask: Asking, store: MemoryStore
) -> None:
    answer = await ask.post("/matters/search", {"text": "förskola"})
    assert (answer.status_code, answer.json()["matters"]) == (200, [])
    assert store.answers == {}
