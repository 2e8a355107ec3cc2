"""Skyddade personer: syns bara för dem som har släppts in, och aldrig för en robot."""

from typing import Any

from httpx import Response

from shared.kernel.clock import new_id
from shared.testing.tokens import CASEWORKER, ROBOT, UNIT_HEAD, bearer, token_for
from tests.intake.service import Service, child, concern, day

ANNA, BELA = "200001052380", "199312172381"
VERA = {"childPlaces": [0], "name": "Vera Testsson", "number": "199107172380"}
COLLEAGUE = token_for("official-9", "official", "caseworker", unit="barn-norr")
ELSEWHERE = token_for("official-8", "official", "caseworker", unit="barn-syd")
OTHER_HEAD = token_for("official-4", "official", "unit-head", unit="barn-norr")
MARK = {"kind": "confidentiality-mark", "markedOn": day()}
BOX = "Skatteverket, Förmedlingsuppdrag, Box 1"
GLASS = {"reasonCode": "danger", "reason": "Polisen söker barnet i natt."}


async def ask(service: Service, path: str, body: dict[str, Any], by: str = CASEWORKER) -> Response:
    answer = await service.client.post(path, json=body, headers=bearer(by))
    await service.caught_up("access-guarded")
    await service.caught_up("glass_breakings")
    return answer


async def protected(service: Service, **changes: Any) -> dict[str, Any]:
    """Report Anna, give the matter to official-7, and mark her as protected."""
    body = concern(children=[child(number=ANNA, address="Hemliga vägen 1")], **changes)
    matter, *_ = await service.reported(body)
    assigned = {"official": "official-7", "unit": "barn-norr", "assignedOn": day()}
    await service.done(matter["intakeId"], "assign", assigned)
    await service.caught_up("access-matters")
    await mark(service, matter)
    return matter


async def mark(service: Service, matter: dict[str, Any], **more: Any) -> None:
    path = f"/persons/{matter['personId']}/mark-protection"
    answer = await ask(service, path, {**MARK, **more})
    assert answer.is_success, answer.text


async def found(service: Service, number: str, by: str) -> Any:
    body = {"number": number, "purpose": "case-handling"}
    answer = await service.client.post("/person-searches", json=body, headers=bearer(by))
    return answer.json().get("personId")


async def listed(service: Service, by: str) -> list[str]:
    answer = await service.read("/intakes", by=by)
    return [each["intakeId"] for each in answer.json()["items"]]


async def statuses(service: Service, matter: dict[str, Any], by: str) -> set[int]:
    at, person = f"/intakes/{matter['intakeId']}", f"/persons/{matter['personId']}"
    paths = [at, f"{at}/report", f"{at}/notes", f"{at}/siblings", f"{at}/history", person]
    return {(await service.read(path, by=by)).status_code for path in paths}


async def test_from_the_marking_on_only_those_who_answer_for_the_case_see_it(
    service: Service,
) -> None:
    matter = await protected(service)
    assert await statuses(service, matter, CASEWORKER) == {200}
    for stranger in (COLLEAGUE, UNIT_HEAD, ELSEWHERE):
        assert await statuses(service, matter, stranger) == {404}
        assert await listed(service, stranger) == []
        assert await found(service, ANNA, stranger) is None
    assert await listed(service, CASEWORKER) == [matter["intakeId"]]
    assert await found(service, ANNA, CASEWORKER) == matter["personId"]


async def test_what_is_secret_is_answered_as_what_is_not_there(service: Service) -> None:
    matter = await protected(service)
    secret = (await service.read(f"/intakes/{matter['intakeId']}", by=COLLEAGUE)).json()
    nothing = (await service.read(f"/intakes/{new_id()}", by=COLLEAGUE)).json()
    assert {**secret, "instance": ""} == {**nothing, "instance": ""}


async def test_the_unit_head_lets_in_and_puts_out_without_seeing_the_case(
    service: Service,
) -> None:
    matter = await protected(service)
    guarded = (await service.read("/guarded-matters", by=UNIT_HEAD)).json()["items"]
    assert [(each["matterId"], each["admittedOfficials"]) for each in guarded] == [
        (matter["intakeId"], ["official-7"])
    ]
    person = f"/persons/{matter['personId']}"
    who = {"threadId": matter["threadId"], "official": "official-9"}
    assert (await ask(service, f"{person}/admit-official", who)).status_code == 403
    assert (await ask(service, f"{person}/admit-official", who, UNIT_HEAD)).is_success
    assert await statuses(service, matter, COLLEAGUE) == {200}
    assert (await ask(service, f"{person}/remove-official", who, UNIT_HEAD)).is_success
    assert await statuses(service, matter, COLLEAGUE) == {404}
    assert await statuses(service, matter, UNIT_HEAD) == {404}


async def test_protection_is_lifted_by_the_unit_head_and_by_nothing_else(
    service: Service,
) -> None:
    matter = await protected(service)
    path = f"/persons/{matter['personId']}/lift-protection"
    lift = {"kind": "confidentiality-mark", "liftedOn": day()}
    assert (await ask(service, path, lift)).status_code == 403
    assert (await ask(service, path, lift, UNIT_HEAD)).is_success
    assert await statuses(service, matter, COLLEAGUE) == {200}
    again = await ask(service, path, lift, UNIT_HEAD)
    assert (again.status_code, again.json()["code"]) == (409, "not-protected")


