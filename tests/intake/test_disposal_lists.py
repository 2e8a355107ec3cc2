"""Gallringslistan: vad som tas upp, vem som granskar och godkänner, och vad som undantas."""

from datetime import timedelta
from typing import Any

from shared.kernel.clock import today
from shared.testing.tokens import CASEWORKER, SUBCOMMITTEE, UNIT_HEAD, bearer
from tests.intake.disposing import OLD, Office
from tests.intake.service import child, concern

RESEARCHED = "200001052380"


def numbered(number: str = "199006022397") -> dict[str, Any]:
    return {"children": [child(number=number)]}


async def test_a_person_is_told_when_each_file_goes_and_why(office: Office) -> None:
    matter = await office.old_report(**numbered())
    path = f"/persons/{matter['personId']}/retention"
    (file,) = (await office.service.read(path, by=UNIT_HEAD)).json()["files"]
    assert (file["state"], file["ruleId"], file["legalBasisId"]) == (
        "due",
        "child-protection.report-without-investigation",
        "sol-16-1",
    )
    assert (file["lastNoteOn"], file["dueOn"], file["finishBy"]) == (
        "2020-03-02",
        "2025-03-03",
        "2026-12-31",
    )
    (reason,) = file["reasons"]
    assert (reason["why"], reason["countedFrom"], reason["untilOn"]) == (
        "period",
        "2020-03-02",
        "2025-03-02",
    )


async def test_the_list_of_a_year_has_what_is_due_and_not_what_is_going_on(
    office: Office,
) -> None:
    matter = await office.old_report(**numbered())
    await office.service.reported(concern(children=[child(number="199107172380")]), "new")
    rows = await office.files(await office.drawn_up())
    assert [(row["personId"], row["retentionGroup"]) for row in rows] == [
        (matter["personId"], "child-protection"),
        (matter["personId"], "person-register"),
    ]
    assert rows[0]["now"]["reasons"][0]["why"] == "period"


async def test_a_note_made_after_the_end_takes_the_file_off_the_next_list(office: Office) -> None:
    matter = await office.old_report(**numbered())
    body = {"requestedOn": today().isoformat()}
    answer = await office.service.ask(matter["intakeId"], "request-feedback", body)
    assert answer.json()["code"] == "feedback-not-owed"
    path = f"/persons/{matter['personId']}/retention"
    before = (await office.service.read(path, by=UNIT_HEAD)).json()["files"][0]
    later = await office.old_report("newer", OLD + timedelta(days=700), **numbered())
    assert later["personId"] == matter["personId"]
    found = (await office.service.read(path, by=UNIT_HEAD)).json()["files"]
    assert {file["dueOn"] for file in found} == {"2027-02-01"}
    assert before["dueOn"] == "2025-03-03"


async def test_a_file_of_somebody_going_on_elsewhere_waits(office: Office) -> None:
    matter = await office.old_report(**numbered())
    await office.service.reported(concern(**numbered()), "again")
    await office.service.caught_up("filed_matters")
    path = f"/persons/{matter['personId']}/retention"
    found = (await office.service.read(path, by=UNIT_HEAD)).json()["files"]
    assert {file["state"] for file in found} == {"blocked"}
    refused = await office.draw_up()
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing-to-dispose")


async def test_research_keeps_those_born_on_its_days(office: Office) -> None:
    matter = await office.old_report(**numbered(RESEARCHED))
    path = f"/persons/{matter['personId']}/retention"
    (file,) = (await office.service.read(path, by=UNIT_HEAD)).json()["files"]
    assert (file["state"], file["ruleId"]) == ("kept", "research.selected-persons")
    assert (await office.draw_up()).json()["code"] == "nothing-to-dispose"


async def test_a_child_without_a_number_is_listed_and_held(office: Office) -> None:
    await office.old_report(children=[child()])
    held = (await office.files(await office.drawn_up()))[0]
    assert (held["state"], held["code"]) == ("held", "birth-day-unknown")
    assert held["now"]["isBirthDayNeeded"]


async def test_who_reviewed_a_list_does_not_approve_it(office: Office) -> None:
    await office.old_report(**numbered())
    list_id = await office.drawn_up()
    early = await office.ask(list_id, "approve", by=SUBCOMMITTEE)
    assert early.json()["code"] == "disposal-list-not-reviewed"
    assert (await office.ask(list_id, "review")).is_success
    same = await office.ask(list_id, "approve")
    assert same.json()["code"] == "approved-by-reviewer"
    assert (await office.ask(list_id, "approve", by=SUBCOMMITTEE)).is_success
    shown = await office.shown(list_id)
    assert (shown["reviewedBy"], shown["approvedBy"]) == ("official-3", "official-2")


async def test_what_is_lifted_must_be_reviewed_again_and_nothing_is_lifted_once_approved(
    office: Office,
) -> None:
    await office.old_report(**numbered())
    list_id = await office.drawn_up()
    row = {"fileId": (await office.files(list_id))[0]["fileId"]}
    hold = {**row, "reasonCode": "appeal"}
    assert (await office.ask(list_id, "hold", hold)).is_success
    assert (await office.ask(list_id, "hold", hold)).json()["code"] == "file-already-held"
    assert (await office.ask(list_id, "review")).is_success
    assert (await office.ask(list_id, "lift-hold", row)).is_success
    refused = await office.ask(list_id, "approve", by=SUBCOMMITTEE)
    assert refused.json()["code"] == "disposal-list-not-reviewed"
    await office.approved(list_id)
    assert (await office.ask(list_id, "hold", hold)).is_success
    assert (await office.ask(list_id, "lift-hold", row)).json()["code"] == "disposal-list-approved"


async def test_a_hold_has_a_reason_of_the_catalogue(office: Office) -> None:
    await office.old_report(**numbered())
    list_id = await office.drawn_up()
    body = {"fileId": (await office.files(list_id))[0]["fileId"], "reasonCode": "because"}
    assert (await office.ask(list_id, "hold", body)).status_code == 409


async def test_lists_are_for_heads_and_the_committee(office: Office) -> None:
    answer = await office.service.client.get("/disposal-lists", headers=bearer(CASEWORKER))
    assert answer.status_code == 403


async def test_lists_are_listed_with_how_far_they_have_come(office: Office) -> None:
    await office.old_report(**numbered())
    list_id = await office.approved(await office.drawn_up())
    await office.service.caught_up("disposal_lists")
    (item,) = (await office.service.read("/disposal-lists", by=UNIT_HEAD)).json()["items"]
    assert (item["listId"], item["stage"], item["year"]) == (list_id, "approved", today().year)
