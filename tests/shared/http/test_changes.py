"""Changes: once each, from the version that was seen, answered the same when asked again."""

import pytest
from fastapi.responses import Response

from shared.http.edge import Accepted, ChangeOf, EdgeRouter, changes
from shared.kernel.shown import NOBODY
from shared.kernel.store import Answer, Transaction
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import CASEWORKER, E_SERVICE, ROBOT, UNIT_HEAD, bearer
from tests.shared.http.conftest import A_MATTER, Asking, asking, pointed_at, problem
from tests.shared.http.matter_schemas import Found
from tests.shared.http.matters import build

CLOSE = {"closedOn": "2026-03-09"}


async def test_what_is_made_answers_where_it_is_its_version_and_its_event(
    ask: Asking, store: MemoryStore
) -> None:
    answer = await ask.post("/matters", A_MATTER)
    said, stored = answer.json(), store.recorded[0]
    assert answer.status_code == 201
    assert said["id"] == str(stored.stream_id)
    assert said["eventId"] == str(stored.event_id)
    assert answer.headers["etag"] == '"1"'
    where = f"https://rodatraden.example/matters/v0/matters/{said['id']}"
    assert answer.headers["location"] == where
    assert said["_links"] == [{"rel": "self", "href": where, "method": "GET"}]


async def test_the_actor_is_taken_from_the_token(ask: Asking, store: MemoryStore) -> None:
    await ask.post("/matters", A_MATTER)
    context = store.recorded[0].context
    assert (context.actor.subject, context.actor.role) == ("official-7", "caseworker")
    assert context.actor.unit == "barn-norr"


async def test_the_request_is_the_cause_of_its_events(ask: Asking, store: MemoryStore) -> None:
    await ask.post("/matters", A_MATTER)
    assert store.recorded[0].context.causation_id.version == 7


async def test_the_same_key_and_body_give_the_first_answer_and_change_nothing_more(
    ask: Asking, store: MemoryStore
) -> None:
    first = await ask.post("/matters", A_MATTER, idempotency_key="k-1")
    again = await ask.post("/matters", A_MATTER, idempotency_key="k-1")
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["location"] == first.headers["location"]
    assert len(store.recorded) == 1


async def test_ids_follow_from_the_key_so_that_a_lost_answer_makes_no_double(
    ask: Asking, store: MemoryStore
) -> None:
    first = await ask.post("/matters", A_MATTER, idempotency_key="k-1")
    store.answers.clear()
    store.recorded.clear()
    again = await ask.post("/matters", A_MATTER, idempotency_key="k-1")
    other = await ask.post("/matters", A_MATTER, idempotency_key="k-2")
    assert first.json()["id"] == again.json()["id"] != other.json()["id"]


async def test_the_same_key_with_another_body_is_refused(ask: Asking) -> None:
    await ask.post("/matters", A_MATTER, idempotency_key="k-1")
    other = {**A_MATTER, "sort": "application"}
    answer = await ask.post("/matters", other, idempotency_key="k-1")
    problem(answer, 422, "idempotency-key-reused")


async def test_nobody_gets_the_answer_to_another_officials_request(ask: Asking) -> None:
    await ask.post("/matters", A_MATTER, idempotency_key="k-1", **bearer(CASEWORKER))
    answer = await ask.post("/matters", A_MATTER, idempotency_key="k-1", **bearer(UNIT_HEAD))
    problem(answer, 422, "idempotency-key-reused")


async def test_a_key_that_is_being_answered_just_now_is_refused(
    ask: Asking, store: MemoryStore
) -> None:
    store.in_flight.add(("test-official", "k-1"))
    answer = await ask.post("/matters", A_MATTER, idempotency_key="k-1")
    problem(answer, 409, "answer-in-flight")
    assert answer.headers["retry-after"] == "1"


async def test_a_refusal_is_not_kept_so_the_key_may_be_used_when_the_reason_is_gone(
    ask: Asking, store: MemoryStore
) -> None:
    matter = await ask.opened()
    await ask.post(f"{matter}/close", CLOSE, if_match='"1"')
    refused = await ask.post(f"{matter}/close", CLOSE, if_match='"2"', idempotency_key="k-1")
    problem(refused, 409, "matter-closed-already")
    store.recorded.pop()
    again = await ask.post(f"{matter}/close", CLOSE, if_match='"1"', idempotency_key="k-1")
    assert again.status_code == 200