async def test_no_address_is_shown_but_the_mediated_one(service: Service) -> None:
    (matter,) = await service.reported(concern(children=[child(number=ANNA, address="Vägen 1")]))
    assigned = {"official": "official-7", "unit": "barn-norr", "assignedOn": day()}
    await service.done(matter["intakeId"], "assign", assigned)
    await service.caught_up("access-matters")
    person, report = f"/persons/{matter['personId']}", f"/intakes/{matter['intakeId']}/report"
    assert (await service.read(person)).json()["address"] == "Vägen 1"
    await mark(service, matter)
    assert (await service.read(person)).json()["address"] is None
    await mark(service, matter, kind="protected-registration", mediatedAddress=BOX)
    assert (await service.read(person)).json()["address"] == BOX
    shown = (await service.read(report)).json()["persons"][0]
    assert (shown["name"], shown["address"], shown["school"]) == ("Test Testsson", None, None)


async def test_a_broken_glass_opens_for_the_one_who_broke_it_and_is_reviewed(
    service: Service,
) -> None:
    matter = await protected(service)
    by_number = {"number": ANNA, **GLASS}
    broken = (await ask(service, "/glass-breakings", by_number, ELSEWHERE)).json()
    assert broken["personId"] == matter["personId"]
    assert await statuses(service, matter, ELSEWHERE) == {200}
    assert await statuses(service, matter, COLLEAGUE) == {404}
    at = f"/glass-breakings/{broken['glassId']}"
    assert (await service.read(at, by=UNIT_HEAD)).status_code == 404
    head = token_for("official-6", "official", "unit-head", unit="barn-syd")
    (task,) = (await service.read("/glass-breakings", by=head)).json()["items"]
    assert (task["official"], task["reasonCode"]) == ("official-8", "danger")
    assert (await service.read(at, by=head)).json()["reason"] == GLASS["reason"]
    assert (await ask(service, f"{at}/review", {"finding": "justified"}, head)).is_success
    assert (await service.read("/glass-breakings", by=head)).json()["items"] == []


async def test_nobody_reviews_their_own_opening(service: Service) -> None:
    matter = await protected(service)
    by_id = {"personId": matter["personId"], **GLASS}
    broken = (await ask(service, "/glass-breakings", by_id, UNIT_HEAD)).json()
    assert (await service.read("/glass-breakings", by=UNIT_HEAD)).json()["items"] == []
    review = f"/glass-breakings/{broken['glassId']}/review"
    own = await ask(service, review, {"finding": "justified"}, UNIT_HEAD)
    assert (own.status_code, own.json()["code"]) == (409, "reviewed-by-oneself")
    assert (await ask(service, review, {"finding": "unjustified"}, OTHER_HEAD)).is_success


async def test_a_glass_is_broken_for_a_reason_of_the_catalogue_about_one_person(
    service: Service,
) -> None:
    matter = await protected(service)
    unknown = await ask(service, "/glass-breakings", {"number": BELA, **GLASS})
    assert unknown.status_code == 404
    both = await ask(service, "/glass-breakings", GLASS)
    assert both.json()["code"] == "one-of-two"
    curious = {"personId": matter["personId"], **GLASS, "reasonCode": "curiosity"}
    assert (await ask(service, "/glass-breakings", curious)).json()["code"] == "unknown-code"


async def test_no_robot_is_given_work_about_a_protected_child(service: Service) -> None:
    matter = await protected(service)
    empty = await service.work("sibling-check/claims", {}, "claim-1")
    assert empty.status_code == 204
    assert (await service.read(f"/intakes/{matter['intakeId']}", by=ROBOT)).status_code == 404
    parked = "/worklists/sibling-check/parked-items"
    assert (await service.read(parked, by=COLLEAGUE)).json()["items"] == []
    (item,) = (await service.read(parked)).json()["items"]
    done = f"{parked}/{item['itemId']}/complete"
    result = {"siblingCount": 0, "note": "Inga syskon."}
    assert (await ask(service, done, result, COLLEAGUE)).status_code == 404
    assert (await ask(service, done, result)).is_success
    await service.caught_up("work_items")
    assert (await service.read(parked)).json()["items"] == []


async def test_a_claim_made_before_the_marking_is_of_no_more_use(service: Service) -> None:
    (matter,) = await service.reported(concern(children=[child(number=ANNA)]))
    await service.caught_up("work_items")
    claim = (await service.work("sibling-check/claims", {}, "claim-1")).json()
    await service.caught_up("access-matters")
    assert (await service.read(f"/intakes/{matter['intakeId']}", by=ROBOT)).is_success
    await mark(service, matter)
    assert (await service.read(f"/intakes/{matter['intakeId']}", by=ROBOT)).status_code == 404
    done = f"sibling-check/claims/{claim['claimId']}/complete"
    late = await service.work(done, {"siblingCount": 0}, "complete-1")
    assert (late.status_code, late.json()["code"]) == (409, "claim-lapsed")


