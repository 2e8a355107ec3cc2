"""Registrerad på fel person: hela ärendet förs till rätt person, och den första ser bara att."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from httpx import Response

from services.intake.main import PROJECTIONS
from shared.access.matters import matters_of
from shared.contracts.intake_corrections import MisrecordingNoted
from shared.corrections.misrecording import misrecording_of
from shared.eventstore.projections import Projection
from shared.eventstore.rebuild import rebuild
from shared.kernel.clock import new_id
from shared.testing.tokens import CASEWORKER, UNIT_HEAD
from tests.intake.disposing import Office
from tests.intake.service import Service, child, concern
from tests.intake.test_dispose_of_merged import FIRST, SECOND, old, retention

FOLLOWING: Sequence[Projection[Any]] = (*PROJECTIONS, matters_of("intake"))
WHY = {"correctionReasonCode": "wrong-person", "explanation": "Syskonets nummer skrevs av."}


async def facts(service: Service, intake_id: str) -> list[dict[str, Any]]:
    return list((await service.read(f"/intakes/{intake_id}/facts")).json()["facts"])


async def ask_to_move(service: Service, intake_id: str, to: str, by: str = CASEWORKER) -> Response:
    (opened,) = [e for e in await facts(service, intake_id) if e["name"] == "intake.opened.v1"]
    body = {"eventId": opened["eventId"], "personId": to, **WHY}
    return await service.ask(intake_id, "correct-fact", body, by=by)


async def move(service: Service, intake_id: str, to: str) -> Any:
    """Move it, approved by another; return the correction's id."""
    asked = await ask_to_move(service, intake_id, to)
    assert asked.is_success, asked.text
    assert asked.json()["isWaiting"]
    correction = [
        each["eventId"]
        for fact in await facts(service, intake_id)
        for each in fact["remarks"]
        if each["name"] == "intake.person-corrected.v1"
    ][-1]
    await service.done(intake_id, "approve-correction", {"eventId": correction}, by=UNIT_HEAD)
    for each in FOLLOWING:
        await service.caught_up(each.name)
    return correction


async def two(service: Service) -> tuple[dict[str, Any], dict[str, Any]]:
    (wrong,) = await service.reported(concern(children=[child(number=FIRST)]))
    (right,) = await service.reported(concern(children=[child(number=SECOND)]), "other")
    return wrong, right


async def test_a_move_waits_for_another_and_then_every_list_has_the_right_person(
    service: Service,
) -> None:
    wrong, right = await two(service)
    intake_id, to = wrong["intakeId"], right["personId"]
    await ask_to_move(service, intake_id, to)
    assert (await service.read(f"/intakes/{intake_id}")).json()["personId"] == wrong["personId"]
    (waiting,) = [
        each["eventId"] for fact in await facts(service, intake_id) for each in fact["remarks"]
    ]
    same = await service.ask(intake_id, "approve-correction", {"eventId": waiting})
    assert same.json()["code"] in ("approved-by-the-same", "approver-not-entitled")
    await service.done(intake_id, "approve-correction", {"eventId": waiting}, by=UNIT_HEAD)
    assert (await service.read(f"/intakes/{intake_id}")).json()["personId"] == to
    for each in FOLLOWING:
        await service.caught_up(each.name)
        assert (await rebuild(service.store, each)).was_right, each.name
    for table in ("intake", "filed_matter", "work_item", "access_matter"):
        rows = await service.store.rows(
            f"SELECT person_id, count(*) AS number FROM intake.{table} GROUP BY person_id"
        )
        persons = {str(row["person_id"]) for row in rows}
        left = {wrong["personId"]} if table == "access_matter" else set()
        assert persons == {to} | left, table


async def test_the_report_and_those_told_of_in_it_follow_and_its_words_stay(
    service: Service,
) -> None:
    parent = {"name": "Vera Vårdnadshavare", "number": "199312172381", "childPlaces": [0]}
    body = concern(areSiblings=True, children=[child(number=FIRST), child(number="200001052380")])
    body["guardians"] = [parent]
    wrong, sibling = await service.reported(body)
    (right,) = await service.reported(concern(children=[child(number=SECOND)]), "other")
    was, to, other = wrong["personId"], right["personId"], sibling["personId"]
    await move(service, wrong["intakeId"], to)
    report = (await service.read(f"/intakes/{wrong['intakeId']}/report")).json()
    assert [each["personId"] for each in report["persons"]] == [to, other]
    assert report["persons"][0]["number"] == FIRST, "as it was written"
    assert [each["personIds"] for each in report["guardians"]] == [[to]]
    rows = await service.store.rows(
        "SELECT person_id, relation, other_person_id FROM intake.relation"
    )
    related = {(str(r["person_id"]), r["relation"], str(r["other_person_id"])) for r in rows}
    assert not [each for each in related if was in each]
    assert {(to, "sibling", other), (other, "sibling", to)} <= related
    assert [each for each in related if each[:2] == (to, "guardian")]


