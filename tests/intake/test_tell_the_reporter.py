"""Återkoppling till anmälaren."""

from tests.intake.service import Service, concern, day

ASKED = {"requestedOn": day()}
WITHHELD = {"withheldOn": day(), "reasons": "Anmälaren är part i en vårdnadstvist."}


async def stage(service: Service, intake_id: str) -> str:
    return str((await service.read(f"/intakes/{intake_id}")).json()["stage"])


async def test_a_concluded_matter_waits_until_the_reporter_is_told(service: Service) -> None:
    reporter = {**concern()["reporter"], "isFeedbackRequested": True}
    (matter,) = await service.reported(concern(reporter=reporter))
    intake_id = matter["intakeId"]
    protection = {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Trygg."}
    conclusion = {"way": "no-action", "concludedOn": day(), "reasons": "Undanröjd."}
    await service.done(intake_id, "assess-protection", protection)
    await service.done(intake_id, "conclude-preliminary-assessment", conclusion)
    assert await stage(service, intake_id) == "awaiting-feedback"
    await service.done(intake_id, "give-feedback", {"givenOn": day()})
    assert await stage(service, intake_id) == "concluded"
    again = await service.ask(intake_id, "give-feedback", {"givenOn": day()})
    assert again.json()["code"] == "feedback-already-answered"


async def test_what_is_unsuitable_is_withheld_by_decision(service: Service) -> None:
    (matter,) = await service.reported(concern())
    await service.done(matter["intakeId"], "request-feedback", ASKED)
    await service.done(matter["intakeId"], "withhold-feedback", WITHHELD)
    rows = await service.store.rows(
        "SELECT convert_from(data, 'UTF8')::json AS told FROM store.own_event"
        " WHERE name = 'intake.feedback-withheld.v1'"
    )
    assert rows[0]["told"]["delegation_rule_id"] == "d-4"


async def test_nobody_but_an_obliged_reporter_asks_or_is_told(service: Service) -> None:
    for reporter in ({"kind": "private", "name": "Granne"}, {"kind": "anonymous"}):
        (matter,) = await service.reported(concern(reporter=reporter), reporter["kind"])
        for what, body in (("request-feedback", ASKED), ("give-feedback", {"givenOn": day()})):
            answer = await service.ask(matter["intakeId"], what, body)
            assert (answer.status_code, answer.json()["code"]) == (409, "feedback-not-owed")
