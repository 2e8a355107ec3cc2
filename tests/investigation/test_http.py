"""What HTTP says when something is missing, stale, forbidden or malformed."""

import pytest
from httpx import AsyncClient

from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import ANALYST, CASEWORKER, E_SERVICE, ROBOT, SUBCOMMITTEE, bearer
from tests.investigation.edge import ASSIGN, DECIDE, HERE, post, problem
from tests.investigation.stories import DECISION_ID, INVESTIGATION_ID


async def test_a_change_answers_with_its_event_and_version(client: AsyncClient) -> None:
    answer = await post(client, "assign", ASSIGN)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert (answer.json()["id"], answer.json()["version"]) == (str(INVESTIGATION_ID), 2)


async def test_a_change_says_which_version_it_has_seen(client: AsyncClient) -> None:
    assert problem(await post(client, "assign", ASSIGN, seen=None)) == (428, "if-match-required")
    assert problem(await post(client, "assign", ASSIGN, seen='"7"')) == (412, "stream-moved")


async def test_the_same_request_again_gets_the_first_answer(
    client: AsyncClient, memory: MemoryStore
) -> None:
    first = await post(client, "assign", ASSIGN, key="k-1")
    again = await post(client, "assign", ASSIGN, key="k-1")
    assert (again.json(), again.headers["idempotency-replayed"]) == (first.json(), "true")
    assert len(memory.recorded) == 2
    other = ASSIGN | {"unit": "barn-syd"}
    assert problem(await post(client, "assign", other, key="k-1")) == (
        422,
        "idempotency-key-reused",
    )


async def test_every_fault_of_a_body_is_named_at_once(client: AsyncClient) -> None:
    answer = await post(
        client, "assign", {"official": "Anna Andersson", "assignedOn": "igår", "x": 1}
    )
    assert answer.status_code == 400
    pointers = {fault["pointer"] for fault in answer.json()["errors"]}
    assert pointers == {"/official", "/unit", "/assignedOn", "/x"}
    assert "Andersson" not in answer.text


async def test_a_rule_that_refuses_says_which(client: AsyncClient) -> None:
    too_early = ASSIGN | {"assignedOn": "2026-03-08"}
    assert problem(await post(client, "assign", too_early)) == (409, "before-opened")
    future = ASSIGN | {"assignedOn": "2999-01-01"}
    assert problem(await post(client, "assign", future)) == (409, "date-in-the-future")


@pytest.mark.parametrize(
    "token", [ROBOT, E_SERVICE, ANALYST], ids=["robot", "e-service", "analyst"]
)
async def test_only_officials_decide(client: AsyncClient, token: str) -> None:
    answer = await post(client, "decide", DECIDE, by=token, key="k-1")
    assert problem(answer) == (403, "not-permitted")


async def test_a_subcommittee_decides_and_reads_but_does_not_handle(client: AsyncClient) -> None:
    assert problem(await post(client, "assign", ASSIGN, by=SUBCOMMITTEE)) == (403, "not-permitted")
    assert (await client.get(f"{HERE}/notes", headers=bearer(SUBCOMMITTEE))).status_code == 200
    assert (await post(client, "decide", DECIDE, by=SUBCOMMITTEE)).status_code == 201


async def test_a_robot_reads_no_texts(client: AsyncClient) -> None:
    assert (await client.get(HERE, headers=bearer(ROBOT))).status_code == 200
    assert problem(await client.get(f"{HERE}/notes", headers=bearer(ROBOT))) == (
        403,
        "not-permitted",
    )


async def test_nobody_gets_in_without_a_token(client: AsyncClient) -> None:
    assert problem(await client.get(HERE)) == (401, "no-token")


async def test_a_decision_is_not_an_investigation_nor_the_other_way_round(
    client: AsyncClient,
) -> None:
    decision_id = (await post(client, "decide", DECIDE)).json()["id"]
    crossed = [f"/investigations/{decision_id}", f"/decisions/{INVESTIGATION_ID}"]
    crossed.append(f"/investigations/{decision_id}/decisions")
    for path in [*crossed, f"/investigations/{DECISION_ID}", f"/decisions/{DECISION_ID}"]:
        assert problem(await client.get(path, headers=bearer(CASEWORKER))) == (404, "not-found")
    at = f"/decisions/{INVESTIGATION_ID}"
    appeal = {"receivedOn": "2026-05-04"}
    assert problem(await post(client, "register-appeal", appeal, at=at)) == (404, "not-found")
    answer = await post(client, "assign", ASSIGN, at=f"/investigations/{decision_id}", seen='"2"')
    assert problem(answer) == (404, "not-found")


async def test_what_has_not_changed_is_not_sent_again(client: AsyncClient) -> None:
    headers = bearer(CASEWORKER) | {"If-None-Match": '"1"'}
    assert (await client.get(HERE, headers=headers)).status_code == 304
    await post(client, "assign", ASSIGN)
    assert (await client.get(HERE, headers=headers)).status_code == 200
