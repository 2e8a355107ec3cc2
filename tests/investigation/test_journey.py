"""From intake's choice to a closed investigation, over HTTP and on the real store."""

import pytest

from services.investigation.reactions.take_over_from_intake import investigation_id_of
from shared.testing.tokens import CASEWORKER, UNIT_HEAD, bearer
from tests.investigation.service import BASE, Service, concluded
from tests.investigation.stories import INTAKE_ID, OTHER_INTAKE_ID

ASSIGN = {"official": "official-7", "unit": "barn-norr", "assignedOn": "2026-03-12"}
PLAN = {"text": "Samtal med barnet.", "plannedOn": "2026-03-16"}
CONTACT = {
    "heldOn": "2026-03-20",
    "kind": "home-visit",
    "isWithTheIndividual": True,
    "isWithGuardian": True,
    "note": "Barnet visade sitt rum.",
}
INSTRUMENT = {
    "instrumentCode": "sdq",
    "instrumentVersion": "1",
    "appliedOn": "2026-03-24",
    "scores": [{"scaleCode": "total", "score": 17}, {"scaleCode": "peer", "score": 3}],
}
EXTEND = {
    "untilOn": "2026-09-09",
    "decidedOn": "2026-04-06",
    "reasons": "Utlåtande från BUP dröjer.",
}
COMMUNICATE = {"text": "Utredningstexten.", "communicatedOn": "2026-04-07"}
DECIDE = {
    "decisionType": "assistance-personal",
    "outcome": "granted",
    "interventionType": "outpatient-family",
    "decidedOn": "2026-04-20",
    "reasonCodes": ["need-established"],
    "reasons": "Familjen behöver stöd i vardagen.",
}
CLOSE = {
    "closedOn": "2026-04-30",
    "isWithIntervention": True,
    "reasonCode": "with-intervention",
    "summary": "Familjen får stöd.",
}
REASSIGN = {
    "official": "official-8",
    "unit": "barn-norr",
    "reassignedOn": "2026-04-10",
    "reasonCode": "workload",
}
APPEAL = {"receivedOn": "2026-05-13", "notifiedOn": "2026-04-22"}


async def texts(service: Service, path: str) -> list[tuple[str, str]]:
    """Return (kind, text) of what stands at ``path``."""
    notes = (await service.read(f"{path}/notes")).json()["notes"]
    return [(note["kind"], note["text"]) for note in notes]


async def test_a_concern_becomes_a_granted_intervention(service: Service) -> None:
    here = f"/investigations/{await service.opened(concluded())}"
    await service.changed(f"{here}/assign", ASSIGN)
    await service.changed(f"{here}/plan", PLAN)
    await service.changed(f"{here}/record-contact", CONTACT)
    await service.changed(f"{here}/apply-instrument", INSTRUMENT)
    await service.changed(f"{here}/extend", EXTEND, by=UNIT_HEAD)
    await service.changed(f"{here}/communicate", COMMUNICATE)
    await service.changed(f"{here}/reassign", REASSIGN)
    decided = await service.changed(f"{here}/decide", DECIDE)
    await service.changed(f"{here}/close", CLOSE)

    answer = await service.read(here)
    assert answer.json()["decisionIds"] == [decided["id"]]
    assert answer.json()["investigation"] == {
        "id": str(investigation_id_of(INTAKE_ID)),
        "personId": "0192f0c1-0000-7000-8000-0000000000aa",
        "intakeId": str(INTAKE_ID),
        "caseType": "child-concern",
        "legalBasisId": "sol-14-2",
        "openedOn": "2026-03-09",
        "official": "official-8",
        "unit": "barn-norr",
        "assignedOn": "2026-04-10",
        "plannedOn": "2026-03-16",
        "lastContactOn": "2026-03-20",
        "communicatedOn": "2026-04-07",
        "extendedUntilOn": "2026-09-09",
        "closedOn": "2026-04-30",
        "isWithIntervention": True,
    }
    assert await texts(service, here) == [
        ("plan", "Samtal med barnet."),
        ("contact", "Barnet visade sitt rum."),
        ("extension", "Utlåtande från BUP dröjer."),
        ("communication", "Utredningstexten."),
        ("closing", "Familjen får stöd."),
    ]