async def test_a_retry_after_success_needs_no_newer_version(ask: Asking) -> None:
    matter = await ask.opened()
    first = await ask.post(f"{matter}/close", CLOSE, if_match='"1"', idempotency_key="k-1")
    again = await ask.post(f"{matter}/close", CLOSE, if_match='"1"', idempotency_key="k-1")
    assert (first.status_code, again.status_code) == (200, 200)


@pytest.mark.parametrize(
    ("path", "token"),
    [("/matters/reports", E_SERVICE), ("/matters/{id}/touch", ROBOT)],
    ids=["e-service", "robot"],
)
async def test_robots_and_e_services_must_give_a_key(ask: Asking, path: str, token: str) -> None:
    where = path.replace("{id}", "019e0000-0000-7000-8000-000000000000")
    said = problem(await ask.post(where, CLOSE, **bearer(token)), 400, "invalid-request")
    assert pointed_at(said) == {("header", "/Idempotency-Key", "not-a-key")}


@pytest.mark.parametrize("key", ["", "två ord", "x" * 256, "åäö"])
async def test_a_key_is_visible_ascii_of_limited_length(ask: Asking, key: str) -> None:
    headers = {**bearer(CASEWORKER), "Idempotency-Key": key.encode()}
    answer = await ask.client.post("/matters", json=A_MATTER, headers=headers)  # type: ignore[arg-type]  # bytes, as on the wire
    said = problem(answer, 400, "invalid-request")
    assert pointed_at(said) == {("header", "/Idempotency-Key", "not-a-key")}


async def test_a_change_says_which_version_it_starts_from(ask: Asking) -> None:
    matter = await ask.opened()
    problem(await ask.post(f"{matter}/close", CLOSE), 428, "if-match-required")


async def test_a_change_from_a_stale_version_changes_nothing(
    ask: Asking, store: MemoryStore
) -> None:
    matter = await ask.opened()
    problem(await ask.post(f"{matter}/close", CLOSE, if_match='"7"'), 412, "stream-moved")
    assert len(store.recorded) == 1


@pytest.mark.parametrize("seen", ["*", 'W/"1"', "1", '"1", "2"', '"x"', '"' + "9" * 19 + '"'])
async def test_if_match_is_one_strong_version(ask: Asking, seen: str) -> None:
    matter = await ask.opened()
    answer = await ask.post(f"{matter}/close", CLOSE, if_match=seen)
    assert pointed_at(problem(answer, 400, "invalid-request")) == {
        ("header", "/If-Match", "not-a-version")
    }


async def test_a_change_answers_with_the_new_version_and_the_thing_it_changed(
    ask: Asking,
) -> None:
    matter = await ask.opened()
    answer = await ask.post(f"{matter}/close", CLOSE, if_match='"1"')
    assert answer.headers["etag"] == '"2"'
    assert answer.json()["version"] == 2
    assert answer.json()["_links"][0]["href"].endswith(matter)


async def test_a_change_of_nothing_in_particular_leads_to_itself() -> None:
    router = EdgeRouter(prefix="/boxes", tags=["Lådor"])

    @router.post("/tidy", **changes("intake:handle", answer=Found, versioned=False))
    async def tidy(change: ChangeOf) -> Response:
        """Städa lådorna."""

        async def work(_: Transaction) -> Accepted:
            return Accepted(shows=NOBODY, body=Found(matters=()))

        return await change.run(work)

    said = (await asking(build(routers=[router])).post("/boxes/tidy")).json()
    href = "https://rodatraden.example/matters/v0/boxes/tidy"
    assert said["_links"] == [{"rel": "self", "href": href, "method": "POST"}]


async def test_what_does_not_exist_cannot_be_changed(ask: Asking) -> None:
    missing = "/matters/019e0000-0000-7000-8000-000000000000/close"
    problem(await ask.post(missing, CLOSE, if_match='"1"'), 404, "not-found")


async def test_a_kept_answer_is_the_bytes_that_were_sent(ask: Asking, store: MemoryStore) -> None:
    answer = await ask.post("/matters", A_MATTER, idempotency_key="k-1")
    kept: Answer = store.answers["test-official", "k-1"]
    assert (kept.status, kept.body) == (201, answer.content)
