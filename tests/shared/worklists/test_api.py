from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import Field

from shared.access.policy import RightsTable
from shared.contracts.intake import IntakeWorkDone
from shared.http.app import ServiceApp, service_app
from shared.http.info import ApiInfo
from shared.http.schemas import Body
from shared.http.worklists import (
    WORKLIST_TAGS,
    WorklistRoutes,
    worklist_gauges,
    worklist_router,
)
from shared.kernel.context import Actor, Context
from shared.kernel.store import Appended, Transaction
from shared.testing.tokens import CASEWORKER, ROBOT, bearer, reader_for_tests, token_for
from shared.worklists.worklists import Claim
from tests.shared.worklists.conftest import LIST, Robots

CLAIMS = f"/worklists/{LIST.name}/claims"
PARKED = f"/worklists/{LIST.name}/parked-items"
OTHER_ROBOT = token_for("robot-2", "robot", "robot")
MINUTE = {"leaseSeconds": 60}


class SiblingsBody(Body):
    """Utfall av syskonkontrollen."""

    found: int = Field(title="Antal syskon", ge=0, examples=[2])


async def finish(
    tx: Transaction, claim: Claim, body: SiblingsBody, actor: Actor, causation_id: UUID
) -> Appended:
    done = IntakeWorkDone(
        worklist=LIST.name, result_code=f"siblings-{body.found}", done_on=date(2026, 3, 2)
    )
    context = Context(actor=actor, thread_id=claim.stream_id, causation_id=causation_id)
    return await tx.append(claim.stream_id, [done], context, after=0)


async def ready() -> list[str]:
    return []


@pytest.fixture
def app(robots: Robots) -> ServiceApp:
    routes = WorklistRoutes(
        worklist=LIST, title="Syskonkontroll", result=SiblingsBody, finish=finish
    )
    return service_app(
        ApiInfo(
            name="intake",
            title="Aktualisering",
            description="Arbetslistor på prov.",
            description_en="Work lists on trial.",
            public_url="http://test",
            tags=WORKLIST_TAGS,
        ),
        store=robots.store,
        authenticator=reader_for_tests(),
        policy=RightsTable(),
        routers=[worklist_router(right="intake:work", lists=[routes])],
        ready=ready,
        gauges=worklist_gauges(robots.store, [LIST]),
    )


