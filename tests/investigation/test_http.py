"""What HTTP says when something is missing, stale, forbidden, malformed or against a rule."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient, Response

from services.investigation.api import decision_routes, routes
from services.investigation.api.note_routes import note_routes
from shared.access.policy import RightsTable
from shared.http.app import service_app
from shared.http.info import ApiInfo
from shared.kernel.context import Context
from shared.testing.keys import MemoryKeys
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import (
    ANALYST,
    CASEWORKER,
    E_SERVICE,
    ROBOT,
    SUBCOMMITTEE,
    bearer,
    reader_for_tests,
)
from tests.investigation.service import BASE, OFFICIAL, THREAD_ID
from tests.investigation.stories import DECISION_ID, INVESTIGATION_ID, PERSON_ID, opened

HERE = f"/investigations/{INVESTIGATION_ID}"
ASSIGN = {"official": "official-7", "unit": "barn-norr", "assignedOn": "2026-03-12"}
DECIDE = {
    "decisionType": "assistance-personal",
    "outcome": "denied",
    "decidedOn": "2026-04-20",
    "reasonCodes": ["no-need"],
    "reasons": "Behovet är tillgodosett.",
}


async def nothing() -> list[str]:
    return []


@pytest.fixture
async def store() -> MemoryStore:
    store = MemoryStore()
    context = Context(
        actor=OFFICIAL,
        thread_id=THREAD_ID,
        causation_id=UUID(int=99),
        person_id=PERSON_ID,
    )
    async with store.transaction() as tx:
        await tx.append(INVESTIGATION_ID, [opened], context, after=0)
    return store


@pytest.fixture
async def client(store: MemoryStore) -> AsyncIterator[AsyncClient]:
    app = service_app(
        ApiInfo(
            name="investigation",
            title="Utredning",
            description="",
            description_en="",
            public_url=BASE,
        ),
        store=store,
        authenticator=reader_for_tests(),
        policy=RightsTable(),
        routers=[routes.ROUTER, decision_routes.ROUTER, note_routes(MemoryKeys())],
        ready=nothing,
    )
    async with AsyncClient(transport=ASGITransport(app), base_url=BASE) as client:
        yield client


async def post(
    client: AsyncClient,
    step: str,
    body: dict[str, Any],
    *,
    by: str = CASEWORKER,
    seen: str | None = '"1"',
    key: str | None = None,
    at: str = HERE,
) -> Response:
    headers = bearer(by) | ({"If-Match": seen} if seen else {})
    headers |= {"Idempotency-Key": key} if key else {}
    return await client.post(f"{at}/{step}", json=body, headers=headers)


def problem(answer: Response) -> tuple[int, str]:
    """Return the status and code of a problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


async def test_a_change_answers_with_its_event_and_version(client: AsyncClient) -> None:
    answer = await post(client, "assign", ASSIGN)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert (answer.json()["id"], answer.json()["version"]) == (str(INVESTIGATION_ID), 2)


async def test_a_change_says_which_version_it_has_seen(client: AsyncClient) -> None:
    assert problem(await post(client, "assign", ASSIGN, seen=None)) == (428, "if-match-required")
    assert problem(await post(client, "assign", ASSIGN, seen='"7"')) == (412, "stream-moved")


async def test_the_same_request_again_gets_the_first_answer(
    client: AsyncClient, store: MemoryStore
) -> None:
    first = await post(client, "assign", ASSIGN, key="k-1")
    again = await post(client, "assign", ASSIGN, key="k-1")
    assert (again.json(), again.headers["idempotency-replayed"]) == (first.json(), "true")
    assert len(store.recorded) == 2
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
    assert problem(await post(client, "assign", future)) == (409, "in-the-future")


@pytest.mark.parametrize("token", [ROBOT, E_SERVICE, ANALYST])
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


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcome": "granted", "reasonCodes": ["need-established"]}, "intervention-type-missing"),
        ({"interventionType": "outpatient-family"}, "intervention-type-not-granted"),
        ({"decisionType": "assistance-income"}, "not-for-case-type"),
        ({"decisionType": "extend-investigation"}, "outcome-not-possible"),
        ({"decisionType": "contact-person-or-family"}, "outside-delegation"),
        ({"reasonCodes": ["workload"]}, "unknown-code"),
        ({"decidedOn": "2026-03-08"}, "before-opened"),
    ],
)
async def test_a_decision_that_the_law_does_not_know_is_refused(
    client: AsyncClient, store: MemoryStore, changes: dict[str, Any], code: str
) -> None:
    assert problem(await post(client, "decide", DECIDE | changes)) == (409, code)
    assert len(store.recorded) == 1


async def test_reasons_cannot_be_blank(client: AsyncClient) -> None:
    answer = await post(client, "decide", DECIDE | {"reasons": " \n"})
    assert problem(answer) == (400, "invalid-request")
