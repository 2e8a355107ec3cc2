"""Skälen för dröjsmål i text: lästa för sig, av den som lämnar rapporten."""

from shared.contracts.interventions import intervention_id_of
from shared.testing.tokens import CASEWORKER, ROBOT, bearer
from tests.interventions.service import Service, decided
from tests.interventions.stories import DECISION_ID

WORDS = "Två kontaktfamiljer har tackat nej."
EXPLAIN = {"explainedOn": "2026-05-06", "reasonCode": "no-suitable"}


async def test_the_words_are_read_beside_the_event_that_gave_the_code(service: Service) -> None:
    place = await service.opened(decided())
    await service.changed(f"{place}/explain-non-execution", EXPLAIN)
    told = await service.changed(
        f"{place}/explain-non-execution",
        {**EXPLAIN, "measureCodes": ["recruiting"], "reasons": WORDS},
    )
    body = {"interventionIds": [str(intervention_id_of(DECISION_ID))]}
    answer = await service.client.post("/delay-texts", json=body, headers=bearer(CASEWORKER))
    (text,) = answer.json()["texts"]
    assert (text["explainedBy"], text["text"]) == (told["eventId"], WORDS)
    refused = await service.client.post("/delay-texts", json=body, headers=bearer(ROBOT))
    assert refused.status_code == 403


async def test_a_reason_or_measure_that_the_catalogue_lacks_is_refused(service: Service) -> None:
    place = await service.opened(decided())
    for wrong in ({"reasonCode": "bored"}, {"measureCodes": ["hoping"]}):
        answer = await service.ask(f"{place}/explain-non-execution", {**EXPLAIN, **wrong})
        assert (answer.status_code, answer.json()["code"]) == (409, "unknown-code")
