"""Corrections over HTTP: impact, approval by somebody else, and both facts still to be read."""

from typing import Any

import pytest

from services.interventions.projections.goals import GOALS
from services.interventions.projections.interventions import INTERVENTIONS
from shared.eventstore.rebuild import rebuild
from shared.testing.tokens import UNIT_HEAD
from tests.interventions.service import Service, decided

pytestmark = pytest.mark.usefixtures("registered")

ASSIGN = {"unit": "outpatient", "assignedOn": "2026-04-22"}
EXECUTE = {"executedOn": "2026-05-04"}
INTERRUPT = {"interruptedOn": "2026-06-22", "reasonCode": "provider-ended"}
WHY = {"correctionReasonCode": "typing-error", "explanation": "Fel dag skrevs av."}


async def running(service: Service) -> str:
    here = await service.opened(decided())
    await service.changed(f"{here}/assign", ASSIGN)
    await service.changed(f"{here}/execute", EXECUTE)
    return here


async def fact(service: Service, here: str, name: str) -> dict[str, Any]:
    facts = (await service.read(f"{here}/facts")).json()["facts"]
    (found,) = [each for each in facts if each["name"] == f"interventions.{name}.v1"]
    return dict(found)


def value(found: dict[str, Any], name: str) -> tuple[str, str]:
    (one,) = [each for each in found["values"] if each["name"] == name]
    return one["recorded"], one["corrected"]


async def shown(service: Service, here: str, event_id: str) -> dict[str, Any]:
    """Return the row of the list, once the read model has taken in the event."""
    listed = await service.read("/interventions", atLeast=event_id, ended="true")
    assert listed.status_code == 200, listed.text
    (row,) = [each for each in listed.json()["items"] if here.endswith(each["id"])]
    return dict(row)


async def test_a_day_is_put_right_when_somebody_else_has_approved_it(service: Service) -> None:
    here = await running(service)
    executed = await fact(service, here, "executed")
    asked = {"eventId": executed["eventId"], "executedOn": "2026-04-27", **WHY}
    answer = await service.changed(f"{here}/correct-fact", asked)
    assert answer["isWaiting"]
    assert {"clock", "list"} == {each["kind"] for each in answer["impacts"]}
    waiting = await fact(service, here, "executed")
    assert value(waiting, "executed_on") == ("2026-05-04", "2026-05-04")
    approval = {"eventId": waiting["remarks"][0]["eventId"]}
    by_the_same = await service.ask(f"{here}/approve-correction", approval)
    assert by_the_same.json()["code"] == "approved-by-the-same"
    approved = await service.ask(f"{here}/approve-correction", approval, by=UNIT_HEAD)
    assert approved.status_code == 200, approved.text
    corrected = await fact(service, here, "executed")
    assert value(corrected, "executed_on") == ("2026-05-04", "2026-04-27")
    (remark,) = corrected["remarks"]
    assert (remark["recordedBy"], remark["approvedBy"]) == ("official-7", "official-3")
    assert remark["text"] == WHY["explanation"]
    row = await shown(service, here, approved.json()["eventId"])
    assert (row["executedOn"], row["stageSinceOn"]) == ("2026-04-27", "2026-04-27")


async def test_what_never_happened_is_on_no_list_and_a_rebuilt_read_model_says_the_same(
    service: Service,
) -> None:
    here = await running(service)
    await service.changed(f"{here}/interrupt", INTERRUPT)
    interrupted = await fact(service, here, "interrupted")
    asked = {"eventId": interrupted["eventId"], **WHY}
    answer = await service.changed(f"{here}/annul-fact", asked)
    gone = [each for each in answer["impacts"] if each["id"] == "unexecuted-decisions"]
    assert [change["after"] for each in gone for change in each["changes"]] == ["false"]
    annulment = (await fact(service, here, "interrupted"))["remarks"][0]["eventId"]
    approved = await service.ask(
        f"{here}/approve-correction", {"eventId": annulment}, by=UNIT_HEAD
    )
    assert approved.status_code == 200, approved.text
    row = await shown(service, here, approved.json()["eventId"])
    assert (row["stage"], row["unexecutedSinceOn"]) == ("executed", None)
    assert (await fact(service, here, "interrupted"))["isAnnulled"]
    assert (await rebuild(service.store, INTERVENTIONS)).was_right
    assert (await rebuild(service.store, GOALS)).was_right


async def test_what_the_individual_holds_to_be_wrong_stands_beside_the_fact(
    service: Service,
) -> None:
    here = await running(service)
    executed = await fact(service, here, "executed")
    view = {"eventId": executed["eventId"], "view": "Det började aldrig den dagen."}
    await service.changed(f"{here}/dispute-fact", view)
    disputed = await fact(service, here, "executed")
    assert [each["text"] for each in disputed["remarks"]] == [view["view"]]
    assert value(disputed, "executed_on") == ("2026-05-04", "2026-05-04")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"executedOn": "2026-05-04"}, "nothing-corrected"),
        ({"executedOn": "2026-04-01"}, "executed-before-granted"),
        ({"resumedOn": "2026-05-05"}, "not-a-fact-of-the-event"),
        ({"executedOn": None}, "not-a-fact-of-the-event"),
        ({"methodCode": "no-such-method"}, "unknown-code"),
    ],
)
async def test_what_cannot_be_put_right_so_is_refused(
    service: Service, facts: dict[str, Any], code: str
) -> None:
    here = await running(service)
    executed = await fact(service, here, "executed")
    answer = await service.ask(
        f"{here}/correct-fact", {"eventId": executed["eventId"], **WHY, **facts}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_what_a_decision_says_is_not_corrected_on_the_intervention(
    service: Service,
) -> None:
    here = await running(service)
    opened = await fact(service, here, "opened")
    answer = await service.ask(
        f"{here}/correct-fact",
        {"eventId": opened["eventId"], "openedOn": "2026-04-19", **WHY},
    )
    assert answer.json()["code"] == "decided-elsewhere"
