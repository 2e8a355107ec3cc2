"""Föra en anmälan till den utredning som redan pågår."""

from typing import Any

from tests.intake.service import Service, child, concern, day

ANNA = child(number="200001052380")
PROTECTION = {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Trygg."}


def conclusion(way: str) -> dict[str, Any]:
    return {"way": way, "concludedOn": day(), "reasons": "Se utredningen."}


async def assessed(service: Service, key: str) -> dict[str, Any]:
    (matter,) = await service.reported(concern(children=[ANNA]), key)
    await service.done(matter["intakeId"], "assess-protection", PROTECTION)
    return matter


async def conclude(service: Service, matter: dict[str, Any], way: str) -> Any:
    what = "conclude-preliminary-assessment"
    return (await service.ask(matter["intakeId"], what, conclusion(way))).json()


async def test_a_new_report_joins_the_investigation_that_is_open(service: Service) -> None:
    first = await assessed(service, "a")
    investigation_id = await service.investigated(first)
    second = await assessed(service, "b")
    assert (await conclude(service, second, "investigate"))["code"] == "already-investigated"
    await conclude(service, second, "attach")
    after = (await service.read(f"/intakes/{second['intakeId']}")).json()
    assert (after["way"], after["investigationId"]) == ("attach", str(investigation_id))


async def test_nothing_is_attached_where_no_investigation_is_open(service: Service) -> None:
    first = await assessed(service, "a")
    assert (await conclude(service, first, "attach"))["code"] == "nothing-to-attach-to"
    investigation_id = await service.investigated(first)
    await service.closed(investigation_id, first)
    second = await assessed(service, "b")
    assert (await conclude(service, second, "attach"))["code"] == "nothing-to-attach-to"
    assert "eventId" in await conclude(service, second, "investigate")


async def test_an_investigation_about_another_child_is_not_joined(service: Service) -> None:
    (other,) = await service.reported(concern(children=[child(number="199312172381")]), "a")
    await service.investigated(other)
    matter = await assessed(service, "b")
    assert (await conclude(service, matter, "attach"))["code"] == "nothing-to-attach-to"


async def test_an_obliged_reporter_is_told_that_it_is_going_on(service: Service) -> None:
    first = await assessed(service, "a")
    await service.investigated(first)
    second = await assessed(service, "b")
    await service.done(second["intakeId"], "request-feedback", {"requestedOn": day()})
    await service.done(second["intakeId"], "give-feedback", {"givenOn": day()})
    rows = await service.store.rows(
        "SELECT convert_from(data, 'UTF8')::json ->> 'answer' AS answer FROM store.own_event"
        " WHERE name = 'intake.feedback-given.v1'"
    )
    assert rows == [{"answer": "ongoing"}]