async def test_a_decision_is_a_thing_of_its_own_and_may_be_appealed(service: Service) -> None:
    here = f"/investigations/{await service.opened(concluded())}"
    answer = await service.ask(f"{here}/decide", DECIDE)
    decision_id = answer.json()["id"]
    there = f"/decisions/{decision_id}"
    assert answer.status_code == 201
    assert answer.headers["location"] == f"{BASE}{there}"

    appealed = await service.changed(f"{there}/register-appeal", APPEAL)
    decision = (await service.read(there)).json()["decision"]
    assert decision["legalBasisId"] == "sol-11-1"
    assert (decision["decidedBy"], decision["deciderRole"]) == ("official-7", "caseworker")
    assert decision["delegationRuleId"] == "d-5"
    assert (decision["appealedOn"], decision["isAppealInTime"]) == ("2026-05-13", True)
    assert await texts(service, there) == [("decision", "Familjen behöver stöd i vardagen.")]
    listed = await service.read(f"{here}/decisions?atLeast={appealed['eventId']}")
    assert listed.json()["items"] == [decision]


async def test_the_queue_holds_those_without_an_official(service: Service) -> None:
    first = await service.opened(concluded())
    second = await service.opened(concluded(intake_id=OTHER_INTAKE_ID))
    assigned = await service.changed(f"/investigations/{first}/assign", ASSIGN)
    at_least = f"atLeast={assigned['eventId']}"

    async def listed(query: str) -> list[str]:
        answer = await service.read(f"/investigations?{query}&{at_least}")
        return [item["id"] for item in answer.json()["items"]]

    assert await listed("unassigned=true") == [str(second)]
    assert await listed("official=official-7") == [str(first)]
    assert await listed("unit=barn-norr") == [str(first)]
    assert await listed("unit=barn-syd") == []
    assert sorted(await listed("limit=100")) == sorted([str(first), str(second)])


async def test_a_closed_investigation_leaves_the_lists_but_can_be_read(service: Service) -> None:
    investigation_id = await service.opened(concluded())
    here = f"/investigations/{investigation_id}"
    closing = CLOSE | {"isWithIntervention": False, "reasonCode": "without-intervention"}
    closed = await service.changed(f"{here}/close", closing)
    listed = await service.read(f"/investigations?atLeast={closed['eventId']}")
    assert listed.json()["items"] == []
    assert (await service.read(here)).json()["investigation"]["closedOn"] == "2026-04-30"


@pytest.mark.parametrize("path", ["assign", "decide"])
async def test_two_who_have_seen_the_same_version_do_not_both_change_it(
    service: Service, path: str
) -> None:
    here = f"/investigations/{await service.opened(concluded())}"
    seen = (await service.read(here)).headers["etag"]
    await service.changed(f"{here}/plan", PLAN)
    body = ASSIGN if path == "assign" else DECIDE
    stale = {**bearer(CASEWORKER), "If-Match": seen}
    answer = await service.client.post(f"{here}/{path}", json=body, headers=stale)
    assert (answer.status_code, answer.json()["code"]) == (412, "stream-moved")


async def test_a_refused_decision_leaves_nothing_behind(service: Service) -> None:
    investigation_id = await service.opened(concluded())
    body = DECIDE | {
        "decisionType": "foster-home-placement",
        "interventionType": "foster-home",
    }
    answer = await service.ask(f"/investigations/{investigation_id}/decide", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "outside-delegation")
    assert answer.json()["detail"].endswith("Lägsta behöriga: utskottet.")
    assert (await service.store.read(investigation_id)).version == 1


async def test_no_text_rests_in_the_clear(service: Service) -> None:
    here = f"/investigations/{await service.opened(concluded())}"
    await service.changed(f"{here}/record-contact", CONTACT)
    stored = await service.store.rows("SELECT data FROM store.own_event")
    assert stored
    assert not [row for row in stored if b"Barnet" in bytes(row["data"])]
