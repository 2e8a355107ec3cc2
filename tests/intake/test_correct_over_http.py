"""A corrected day of arrival: clocks, list, report and read model follow once it is approved."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.intake.projections.intakes import INTAKES_PROJECTION
from shared.contracts.intake import PreliminaryAssessmentConcluded
from shared.contracts.names import REPORTING
from shared.contracts.reporting import DelegationListDelivered
from shared.eventstore.codec import Codec
from shared.eventstore.rebuild import rebuild
from shared.kernel.clock import today
from shared.testing.database import Database
from shared.testing.tokens import CASEWORKER, UNIT_HEAD, bearer
from tests.intake.service import Service, concern, day
from tests.services import store_of

EARLIER = day(today() - timedelta(days=20))
WHY = {"correctionReasonCode": "misunderstanding", "explanation": "Brevet kom tidigare."}


async def test_the_day_it_came_in_is_put_right_everywhere(service: Service) -> None:
    (matter,) = await service.reported(concern())
    intake_id = matter["intakeId"]
    facts = (await service.read(f"/intakes/{intake_id}/facts")).json()["facts"]
    (opened,) = [each for each in facts if each["name"] == "intake.opened.v1"]
    asked = {"eventId": opened["eventId"], "receivedOn": EARLIER, **WHY}
    waiting = await service.done(intake_id, "correct-fact", asked)
    clocks = {each["id"]: each for each in waiting["impacts"] if each["kind"] == "clock"}
    changes = {each["field"]: each for each in clocks["preliminary-assessment"]["changes"]}
    assert (changes["state"]["before"], changes["state"]["after"]) == ("running", "overdue")
    facts = (await service.read(f"/intakes/{intake_id}/facts")).json()["facts"]
    remark = next(each for fact in facts for each in fact["remarks"])
    approval = {"eventId": remark["eventId"]}
    approved = await service.done(intake_id, "approve-correction", approval, by=UNIT_HEAD)
    assert not approved["isWaiting"]
    assert (await service.read(f"/intakes/{intake_id}")).json()["receivedOn"] == EARLIER
    report = (await service.read(f"/intakes/{intake_id}/report")).json()
    received, *_ = (await service.store.read(UUID(report["reportId"]))).events
    assert day(received.received_on) == EARLIER
    await service.caught_up("intakes")
    assert (await rebuild(service.store, INTAKES_PROJECTION)).was_right
    rows = await service.store.rows("SELECT received_on FROM intake.intake")
    assert [day(row["received_on"]) for row in rows] == [EARLIER]


async def test_what_the_register_says_of_a_person_is_put_right_at_once(service: Service) -> None:
    (matter,) = await service.reported(concern())
    path = f"/persons/{matter['personId']}"
    found = await service.read(f"{path}/facts")
    (registered,) = found.json()["facts"]
    body: dict[str, Any] = {"eventId": registered["eventId"], "birthYear": 2014, **WHY}
    headers = {**bearer(CASEWORKER), "If-Match": found.headers["etag"]}
    answer = await service.client.post(f"{path}/correct-fact", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    assert not answer.json()["isWaiting"]
    await service.caught_up("persons")
    rows = await service.store.rows("SELECT birth_year FROM intake.person")
    assert [row["birth_year"] for row in rows] == [2014]


async def test_a_list_to_the_committee_that_told_of_the_decision_is_named(
    service: Service, database: Database
) -> None:
    (matter,) = await service.reported(concern(receivedOn=EARLIER))
    intake_id, meeting_id = matter["intakeId"], UUID(matter["threadId"])
    told = {"outcome": "no-immediate-need", "assessedOn": EARLIER, "reasons": "Trygg."}
    await service.done(intake_id, "assess-protection", told)
    concluded = {"way": "no-action", "concludedOn": day(today()), "reasons": "Nej."}
    await service.done(intake_id, "conclude-preliminary-assessment", concluded)
    stream = await service.store.read(UUID(intake_id))
    (decided,) = [
        e for e in stream.recorded if isinstance(e.event, PreliminaryAssessmentConcluded)
    ]
    listed = DelegationListDelivered(
        meeting_id=meeting_id,
        body_code="committee",
        meeting_on=today(),
        delivered_on=today(),
        since_position=0,
        known_position=9,
        definition_version="1",
        catalogue_version="2026-5",
        content_sha256="0" * 64,
        decision_event_ids=(decided.event_id,),
    )
    async with store_of("reporting", Codec(own=REPORTING, heard={}), database) as reporting:
        async with reporting.transaction() as tx:
            context = replace(decided.context, person_id=None, file_id=None)
            appended = await tx.append(meeting_id, [listed], context, after=0)
        assert await service.store.wait_for(appended.last_event_id, "intakes", seconds=10)
    another = day(today() - timedelta(days=1))
    wrong = {"eventId": str(decided.event_id), "concludedOn": another, **WHY}
    answer = await service.done(intake_id, "correct-fact", wrong)
    (found,) = [each for each in answer["impacts"] if each["kind"] == "report"]
    assert (found["id"], found["name"]) == (str(meeting_id), f"Anmälningslista {day(today())}")
    assert [(each["field"], each["after"]) for each in found["changes"]] == [
        ("concluded_on", another)
    ]
