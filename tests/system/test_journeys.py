"""Journeys through the four running services, as their callers make them."""

from concurrent.futures import ThreadPoolExecutor

import httpx

from shared.kernel.clock import new_id
from shared.testing.tokens import CASEWORKER, E_SERVICE, ROBOT
from tests.system import story
from tests.system.committee import Body, Committee, accepted, until
from tests.system.words import words

WAY = [
    "intake.person-registered.v1",
    "intake.concern-report-received.v1",
    "intake.opened.v1",
    "intake.immediate-protection-assessed.v1",
    "intake.assigned.v1",
    "intake.preliminary-assessment-concluded.v1",
    "investigation.opened.v1",
    "investigation.assigned.v1",
    "investigation.planned.v1",
    "investigation.contact-held.v1",
    "investigation.instrument-applied.v1",
    "investigation.material-communicated.v1",
    "investigation.decision-made.v1",
    "interventions.opened.v1",
    "investigation.closed.v1",
    "interventions.assigned.v1",
    "interventions.offered.v1",
    "interventions.executed.v1",
    "interventions.interrupted.v1",
    "interventions.resumed.v1",
    "interventions.method-swapped.v1",
    "interventions.goal-set.v1",
    "interventions.followed-up.v1",
    "interventions.ended.v1",
]
NUMBER = "199312172381"


def test_a_report_of_concern_leads_to_an_executed_intervention(committee: Committee) -> None:
    (intake_id,) = committee.matters_of(story.report(committee))
    story.receive(committee, intake_id)
    story.investigate(committee, intake_id)
    story.support(committee, intake_id)
    lines = committee.told(intake_id, WAY[-1])
    steps = [line["type"] for line in lines if not line["type"].startswith("reporting.")]
    assert sorted(steps) == sorted(WAY)  # reporting may have warned on the way
    positions = [line["position"] for line in lines]
    assert positions == sorted(set(positions))
    by_type = {line["type"]: line for line in lines}
    opened, executed = by_type["intake.opened.v1"], by_type["interventions.executed.v1"]
    assert (opened["client"], opened["role"]) == ("e-service", "e-service")
    assert (executed["client"], executed["role"]) == ("official", "caseworker")
    assert (executed["status"], executed["legalBasisId"]) == ("Insats verkställd", "sol-11-1")
    assert by_type["investigation.decision-made.v1"]["role"] == "unit-head"
    assert by_type["investigation.opened.v1"]["client"] == "system"
    assert {line["personId"] for line in lines} == {opened["personId"]}


def test_each_child_of_a_report_goes_its_own_way(committee: Committee) -> None:
    (first,) = committee.matters_of(
        story.report(committee, story.concern(story.child(number=NUMBER)))
    )
    story.receive(committee, first)
    committee.told(first, story.INVESTIGATED)

    siblings = [story.child(number=NUMBER), story.child(), story.child()]
    body = story.concern(*siblings, areSiblings=True)
    known, second, third = committee.matters_of(story.report(committee, body), children=3)
    story.receive(committee, known, "attach")
    story.receive(committee, second, "investigate")
    story.receive(committee, third, "no-action")

    joined = committee.told(first, "investigation.report-attached.v1")
    assert [line["type"] for line in joined].count(story.INVESTIGATED) == 1
    committee.told(second, story.INVESTIGATED)
    assert [_way(committee, each) for each in (known, second, third)] == [
        "attach",
        "investigate",
        "no-action",
    ]


def test_the_robot_works_its_lists_and_is_named_for_what_it_did(committee: Committee) -> None:
    (intake_id,) = committee.matters_of(story.report(committee))
    assert intake_id in story.work_off(committee, "sibling-check", {"siblingCount": 0})
    story.receive(committee, intake_id)
    committee.told(intake_id, story.INVESTIGATED)
    note = {"note": words("Gjort av roboten.")}
    until(lambda: intake_id in story.work_off(committee, "handover", note), "the hand-over")
    story.investigate(committee, intake_id)
    until(lambda: intake_id in story.work_off(committee, "closing-summary", note), "the summary")
    assert committee.post(ROBOT, "intake", "/worklists/handover/claims", {}).status_code == 204

    def by_robot() -> list[Body]:
        return [line for line in committee.thread(intake_id) if line["client"] == "robot"]

    until(lambda: len(by_robot()) == 3, "three lines of the robot's")
    told = [(line["type"], line["actor"], line["facts"]["worklist"]) for line in by_robot()]
    lists = ["sibling-check", "handover", "closing-summary"]
    assert told == [("intake.work-done.v1", "robot-1", each) for each in lists]


def test_a_report_sent_again_is_answered_alike_and_kept_once(committee: Committee) -> None:
    body, key = story.concern(), str(new_id())
    first = committee.post(E_SERVICE, "intake", "/concern-reports", body, key=key)
    before = committee.asked_for()
    again = committee.post(E_SERVICE, "intake", "/concern-reports", body, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert committee.asked_for() == before

    other = {**body, "text": words("Något annat.")}
    reused = committee.post(E_SERVICE, "intake", "/concern-reports", other, key=key)
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")
    assert committee.asked_for() == before


def test_eight_at_once_with_the_same_key_lead_to_one_report(committee: Committee) -> None:
    body, key = story.concern(), str(new_id())

    def send(_: int) -> httpx.Response:
        return committee.post(E_SERVICE, "intake", "/concern-reports", body, key=key)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert {a.json()["code"] for a in answers if a.is_error} <= {"answer-in-flight"}
    receipts = {answer.json()["receiptId"] for answer in [*answers, send(0)] if answer.is_success}
    assert len(receipts) == 1
    (receipt_id,) = receipts
    kept = committee.rows("SELECT version FROM store.event WHERE stream_id = %s", receipt_id)
    assert len(kept) == len({version for (version,) in kept})
    assert len(committee.matters_of(receipt_id)) == 1


def test_a_wrong_number_is_refused_of_an_applicant_and_kept_of_a_child(
    committee: Committee,
) -> None:
    wrong = "19900602-2398"
    applicant = {"name": words("Sten"), "number": wrong}
    form = {"code": "ansokan", "version": "1", "locale": "sv"}
    application = {
        "form": form,
        "caseType": "adult-outpatient",
        "applicant": applicant,
        "text": words("Jag vill ha stöd."),
    }
    before = committee.asked_for()
    refused = committee.post(E_SERVICE, "intake", "/applications", application)
    (fault,) = refused.json()["errors"]
    assert (refused.status_code, fault["pointer"]) == (400, "/applicant/number")
    assert fault["code"] == "invalid-identity-number"
    assert wrong not in refused.text
    assert committee.asked_for() == before

    reported = story.concern(story.child(number=wrong))
    (intake_id,) = committee.matters_of(story.report(committee, reported))
    read = accepted(committee.get(CASEWORKER, "intake", f"/intakes/{intake_id}/report")).json()
    assert read["persons"][0]["number"] == wrong


def _way(committee: Committee, intake_id: str) -> str:
    answer = accepted(committee.get(CASEWORKER, "intake", f"/intakes/{intake_id}"))
    return str(answer.json()["way"])