async def test_whom_it_was_recorded_on_shows_that_it_was_and_not_about_whom(
    service: Service,
) -> None:
    wrong, right = await two(service)
    correction = await move(service, wrong["intakeId"], right["personId"])
    left = await service.store.read(misrecording_of(UUID(correction)))
    (note,) = left.recorded
    assert isinstance(note.event, MisrecordingNoted)
    assert (str(note.event.person_id), note.event.correction_reason_code) == (
        wrong["personId"],
        "wrong-person",
    )
    told = f"{note.event} {note.context}"
    for secret in (right["personId"], wrong["threadId"], wrong["intakeId"]):
        assert secret not in told
    shown = await facts(service, wrong["intakeId"])
    (moved,) = [
        value
        for fact in shown
        if fact["name"] == "intake.opened.v1"
        for value in fact["values"]
        if value["name"] == "person_id"
    ]
    assert (moved["recorded"], moved["corrected"]) == (wrong["personId"], right["personId"])


async def test_what_is_written_after_the_move_is_about_the_right_person(service: Service) -> None:
    wrong, right = await two(service)
    await move(service, wrong["intakeId"], right["personId"])
    told = {"outcome": "no-immediate-need", "assessedOn": wrong["receivedOn"], "reasons": "Nej."}
    await service.done(wrong["intakeId"], "assess-protection", told)
    stream = await service.store.read(UUID(wrong["intakeId"]))
    assert str(stream.recorded[-1].context.person_id) == right["personId"]
    assert str(stream.recorded[0].context.person_id) == wrong["personId"]


async def test_a_move_that_was_wrong_itself_is_annulled_and_all_is_as_before(
    service: Service,
) -> None:
    wrong, right = await two(service)
    path = f"/intakes/{wrong['intakeId']}"
    before = (await service.read(f"{path}/report")).json()
    correction = await move(service, wrong["intakeId"], right["personId"])
    body = {
        "eventId": correction,
        "correctionReasonCode": "misunderstanding",
        "explanation": "Nej.",
    }
    await service.done(wrong["intakeId"], "annul-fact", body)
    waiting = [
        each["eventId"]
        for fact in await facts(service, wrong["intakeId"])
        for each in fact["remarks"]
        if each["isWaiting"]
    ]
    for each in waiting:
        await service.done(
            wrong["intakeId"], "approve-correction", {"eventId": each}, by=UNIT_HEAD
        )
    assert (await service.read(path)).json()["personId"] == wrong["personId"]
    after = (await service.read(f"{path}/report")).json()
    assert {**after, "_links": None} == {**before, "_links": None}
    left = await service.store.read(misrecording_of(UUID(correction)))
    assert left.standing == []


async def test_nobody_is_moved_to_who_is_not_there_or_stands_in_the_report_already(
    service: Service,
) -> None:
    first, sibling = await service.reported(
        concern(children=[child(number=FIRST), child(number=SECOND)])
    )
    unknown = await ask_to_move(service, first["intakeId"], str(new_id()))
    assert unknown.json()["code"] == "moved-to-unknown"
    already = await ask_to_move(service, first["intakeId"], sibling["personId"])
    assert already.json()["code"] == "reported-already"
    itself = await ask_to_move(service, first["intakeId"], first["personId"])
    assert itself.json()["code"] == "nothing-corrected"


async def test_the_file_goes_with_the_matter_and_is_spared_where_it_was_listed(
    office: Office,
) -> None:
    wrong = await old(office, FIRST)
    list_id = await office.approved(await office.drawn_up())
    (right,) = await office.service.reported(concern(children=[child(number=SECOND)]), "new")
    await move(office.service, wrong["intakeId"], right["personId"])
    assert await retention(office, wrong) == []
    assert await retention(office, right) == [("blocked", None)] * 2
    sheet = await office.carry_out(list_id)
    states = {row.state.value for row in sheet.known.rows.values() if row.listed.matter_ids}
    assert states == {"spared"}
    report = await office.service.read(f"/intakes/{wrong['intakeId']}/report")
    assert not report.json()["isDestroyed"], "the text is readable under the right person"
