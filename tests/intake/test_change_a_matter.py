"""Ändra en aktualisering: versioner, behörighet, delegation."""

from datetime import timedelta
from typing import Any

from shared.kernel.clock import new_id, today
from shared.testing.tokens import CASEWORKER, COMMITTEE, E_SERVICE, ROBOT, UNIT_HEAD, bearer
from tests.intake.service import Service, concern, day

PROTECTION = {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Trygg."}
ASSIGNMENT = {"official": "official-7", "unit": "barn-norr", "assignedOn": day()}
TAKE_OVER = {
    "official": "official-8",
    "unit": "barn-syd",
    "reassignedOn": day(),
    "reasonCode": "workload",
}
CONCLUSION = {"way": "no-action", "concludedOn": day(), "reasons": "Oron är undanröjd."}
EXTENSION = {
    "untilOn": day(today() + timedelta(days=30)),
    "decidedOn": day(),
    "reasons": "Barnet är utomlands.",
}


async def test_the_answer_gives_the_event_and_the_new_version(service: Service) -> None:
    (matter,) = await service.reported(concern())
    answer = await service.ask(matter["intakeId"], "assign", ASSIGNMENT)
    changed = answer.json()
    assert (changed["id"], answer.headers["etag"]) == (
        matter["intakeId"],
        f'"{changed["version"]}"',
    )
    path = f"/intakes?official=official-7&atLeast={changed['eventId']}"
    listed = (await service.read(path)).json()["items"]
    assert [item["intakeId"] for item in listed] == [matter["intakeId"]]


async def test_a_reader_who_has_the_version_is_told_so(service: Service) -> None:
    (matter,) = await service.reported(concern())
    path = f"/intakes/{matter['intakeId']}"
    tag = (await service.read(path)).headers["etag"]
    headers = {**bearer(CASEWORKER), "If-None-Match": tag}
    assert (await service.client.get(path, headers=headers)).status_code == 304


async def test_a_change_says_which_version_it_has_seen(service: Service) -> None:
    (matter,) = await service.reported(concern())
    path = f"/intakes/{matter['intakeId']}/assign"
    unsaid = await service.client.post(path, json=ASSIGNMENT, headers=bearer(CASEWORKER))
    stale = {**bearer(CASEWORKER), "If-Match": '"7"'}
    moved = await service.client.post(path, json=ASSIGNMENT, headers=stale)
    assert (unsaid.status_code, unsaid.json()["code"]) == (428, "if-match-required")
    assert (moved.status_code, moved.json()["code"]) == (412, "stream-moved")


async def test_only_a_matter_is_read_and_changed_as_a_matter(service: Service) -> None:
    receipt = (await service.submit("/concern-reports", concern(), "a")).json()
    (matter,) = await service.matters_of(receipt["receiptId"])
    headers = {**bearer(CASEWORKER), "If-Match": '"1"'}
    for other in (str(new_id()), matter["personId"], receipt["receiptId"]):
        path = f"/intakes/{other}"
        changed = await service.client.post(f"{path}/assign", json=ASSIGNMENT, headers=headers)
        assert (changed.status_code, changed.json()["code"]) == (404, "not-found")
        for part in ("", "/report", "/notes", "/siblings", "/history", f"/attachments/{other}"):
            assert (await service.read(path + part)).status_code == 404


async def test_only_officials_handle_a_matter(service: Service) -> None:
    (matter,) = await service.reported(concern())
    path = f"/intakes/{matter['intakeId']}/assign"
    for who in (E_SERVICE, ROBOT, COMMITTEE):
        headers = {**bearer(who), "If-Match": '"1"', "Idempotency-Key": "x"}
        answer = await service.client.post(path, json=ASSIGNMENT, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


async def test_another_official_takes_over_for_a_reason_of_the_catalogue(
    service: Service,
) -> None:
    (matter,) = await service.reported(concern())
    await service.done(matter["intakeId"], "assign", ASSIGNMENT)
    unknown = {**TAKE_OVER, "reasonCode": "because"}
    refused = await service.ask(matter["intakeId"], "reassign", unknown)
    assert (refused.status_code, refused.json()["code"]) == (409, "unknown-code")
    await service.done(matter["intakeId"], "reassign", TAKE_OVER)
    after = (await service.read(f"/intakes/{matter['intakeId']}")).json()
    assert (after["official"], after["unit"]) == ("official-8", "barn-syd")


async def test_a_unit_head_extends_and_a_caseworker_may_not(service: Service) -> None:
    (matter,) = await service.reported(concern())
    what = "extend-preliminary-assessment"
    refused = await service.ask(matter["intakeId"], what, EXTENSION)
    assert (refused.status_code, refused.json()["code"]) == (409, "not-delegated")
    await service.done(matter["intakeId"], what, EXTENSION, by=UNIT_HEAD)
    after = (await service.read(f"/intakes/{matter['intakeId']}")).json()
    assert after["extendedUntilOn"] == EXTENSION["untilOn"]


async def test_fourteen_days_are_counted_from_the_day_it_arrived(service: Service) -> None:
    arrived = today() - timedelta(days=10)
    (matter,) = await service.reported(concern(receivedOn=day(arrived)))
    fourteenth = {**EXTENSION, "untilOn": day(arrived + timedelta(days=14))}
    what = "extend-preliminary-assessment"
    refused = await service.ask(matter["intakeId"], what, fourteenth, by=UNIT_HEAD)
    assert refused.json()["code"] == "not-an-extension"
    fifteenth = {**EXTENSION, "untilOn": day(arrived + timedelta(days=15))}
    await service.done(matter["intakeId"], what, fifteenth, by=UNIT_HEAD)


REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("protection-not-assessed", "conclude-preliminary-assessment", CONCLUSION),
    ("date-in-the-future", "assign", {**ASSIGNMENT, "assignedOn": "2999-01-01"}),
    ("dated-before-received", "assign", {**ASSIGNMENT, "assignedOn": "2020-01-01"}),
    ("intake-not-assigned", "reassign", TAKE_OVER),
    ("nothing-to-tell", "give-feedback", {"givenOn": day()}),
    ("feedback-not-requested", "withhold-feedback", {"withheldOn": day(), "reasons": "-"}),
]


async def test_a_rule_that_refuses_says_which(service: Service) -> None:
    (matter,) = await service.reported(concern())
    for code, what, body in REFUSED:
        answer = await service.ask(matter["intakeId"], what, body)
        assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_decision_is_kept_with_its_ground_and_its_delegation(service: Service) -> None:
    (matter,) = await service.reported(concern())
    await service.done(matter["intakeId"], "assess-protection", PROTECTION)
    await service.done(matter["intakeId"], "conclude-preliminary-assessment", CONCLUSION)
    (row,) = await service.store.rows(
        "SELECT convert_from(data, 'UTF8')::json AS data FROM store.own_event"
        " WHERE name = 'intake.preliminary-assessment-concluded.v1'"
    )
    told = row["data"]
    assert (told["legal_basis_id"], told["delegation_rule_id"]) == ("sol-20-2", "d-1")
    assert (told["concluded_by"], told["decider_role"]) == ("official-7", "caseworker")
