from uuid import UUID

from tests.shared.worklists.api import CLAIMS, MINUTE, OTHER_ROBOT, Program
from tests.shared.worklists.robots import LIST, Robots


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
    assert answer.json()["claimId"] == claim["claimId"]
    assert answer.json()["isParked"] is False
    assert (await program.claimed())["attempts"] == 2


async def test_released_work_is_handed_back_without_a_mark(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    claim = await program.claimed()
    assert (await program.post(f"{CLAIMS}/{claim['claimId']}/release")).status_code == 200
    assert (await program.claimed())["attempts"] == 1