class Program:
    """A robot's or an official's program; each post has a key of its own unless given one."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._posts = 0

    async def post(
        self, path: str, body: object = None, *, token: str = ROBOT, key: str | None = None
    ) -> httpx.Response:
        self._posts += 1
        headers = {**bearer(token), "Idempotency-Key": key or f"post-{self._posts}"}
        return await self._client.post(path, json=body, headers=headers)

    async def get(self, path: str, token: str = ROBOT) -> httpx.Response:
        return await self._client.get(path, headers=bearer(token))

    async def claimed(self) -> dict[str, Any]:
        answer = await self.post(CLAIMS, MINUTE)
        assert answer.status_code == 201, answer.text
        claim: dict[str, Any] = answer.json()
        return claim


@pytest.fixture
async def program(app: ServiceApp) -> AsyncIterator[Program]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield Program(client)


async def test_a_robot_takes_a_piece_of_work_and_finds_it_where_it_was_told(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    answer = await program.post(CLAIMS, MINUTE)
    claim = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(f"{CLAIMS}/{claim['claimId']}")
    assert (claim["itemId"], claim["streamId"]) == (str(UUID(int=1)), str(UUID(int=101)))
    again = await program.get(f"{CLAIMS}/{claim['claimId']}")
    assert (again.status_code, again.json()) == (200, claim)


async def test_an_empty_list_answers_no_content_and_the_key_may_be_used_again(
    robots: Robots, program: Program
) -> None:
    answer = await program.post(CLAIMS, MINUTE, key="first")
    assert (answer.status_code, answer.content) == (204, b"")
    await robots.give(1)
    assert (await program.post(CLAIMS, MINUTE, key="first")).status_code == 201


async def test_a_robot_that_lost_the_answer_asks_again_and_gets_the_same_work(
    robots: Robots, program: Program
) -> None:
    await robots.give(1, 2)
    first = await program.post(CLAIMS, MINUTE, key="same")
    second = await program.post(CLAIMS, MINUTE, key="same")
    assert second.json() == first.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert (await LIST.counts(robots.store)).claimed == 1


async def test_a_heartbeat_renews_the_claim(robots: Robots, program: Program) -> None:
    await robots.give(1)
    claim = await program.claimed()
    answer = await program.post(f"{CLAIMS}/{claim['claimId']}/heartbeat", {"leaseSeconds": 900})
    assert answer.status_code == 200
    assert answer.json()["leasedUntil"] > claim["leasedUntil"]
    assert answer.json()["_links"][0]["href"].endswith(f"{CLAIMS}/{claim['claimId']}")


async def test_completing_answers_with_the_event_and_the_robot_is_its_actor(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    claim = await program.claimed()
    path = f"{CLAIMS}/{claim['claimId']}/complete"
    answer = await program.post(path, {"found": 2}, key="done")
    replayed = await program.post(path, {"found": 2}, key="done")
    assert answer.status_code == 200
    assert replayed.json() == answer.json()
    (recorded,) = (await robots.store.read(UUID(int=101))).recorded
    assert str(recorded.event_id) == answer.json()["eventId"]
    assert recorded.event.result_code == "siblings-2"
    assert recorded.context.actor.subject == "robot-1"


async def test_a_result_of_the_wrong_shape_is_refused_and_the_claim_stands(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    claim = await program.claimed()
    path = f"{CLAIMS}/{claim['claimId']}/complete"
    refused = await program.post(path, {"found": -1, "name": "x"})
    assert refused.status_code == 400
    assert {error["pointer"] for error in refused.json()["errors"]} == {"/found", "/name"}
    assert (await program.post(path, {"found": 0})).status_code == 200


async def test_a_lapsed_claim_cannot_complete(robots: Robots, program: Program) -> None:
    await robots.give(1)
    claim = await program.claimed()
    robots.let_lapse(UUID(claim["claimId"]))
    refused = await program.post(f"{CLAIMS}/{claim['claimId']}/complete", {"found": 0})
    assert (refused.status_code, refused.json()["code"]) == (409, "claim-lapsed")
    assert (await program.get(f"{CLAIMS}/{claim['claimId']}")).status_code == 404


async def test_another_robots_claim_is_neither_shown_nor_completed(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    path = f"{CLAIMS}/{(await program.claimed())['claimId']}"
    refused = await program.post(f"{path}/complete", {"found": 0}, token=OTHER_ROBOT)
    assert (refused.status_code, refused.json()["code"]) == (409, "not-your-claim")
    assert (await program.get(path, OTHER_ROBOT)).status_code == 404


async def test_a_failure_is_a_code_and_hands_the_work_back(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    claim = await program.claimed()
    path = f"{CLAIMS}/{claim['claimId']}/fail"
    assert (await program.post(path, {"reason": "Mamman svarar inte"})).status_code == 400
    answer = await program.post(path, {"reason": "source-unavailable"})
    assert answer.json() == {"claimId": claim["claimId"], "isParked": False}
    assert (await program.claimed())["attempts"] == 2


async def test_released_work_is_handed_back_without_a_mark(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    claim = await program.claimed()
    assert (await program.post(f"{CLAIMS}/{claim['claimId']}/release")).status_code == 200
    assert (await program.claimed())["attempts"] == 1


async def test_an_official_sees_what_robots_gave_up_and_puts_it_back(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    await robots.fail_until_parked()
    (row,) = (await program.get(PARKED, CASEWORKER)).json()["items"]
    assert (row["itemId"], row["reason"]) == (str(UUID(int=1)), "source-unavailable")
    path = f"{PARKED}/{row['itemId']}/return"
    assert (await program.post(path, token=CASEWORKER)).status_code == 200
    assert (await program.post(path, token=CASEWORKER)).status_code == 404
    assert (await program.claimed())["attempts"] == 1


@pytest.mark.parametrize(
    ("token", "path"), [(CASEWORKER, CLAIMS), (ROBOT, f"{PARKED}/{UUID(int=1)}/return")]
)
async def test_robots_and_officials_do_not_do_each_others_part(
    robots: Robots, program: Program, token: str, path: str
) -> None:
    assert (await program.post(path, MINUTE, token=token)).status_code == 403


async def test_the_figures_say_how_much_waits_is_claimed_and_is_parked(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    await robots.fail_until_parked()
    await robots.give(2, 3, 4)
    await program.claimed()
    figures = (await program.get("/metrics")).text
    for kind, number in (("waiting", 2.0), ("claimed", 1.0), ("parked", 1.0)):
        assert f'rodatraden_work_{kind}{{worklist="sibling-check"}} {number}' in figures


def test_the_lists_routes_are_described_in_swedish_with_their_own_result(
    app: ServiceApp,
) -> None:
    document = app.openapi()
    path = f"/worklists/{LIST.name}/claims/{{claimId}}/complete"
    complete = document["paths"][path]["post"]
    assert complete["summary"] == "Slutför ett arbete: syskonkontroll"
    body = complete["requestBody"]["content"]["application/json"]
    assert body["example"] == {"found": 2}
    claim = document["paths"][CLAIMS]["post"]
    assert claim["responses"]["204"]["description"] == "Det finns inget att göra."
    assert "{title}" not in str(document)
