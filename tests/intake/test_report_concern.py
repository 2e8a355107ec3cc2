"""Lämna en orosanmälan."""

import asyncio
from datetime import timedelta
from typing import Any

from shared.kernel.clock import today
from shared.testing.tokens import CASEWORKER, ROBOT
from tests.intake.service import Service, child, concern, day

ANNA, BELA = "200001052380", "199312172381"


async def persons_of(service: Service, key: str, *children: dict[str, Any]) -> list[str]:
    matters = await service.reported(concern(children=list(children)), key)
    return [matter["personId"] for matter in matters]


async def test_each_child_gets_a_matter_and_a_thread_of_its_own(service: Service) -> None:
    children = [child(name="Anna Testsson"), child(name="Bela Testsson")]
    first, second = await service.reported(concern(children=children))
    assert len({first["threadId"], second["threadId"]}) == 2
    assert len({first["personId"], second["personId"]}) == 2
    assert {first["origin"], second["origin"]} == {"concern-report"}


async def test_a_child_is_known_again_by_its_number_however_it_is_written(
    service: Service,
) -> None:
    before = await persons_of(service, "a", child(number=ANNA))
    after = await persons_of(service, "b", child(name=None, number="000105-2380"))
    assert before == after


async def test_a_number_that_cannot_be_one_leaves_the_child_unidentified(service: Service) -> None:
    first = await persons_of(service, "a", child(number="200001052381"))
    second = await persons_of(service, "b", child(number="200001052381"))
    assert first != second
    (person,) = await service.store.rows(
        "SELECT is_identified, birth_year FROM intake.person WHERE person_id = %(id)s",
        {"id": first[0]},
    )
    assert person == {"is_identified": False, "birth_year": 2015}


async def test_the_receipt_says_nothing_about_whether_the_child_is_known(service: Service) -> None:
    body = concern(children=[child(number=ANNA)])
    unknown = await service.submit("/concern-reports", body, "a")
    known = await service.submit("/concern-reports", body, "b")
    assert unknown.json().keys() == known.json().keys()
    assert {k for k in unknown.headers if k != "date"} == {k for k in known.headers if k != "date"}
    assert unknown.json()["receiptId"] != known.json()["receiptId"]


async def test_sending_it_again_gives_the_first_receipt_and_nothing_more(service: Service) -> None:
    first = await service.submit("/concern-reports", concern(), "same")
    again = await service.submit("/concern-reports", concern(), "same")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    await service.caught_up("intakes")
    (count,) = await service.store.rows("SELECT count(*) AS n FROM intake.intake")
    assert count["n"] == 1


async def test_a_program_must_send_a_key_of_its_own(service: Service) -> None:
    await service.submit("/concern-reports", concern(), "same")
    other = await service.submit("/concern-reports", concern(text="Något annat."), "same")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_an_incomplete_anonymous_report_is_received(service: Service) -> None:
    body = concern(reporter={"kind": "anonymous"}, children=[{}], reasonCodes=[])
    (matter,) = await service.reported(body)
    report = (await service.read(f"/intakes/{matter['intakeId']}/report")).json()
    assert report["reporterKind"] == "anonymous"
    assert report.get("sender") is None


async def test_an_obliged_reporter_without_a_name_is_received_and_flagged(
    service: Service,
) -> None:
    (matter,) = await service.reported(
        concern(reporter={"kind": "mandated", "mandateCode": "19-1-15"})
    )
    report = (await service.read(f"/intakes/{matter['intakeId']}/report")).json()
    assert report["isReporterNameMissing"] is True


async def test_danger_and_a_wish_for_feedback_are_seen_at_once(service: Service) -> None:
    reporter = {**concern()["reporter"], "isFeedbackRequested": True}
    (matter,) = await service.reported(concern(reporter=reporter, isDangerNow=True))
    assert (matter["isDangerReported"], matter["isFeedbackPending"]) == (True, True)


async def test_an_official_can_register_what_came_on_paper_another_day(service: Service) -> None:
    friday = day(today() - timedelta(days=3))
    body = concern(receivedOn=friday)
    answer = await service.submit("/concern-reports", body, "paper", by=CASEWORKER)
    (matter,) = await service.matters_of(answer.json()["receiptId"])
    assert (matter["receivedOn"], matter["days"]) == (friday, 3)


async def test_a_robot_hands_nothing_in(service: Service) -> None:
    answer = await service.submit("/concern-reports", concern(), "r", by=ROBOT)
    assert answer.status_code == 403


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("duty-not-stated", {"reporter": {"kind": "mandated", "name": "L"}}),
    ("feedback-not-theirs", {"reporter": {"kind": "private", "isFeedbackRequested": True}}),
    ("unknown-code", {"reporter": {"kind": "mandated", "mandateCode": "19-1-99"}}),
    ("date-in-the-future", {"receivedOn": "2999-01-01"}),
    ("not-in-force", {"receivedOn": "1999-01-01"}),
    ("unknown-code", {"reasonCodes": ["no-such-reason"]}),
    ("not-of-case-type", {"reasonCodes": ["livelihood"]}),
    ("not-of-case-type", {"caseType": "economic-assistance", "reasonCodes": []}),
    ("same-person-twice", {"children": [child(number=ANNA), child(number=ANNA)]}),
    ("unknown-guardianship", {"guardians": [{"childPlaces": [1]}]}),
    (
        "related-to-oneself",
        {"children": [child(number=ANNA)], "guardians": [{"childPlaces": [0], "number": ANNA}]},
    ),
]


async def test_what_contradicts_itself_or_the_law_is_refused_whole(service: Service) -> None:
    for code, changes in REFUSED:
        answer = await service.submit("/concern-reports", concern(**changes), "x")
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    for table in ("store.own_event", "intake.person_lookup", "intake.attachment"):
        assert await service.store.rows(f"SELECT 1 FROM {table}") == []


async def test_all_faults_are_named_at_once_and_nothing_is_echoed(service: Service) -> None:
    body = concern(
        reporter={"kind": "postman"},
        children=[{"birthYear": "2015", "nmae": "Anna Testsson"}],
        receivedOn="2 mars",
    )
    del body["text"]
    answer = await service.submit("/concern-reports", body, "x")
    pointers = {fault["pointer"] for fault in answer.json()["errors"]}
    assert answer.status_code == 400
    assert pointers == {
        "/reporter/kind",
        "/children/0/birthYear",
        "/children/0/nmae",
        "/receivedOn",
        "/text",
    }
    assert "postman" not in answer.text
    assert "Anna" not in answer.text


async def test_reports_about_the_same_children_at_once_do_not_make_them_twice(
    service: Service,
) -> None:
    anna, bela = child(number=ANNA), child(number=BELA)
    reports = [concern(children=pair, areSiblings=True) for pair in ([anna, bela], [bela, anna])]
    assert (await service.read("/intakes")).is_success
    answers = await asyncio.gather(
        *(service.submit("/concern-reports", reports[n % 2], f"key-{n}") for n in range(8))
    )
    assert [answer.status_code for answer in answers] == [201] * 8
    await service.caught_up("persons")
    rows = await service.store.rows("SELECT person_id FROM intake.person")
    assert len(rows) == 2