async def test_a_protected_sibling_is_hidden_in_the_others_matter(service: Service) -> None:
    children = [child(number=ANNA), child(name="Bela", number=BELA)]
    anna, bela = await service.reported(concern(children=children, areSiblings=True))
    await mark(service, bela)
    at = f"/intakes/{anna['intakeId']}"
    assert (await service.read(f"{at}/siblings", by=COLLEAGUE)).json()["items"] == []
    assert (await service.read(f"{at}/history", by=COLLEAGUE)).json()["items"] == []
    report = (await service.read(f"{at}/report", by=COLLEAGUE)).json()
    assert [each["personId"] for each in report["persons"]] == [anna["personId"]]
    assert (report["isSealed"], report["text"]) == (True, None)
    await service.caught_up("work_items")
    assert (await service.work("sibling-check/claims", {}, "claim-1")).status_code == 204


async def test_a_protected_guardian_is_left_out_of_the_report(service: Service) -> None:
    (matter,) = await service.reported(
        concern(children=[child(number=ANNA)], guardians=[{**VERA, "telephone": "08-1"}])
    )
    at = f"/intakes/{matter['intakeId']}/report"
    assert (await service.read(at)).json()["guardians"][0]["telephone"] == "08-1"
    (row,) = await service.store.rows("SELECT other_person_id AS id FROM intake.relation")
    await mark(service, {"personId": str(row["id"])})
    assert (await service.read(at, by=COLLEAGUE)).json()["guardians"] == []
    assert (await service.read(f"/persons/{row['id']}", by=COLLEAGUE)).status_code == 404


async def test_different_sides_stand_on_the_relation(service: Service) -> None:
    children = [child(number=ANNA), child(number=BELA)]
    anna, bela = await service.reported(concern(children=children, areSiblings=True))
    at = f"/intakes/{anna['intakeId']}/siblings"
    assert [each["isOnOtherSide"] for each in (await service.read(at)).json()["items"]] == [False]
    opposed = {"otherPersonId": bela["personId"], "areOpposed": True}
    assert (await ask(service, f"/persons/{anna['personId']}/mark-sides", opposed)).is_success
    await service.caught_up("opposed_pairs")
    for one in (anna, bela):
        answer = await service.read(f"/intakes/{one['intakeId']}/siblings")
        assert [each["isOnOtherSide"] for each in answer.json()["items"]] == [True]


async def test_an_official_of_another_unit_has_no_part_in_the_case(service: Service) -> None:
    (matter,) = await service.reported(concern(children=[child(number=ANNA)]))
    answer = await service.read(f"/intakes/{matter['intakeId']}", by=ELSEWHERE)
    assert (answer.status_code, answer.json()["code"]) == (403, "no-relation")
    assert await listed(service, ELSEWHERE) == []


async def merge(service: Service, one: dict[str, Any], into: dict[str, Any]) -> None:
    """Find that two pseudonyms are one person."""
    await change(
        service, one, "merge", intoPersonId=into["personId"], reasonCode="registered-twice"
    )


async def change(service: Service, one: dict[str, Any], what: str, **body: Any) -> None:
    path = f"/persons/{one['personId']}"
    tag = (await service.read(f"{path}/facts", by=CASEWORKER)).headers["etag"]
    headers = {**bearer(CASEWORKER), "If-Match": tag}
    answer = await service.client.post(f"{path}/{what}", json=body, headers=headers)
    assert answer.is_success, answer.text
    await service.caught_up("access-guarded")
    await service.caught_up("intake.merged-persons")


async def test_who_is_found_to_be_a_protected_person_is_hidden_at_once_and_shown_when_parted(
    service: Service,
) -> None:
    secret = await protected(service)
    twin, *_ = await service.reported(concern(children=[child(number=BELA)]), "report-2")
    assert await statuses(service, twin, UNIT_HEAD) == {200}
    await merge(service, twin, secret)
    for stranger in (COLLEAGUE, UNIT_HEAD):
        assert await statuses(service, twin, stranger) == {404}
        assert await listed(service, stranger) == []
        assert await found(service, BELA, stranger) is None
    assert (await service.work("sibling-check/claims", {}, "claim-1")).status_code == 204
    await admit(service, twin, "official-7")
    assert await statuses(service, twin, CASEWORKER) == {200}
    await change(service, twin, "reverse-merge", reasonCode="not-the-same")
    assert await statuses(service, twin, UNIT_HEAD) == {200}
    assert await listed(service, UNIT_HEAD) == [twin["intakeId"]]
    assert await statuses(service, secret, UNIT_HEAD) == {404}


async def admit(service: Service, matter: dict[str, Any], official: str) -> None:
    """Let the head put an official on the list of a case, under the pseudonym of the case."""
    body = {"threadId": matter["threadId"], "official": official}
    answer = await ask(service, f"/persons/{matter['personId']}/admit-official", body, UNIT_HEAD)
    assert answer.is_success, answer.text
