"""Robotarnas arbetslistor i intag: syskonkontroll, överlämning, sammanfattning."""

from typing import Any

from tests.intake.service import Service, concern

LEASE = {"leaseSeconds": 60}
RESULTS: dict[str, dict[str, Any]] = {
    "sibling-check": {"siblingCount": 0},
    "handover": {"note": "Akten är överlämnad."},
    "closing-summary": {"note": "En anmälan, utredd."},
}
CODES = {
    "sibling-check": "no-siblings",
    "handover": "handed-over",
    "closing-summary": "summarised",
}


async def claim(service: Service, worklist: str, key: str) -> Any:
    await service.caught_up("work_items")
    return await service.work(f"{worklist}/claims", LEASE, key)


async def complete(service: Service, worklist: str, key: str) -> Any:
    claimed = (await claim(service, worklist, f"{key}-claim")).json()
    path = f"{worklist}/claims/{claimed['claimId']}/complete"
    answer = await service.work(path, RESULTS[worklist], f"{key}-complete")
    assert answer.is_success, answer.text
    return claimed


async def test_a_new_report_is_checked_once_by_one_robot(service: Service) -> None:
    (matter,) = await service.reported(concern())
    claimed = await complete(service, "sibling-check", "a")
    assert claimed["streamId"] == matter["intakeId"]
    assert (await claim(service, "sibling-check", "b")).status_code == 204


async def test_the_hand_over_and_the_summary_follow_the_investigation(service: Service) -> None:
    (matter,) = await service.reported(concern())
    assert (await claim(service, "handover", "early")).status_code == 204
    investigation_id = await service.investigated(matter)
    handed = await complete(service, "handover", "a")
    assert (await claim(service, "closing-summary", "early")).status_code == 204
    await service.closed(investigation_id, matter)
    summed = await complete(service, "closing-summary", "b")
    assert handed["streamId"] == summed["streamId"] == matter["intakeId"]


async def test_what_a_robot_did_is_told_with_the_robot_as_actor(service: Service) -> None:
    (matter,) = await service.reported(concern())
    await service.closed(await service.investigated(matter), matter)
    for worklist in RESULTS:
        await complete(service, worklist, worklist)
    events = await service.store.rows(
        "SELECT actor_client, convert_from(data, 'UTF8')::json AS told FROM store.own_event"
        " WHERE name = 'intake.work-done.v1'"
    )
    assert {each["actor_client"] for each in events} == {"robot"}
    told = {each["told"]["worklist"]: each["told"]["result_code"] for each in events}
    assert told == CODES


async def test_a_sibling_check_that_finds_somebody_says_so(service: Service) -> None:
    await service.reported(concern())
    claimed = (await claim(service, "sibling-check", "a")).json()
    path = f"sibling-check/claims/{claimed['claimId']}/complete"
    await service.work(path, {"siblingCount": 2, "note": "Två syskon."}, "b")
    rows = await service.store.rows(
        "SELECT convert_from(data, 'UTF8')::json ->> 'result_code' AS code FROM store.own_event"
        " WHERE name = 'intake.work-done.v1'"
    )
    assert rows == [{"code": "siblings-found"}]
    (note,) = (await service.read(f"/intakes/{claimed['streamId']}/notes")).json()["notes"]
    assert (note["kind"], note["text"], note["recordedBy"]) == ("work", "Två syskon.", "robot-1")
