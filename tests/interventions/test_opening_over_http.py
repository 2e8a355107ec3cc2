"""Opening without needs assessment, over HTTP: what the law allows, and what it does not."""

from typing import Any
from uuid import UUID

import pytest

from shared.kernel.files import file_of_matter
from shared.testing.tokens import ROBOT
from tests.interventions.service import Service, person_registered
from tests.interventions.stories import PERSON_ID

FAMILY = {
    "personId": str(PERSON_ID),
    "caseType": "child-concern",
    "interventionType": "outpatient-family",
    "openedOn": "2026-08-31",
}
SHELTER = {**FAMILY, "caseType": "adult-outpatient", "interventionType": "sheltered-housing"}


async def test_it_opens_in_a_thread_and_in_a_file_of_its_own(
    service: Service,
) -> None:
    await service.knows(person_registered(2014))
    answer = await service.open(FAMILY)
    assert answer.status_code == 201
    assert answer.headers["etag"] == '"1"'
    (recorded,) = (await service.store.read(UUID(answer.json()["id"]))).recorded
    assert recorded.event.legal_basis_id == "sol-11-5"
    assert recorded.event.is_needs_assessed is False
    assert recorded.context.file_id == file_of_matter(recorded.stream_id)
    assert recorded.context.person_id == PERSON_ID
    here = answer.headers["location"].removeprefix("http://interventions.example")
    shown = (await service.read(here)).json()["intervention"]
    assert shown["threadId"] == str(recorded.context.thread_id)
    assert (shown["stage"], shown["decisionId"], shown["grantedOn"]) == ("granted", None, None)


async def test_the_same_request_again_gets_the_same_answer(service: Service) -> None:
    await service.knows(person_registered(2014))
    first, again = [await service.open(FAMILY, key="a-key-of-ours-0001") for _ in range(2)]
    assert first.json() == again.json()
    assert again.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize(
    ("birth_year", "change", "code"),
    [
        (2014, SHELTER, "needs-assessment-required-at-that-age"),
        (2007, SHELTER, "needs-assessment-required-at-that-age"),
        (2005, SHELTER, "age-not-established"),
        (None, SHELTER, "age-not-established"),
        (2014, {**SHELTER, "attestedAge": "adult"}, "attested-age-contradicted"),
        (1980, {"interventionType": "foster-home"}, "needs-assessment-required"),
        (2014, {"interventionType": "contact-person"}, "needs-assessment-required"),
        (1980, {"caseType": "economic-assistance"}, "not-for-case-type"),
        (1980, {"interventionType": "no-such-type"}, "unknown-code"),
        (1980, {"caseType": "no-such-type"}, "unknown-code"),
        (1980, {"openedOn": "2025-06-30"}, "not-in-force"),
        (1980, {"openedOn": "2999-01-01"}, "date-in-the-future"),
    ],
)
async def test_what_the_law_does_not_allow_is_refused(
    service: Service, birth_year: int | None, change: dict[str, Any], code: str
) -> None:
    await service.knows(person_registered(birth_year))
    answer = await service.open({**FAMILY, **change})
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_an_adult_may_have_sheltered_housing(service: Service) -> None:
    await service.knows(person_registered(1990))
    assert (await service.open(SHELTER)).status_code == 201


async def test_an_official_may_vouch_for_who_turns_twenty_one_that_year(service: Service) -> None:
    await service.knows(person_registered(2005))
    answer = await service.open({**SHELTER, "attestedAge": "adult"})
    assert answer.status_code == 201
    (event,) = (await service.store.read(UUID(answer.json()["id"]))).events
    assert event.attested_age_code == "adult"


async def test_who_is_not_registered_gets_nothing_opened(service: Service) -> None:
    answer = await service.open(FAMILY)
    assert (answer.status_code, answer.json()["code"]) == (409, "person-unknown")


async def test_a_robot_opens_nothing(service: Service) -> None:
    answer = await service.open(FAMILY, by=ROBOT, key="a-key-of-ours-0002")
    assert answer.status_code == 403


async def test_every_fault_of_a_body_is_named_at_once(service: Service) -> None:
    answer = await service.open({"personId": "x", "caseType": "Ärende", "openedOn": "i går"})
    assert answer.status_code == 400
    pointers = {fault["pointer"] for fault in answer.json()["errors"]}
    assert pointers == {"/personId", "/caseType", "/interventionType", "/openedOn"}
