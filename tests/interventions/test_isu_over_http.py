"""Systematic follow-up over HTTP: codes of the catalogue, texts that stay inside."""

from typing import Any

import pytest

from tests.interventions.service import Service, decided
from tests.interventions.test_steps_over_http import running

SDQ = {
    "phase": "before",
    "instrumentCode": "sdq",
    "instrumentVersion": "1",
    "appliedOn": "2026-05-04",
    "respondentCode": "guardian",
    "scores": [{"scaleCode": "total", "score": 17}],
}


async def test_the_whole_chain_is_told_and_its_words_stay_in_the_notes(service: Service) -> None:
    here = await running(service)
    need = await service.changed(
        f"{here}/state-need",
        {"areaCode": "education", "words": "Kommer inte till skolan.", "statedOn": "2026-05-05"},
    )
    await service.changed(
        f"{here}/state-start-reasons",
        {
            "reasonCodes": ["school-absence"],
            "targetGroupCode": "families",
            "statedOn": "2026-05-05",
        },
    )
    goal = {
        "areaCode": "education",
        "words": "Vara i skolan.",
        "setOn": "2026-05-06",
        "needId": need["needId"],
    }
    await service.changed(f"{here}/set-goal", goal)
    plan = {"sessions": 12, "fromOn": "2026-05-04", "plannedOn": "2026-05-04"}
    await service.changed(f"{here}/plan-dose", plan)
    await service.changed(f"{here}/measure", SDQ)
    held = {"heldOn": "2026-05-11", "minutes": 60, "formCode": "family"}
    await service.changed(f"{here}/hold-session", held)
    missed = {"missedOn": "2026-05-18", "reasonCode": "individual-absent"}
    await service.changed(f"{here}/miss-session", missed)
    view = {
        "answeredOn": "2026-06-10",
        "answers": [{"questionCode": "helped", "answerCode": "partly"}],
        "ownView": "Det är lugnare hemma.",
    }
    await service.changed(f"{here}/answer-own-view", view)
    notes = (await service.read(f"{here}/notes")).json()["notes"]
    told = {(each["kind"], each["text"], each["needId"]) for each in notes}
    assert ("need", "Kommer inte till skolan.", need["needId"]) in told
    assert ("own-view", "Det är lugnare hemma.", None) in told


@pytest.mark.parametrize(
    ("step", "body", "code"),
    [
        ("measure", {**SDQ, "phase": "after", "respondentCode": "nobody"}, "unknown-code"),
        ("measure", {**SDQ, "instrumentVersion": "9"}, "unknown-code"),
        (
            "measure",
            {**SDQ, "scores": [{"scaleCode": "total", "score": 41}]},
            "score-out-of-range",
        ),
        ("measure", {**SDQ, "appliedOn": "2026-05-05"}, "measured-after-start"),
        (
            "hold-session",
            {"heldOn": "2026-05-11", "minutes": 60, "formCode": "telepathy"},
            "unknown-code",
        ),
        ("miss-session", {"missedOn": "2026-05-11", "reasonCode": "nothing"}, "unknown-code"),
        ("plan-dose", {"fromOn": "2026-05-04", "plannedOn": "2026-05-04"}, "dose-unstated"),
        ("answer-own-view", {"answeredOn": "2026-05-11"}, "nothing-answered"),
        (
            "state-start-reasons",
            {"reasonCodes": ["no-such-reason"], "statedOn": "2026-05-05"},
            "unknown-code",
        ),
    ],
)
async def test_every_fault_has_a_code_of_its_own(
    service: Service, step: str, body: dict[str, Any], code: str
) -> None:
    here = await running(service)
    answer = await service.ask(f"{here}/{step}", body)
    assert (answer.status_code, answer.json()["code"]) == (409, code), answer.text


async def test_what_is_not_carried_out_has_no_sessions(service: Service) -> None:
    here = await service.opened(decided())
    held = {"heldOn": "2026-05-11", "minutes": 60, "formCode": "family"}
    answer = await service.ask(f"{here}/hold-session", held)
    assert (answer.status_code, answer.json()["code"]) == (409, "intervention-not-executed")
