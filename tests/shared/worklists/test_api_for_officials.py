from uuid import UUID

import pytest

from shared.http.app import ServiceApp
from shared.kernel.clock import new_id
from shared.testing.tokens import CASEWORKER, ROBOT
from tests.shared.worklists.api import CLAIMS, MINUTE, PARKED, Program
from tests.shared.worklists.robots import LIST, Robots


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


async def test_a_list_that_has_not_come_as_far_as_was_asked_says_so(
    robots: Robots, program: Program
) -> None:
    await robots.give(1)
    await robots.fail_until_parked()
    answer = await program.get(f"{PARKED}?atLeast={new_id()}", CASEWORKER)
    assert (answer.status_code, answer.json()["code"]) == (503, "read-model-behind")


@pytest.mark.parametrize(
    ("token", "path"),
    [(CASEWORKER, CLAIMS), (ROBOT, f"{PARKED}/{UUID(int=1)}/return")],
    ids=["caseworker", "robot"],
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
