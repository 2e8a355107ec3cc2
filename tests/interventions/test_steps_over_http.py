"""Steps over HTTP: who may take them, having seen what, and under which codes of the catalogue."""

from typing import Any

import pytest

from services.interventions.main import create_app
from shared.kernel.settings import Settings
from shared.testing.tokens import CASEWORKER, E_SERVICE, ROBOT, bearer
from tests.interventions.service import Service, decided

ASSIGN = {"unit": "oppenvard", "assignedOn": "2026-04-22"}
OFFER = {"offeredOn": "2026-04-27"}
EXECUTE = {"executedOn": "2026-05-04", "methodCode": "family-treatment"}


async def running(service: Service) -> str:
    """Return the path of an intervention that goes on."""
    here = await service.opened(decided())
    await service.changed(f"{here}/assign", ASSIGN)
    await service.changed(f"{here}/execute", EXECUTE)
    return here


async def test_a_step_is_taken_from_what_has_been_seen(service: Service) -> None:
    here = await service.opened(decided())
    unseen = await service.client.post(f"{here}/assign", json=ASSIGN, headers=bearer(CASEWORKER))
    assert unseen.status_code == 428
    stale = {**bearer(CASEWORKER), "If-Match": '"1"'}
    first = await service.client.post(f"{here}/assign", json=ASSIGN, headers=stale)
    assert (first.status_code, first.headers["etag"]) == (200, '"2"')
    second = await service.client.post(f"{here}/offer", json=OFFER, headers=stale)
    assert second.status_code == 412


async def test_there_is_nothing_to_change_where_nothing_was_opened(service: Service) -> None:
    nowhere = "/interventions/019e0000-0000-7000-8000-000000000404"
    headers = {**bearer(CASEWORKER), "If-Match": '"1"'}
    answer = await service.client.post(f"{nowhere}/assign", json=ASSIGN, headers=headers)
    assert answer.status_code == 404
    for path in (nowhere, f"{nowhere}/goals", f"{nowhere}/notes"):
        assert (await service.read(path)).status_code == 404


async def test_a_rule_that_refuses_says_which_it_is(service: Service) -> None:
    here = await service.opened(decided())
    answer = await service.ask(f"{here}/execute", EXECUTE)
    assert (answer.status_code, answer.json()["code"]) == (409, "intervention-not-assigned")
    assert (await service.read(here)).headers["etag"] == '"1"'


async def test_an_offer_can_be_declined_and_made_again(service: Service) -> None:
    here = await service.opened(decided())
    await service.changed(f"{here}/assign", ASSIGN)
    await service.changed(f"{here}/offer", OFFER)
    no = {"declinedOn": "2026-04-29", "reasonCode": "time-or-place", "ownView": "Jag vill vänta."}
    await service.changed(f"{here}/decline", no)
    shown = (await service.read(here)).json()["intervention"]
    assert (shown["stage"], shown["unexecutedSinceOn"]) == ("declined", "2026-04-20")
    await service.changed(f"{here}/offer", {"offeredOn": "2026-05-02"})


async def test_another_provider_takes_over(service: Service) -> None:
    here = await running(service)
    taken = {
        "unit": "oppenvard",
        "provider": "utf-12",
        "reassignedOn": "2026-05-20",
        "reasonCode": "workload",
        "reasons": "Enheten är full.",
    }
    await service.changed(f"{here}/reassign", taken)
    assert (await service.read(here)).json()["intervention"]["provider"] == "utf-12"


async def test_an_instrument_is_repeated_with_possible_scores_only(service: Service) -> None:
    here = await running(service)

    def with_score(score: int) -> dict[str, Any]:
        audit = {
            "instrumentCode": "audit",
            "instrumentVersion": "1",
            "appliedOn": "2026-06-09",
            "scores": [{"scaleCode": "total", "score": score}],
        }
        return {
            "followedUpOn": "2026-06-10",
            "isWithTheIndividual": True,
            "instruments": [audit],
        }

    refused = await service.ask(f"{here}/follow-up", with_score(900))
    assert (refused.status_code, refused.json()["code"]) == (409, "score-out-of-range")
    await service.changed(f"{here}/follow-up", with_score(12))


@pytest.mark.parametrize(
    ("step", "body", "code"),
    [
        ("interrupt", {"interruptedOn": "2026-06-22", "reasonCode": "nothing"}, "unknown-code"),
        ("end", {"endedOn": "2026-06-22", "reasonCode": "never-started"}, "reason-of-unexecuted"),
        (
            "end",
            {"endedOn": "2026-06-22", "reasonCode": "self-supporting"},
            "reason-of-other-case-type",
        ),
        (
            "swap-method",
            {
                "toMethodCode": "twelve-step",
                "swappedOn": "2026-06-15",
                "reasonCode": "changed-need",
            },
            "method-of-other-type",
        ),
        (
            "set-goal",
            {"areaCode": "nothing", "words": "...", "setOn": "2026-05-06"},
            "unknown-code",
        ),
    ],
)
async def test_a_code_that_the_catalogue_or_the_rules_do_not_allow_is_refused(
    service: Service, step: str, body: dict[str, Any], code: str
) -> None:
    here = await running(service)
    answer = await service.ask(f"{here}/{step}", body)
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_what_was_never_carried_out_does_not_end_as_completed(service: Service) -> None:
    here = await service.opened(decided())
    completed = {"endedOn": "2026-05-01", "reasonCode": "completed"}
    answer = await service.ask(f"{here}/end", completed)
    assert answer.json()["code"] == "reason-needs-execution"
    await service.changed(f"{here}/end", {**completed, "reasonCode": "individual-ended"})


def paths(settings: Settings, method: str) -> list[str]:
    """Return every path of the service's own that answers to ``method``."""
    described = create_app(settings).openapi()["paths"]
    return [path for path, ways in described.items() if method in ways and "interven" in path]


async def test_only_officials_change_anything(service: Service, settings: Settings) -> None:
    found = paths(settings, "post")
    assert len(found) == 24
    for path in found:
        here = path.replace("{interventionId}", "019e0000-0000-7000-8000-000000000404")
        for stranger in (ROBOT, E_SERVICE):
            headers = {**bearer(stranger), "If-Match": '"1"', "Idempotency-Key": "a-key-0003"}
            answer = await service.client.post(here, json={}, headers=headers)
            assert answer.status_code == 403, path


async def test_an_e_service_reads_nothing(service: Service, settings: Settings) -> None:
    found = paths(settings, "get")
    assert len(found) == 5
    for path in [*found, "/unexecuted-decisions"]:
        here = path.replace("{interventionId}", "019e0000-0000-7000-8000-000000000404")
        assert (await service.read(here, by=E_SERVICE)).status_code == 403, path
