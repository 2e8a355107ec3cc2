"""Personregistret: sök, identitet, syskon och tidigare aktualiseringar."""

from datetime import timedelta
from typing import Any

from shared.kernel.clock import new_id, today
from shared.testing.tokens import CASEWORKER, E_SERVICE, ROBOT, bearer
from tests.intake.service import Service, child, concern, day

ANNA, BELA, CEASAR = "200001052380", "199312172381", "199006022397"
VERA = {"childPlaces": [0], "name": "Vera Testsson", "number": "199107172380"}


async def search(service: Service, number: str, by: str = CASEWORKER) -> Any:
    body = {"number": number, "purpose": "concern-report"}
    return await service.client.post("/person-searches", json=body, headers=bearer(by))


async def items(service: Service, path: str) -> list[dict[str, Any]]:
    await service.claim_all()
    answer = await service.read(path, by=ROBOT)
    assert answer.is_success, answer.text
    return list(answer.json()["items"])


async def test_a_person_is_found_by_number_and_by_nothing_else(service: Service) -> None:
    (matter,) = await service.reported(concern(children=[child(number=ANNA)]))
    found = await search(service, "000105-2380")
    assert found.json()["personId"] == matter["personId"]
    assert (await search(service, BELA)).json().get("personId") is None
    faulty = await search(service, "200001052381")
    assert faulty.json()["errors"][0]["code"] == "invalid-identity-number"


async def test_a_search_says_what_it_is_for(service: Service) -> None:
    body = {"number": ANNA}
    answer = await service.client.post("/person-searches", json=body, headers=bearer(CASEWORKER))
    assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [
        ("/purpose", "missing")
    ]


async def test_no_program_learns_who_is_known(service: Service) -> None:
    for program in (E_SERVICE, ROBOT):
        assert (await search(service, ANNA, by=program)).status_code == 403


async def test_an_official_learns_who_a_pseudonym_is_and_a_robot_does_not(
    service: Service,
) -> None:
    anna = child(number="000105-2380", address="Provvägen 1")
    (matter,) = await service.reported(concern(children=[anna]))
    path = f"/persons/{matter['personId']}"
    person = (await service.read(path)).json()
    assert (person["name"], person["number"]) == ("Test Testsson", ANNA)
    assert (person["numberKind"], person["address"]) == ("personal", "Provvägen 1")
    assert (await service.read(path, by=ROBOT)).status_code == 403


async def test_an_unidentified_person_is_shown_as_written(service: Service) -> None:
    (matter,) = await service.reported(concern(children=[{"name": "Lillen", "number": "ca 7 år"}]))
    person = (await service.read(f"/persons/{matter['personId']}")).json()
    assert (person["name"], person["number"], person.get("numberKind")) == (
        "Lillen",
        "ca 7 år",
        None,
    )


async def test_what_is_no_person_is_not_found(service: Service) -> None:
    (matter,) = await service.reported(concern())
    for id in (str(new_id()), matter["intakeId"]):
        assert (await service.read(f"/persons/{id}")).status_code == 404


async def test_siblings_are_told_or_share_a_guardian(service: Service) -> None:
    told = [child(number=ANNA), child(number=BELA)]
    anna, bela = await service.reported(
        concern(children=told, areSiblings=True, guardians=[VERA]), "a"
    )
    (ceasar,) = await service.reported(
        concern(children=[child(number=CEASAR)], guardians=[VERA]), "b"
    )
    await service.investigated(ceasar)
    found = {
        each["personId"]: (each["isTold"], each["isSharingGuardian"], each["isInvestigated"])
        for each in await items(service, f"/intakes/{anna['intakeId']}/siblings")
    }
    assert found == {
        bela["personId"]: (True, False, False),
        ceasar["personId"]: (False, True, True),
    }


async def test_children_of_one_report_are_no_siblings_unless_told(service: Service) -> None:
    anna, _ = await service.reported(concern(children=[child(number=ANNA), child(number=BELA)]))
    assert await items(service, f"/intakes/{anna['intakeId']}/siblings") == []


async def test_earlier_matters_of_the_child_and_its_siblings_are_seen(service: Service) -> None:
    past = day(today() - timedelta(days=40))
    children = [child(number=ANNA), child(number=BELA)]
    before = concern(children=children, areSiblings=True, receivedOn=past)
    old_anna, old_bela = await service.reported(before, "a")
    (new,) = await service.reported(concern(children=[child(number=ANNA)]), "b")
    await service.reported(concern(children=[child(number=CEASAR)]), "c")
    history = await items(service, f"/intakes/{new['intakeId']}/history")
    assert {(each["intakeId"], each["isSibling"]) for each in history} == {
        (old_anna["intakeId"], False),
        (old_bela["intakeId"], True),
    }
    assert {(each["receivedOn"], each.get("way")) for each in history} == {(past, None)}
    assert await items(service, f"/intakes/{old_anna['intakeId']}/history") == [
        {**each, "intakeId": old_bela["intakeId"], "personId": old_bela["personId"]}
        for each in history
        if each["isSibling"]
    ]
