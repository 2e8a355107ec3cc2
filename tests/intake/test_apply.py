"""Lämna en ansökan, begära ett yttrande."""

from typing import Any

from shared.testing.tokens import CASEWORKER, token_for
from tests.intake.service import Service, day

ECONOMY = token_for("official-8", "official", "caseworker", unit="ekonomi")


def application(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "form": {"code": "ansokan-ekonomiskt-bistand", "version": "2", "locale": "sv"},
        "caseType": "economic-assistance",
        "applicant": {"name": "Test Testsson", "number": "19900602-2397"},
        "text": "Jag ansöker om försörjningsstöd för november.",
    }
    return {**body, **changes}


def statement_request(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "form": {"code": "begaran-om-yttrande", "version": "1", "locale": "sv"},
        "caseType": "child-concern",
        "authorityCode": "aklagarmyndigheten",
        "dueOn": day(),
        "persons": [{"name": "Test Testsson", "number": "200001052380"}],
        "text": "Yttrande enligt 11 § lagen om unga lagöverträdare begärs.",
    }
    return {**body, **changes}


async def matters(
    service: Service, path: str, body: dict[str, Any], by: str = CASEWORKER
) -> list[dict[str, Any]]:
    answer = await service.submit(path, body, "key-1")
    assert answer.status_code == 201, answer.text
    return await service.matters_of(answer.json()["receiptId"], by=by)


async def test_an_application_becomes_one_matter_for_the_applicant(service: Service) -> None:
    both = application(coApplicant={"name": "Prov Testsson", "number": "199107172380"})
    (matter,) = await matters(service, "/applications", both, ECONOMY)
    assert (matter["origin"], matter["caseType"]) == ("application", "economic-assistance")
    await service.caught_up("relations")
    told = await service.store.rows("SELECT person_id, relation FROM intake.relation")
    assert {row["relation"] for row in told} == {"partner"}
    assert len(told) == 2


async def test_an_application_is_investigated_without_any_protection_assessment(
    service: Service,
) -> None:
    (matter,) = await matters(service, "/applications", application(), ECONOMY)
    refused = await service.ask(
        matter["intakeId"],
        "assess-protection",
        {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "-"},
        by=ECONOMY,
    )
    assert refused.json()["code"] == "no-protection-to-assess"
    conclusion = {"way": "investigate", "concludedOn": day(), "reasons": "Ska prövas."}
    await service.done(
        matter["intakeId"], "conclude-preliminary-assessment", conclusion, by=ECONOMY
    )
    stream = await service.store.rows(
        "SELECT convert_from(data, 'UTF8')::json ->> 'legal_basis_id' AS basis"
        " FROM store.own_event WHERE name LIKE '%%concluded%%'"
    )
    assert stream == [{"basis": "sol-14-2"}]


async def test_a_paper_application_is_registered_by_an_official_alike(service: Service) -> None:
    body = application(isDigital=False)
    answer = await service.submit("/applications", body, "paper", by=CASEWORKER)
    assert answer.status_code == 201


async def test_a_claimed_number_that_fails_its_check_digit_is_refused(service: Service) -> None:
    wrong = {"name": "Test Testsson", "number": "199006022398"}
    body = application(applicant=wrong, coApplicant=wrong)
    answer = await service.submit("/applications", body, "x")
    assert answer.status_code == 400
    assert {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]} == {
        ("/applicant/number", "invalid-identity-number"),
        ("/coApplicant/number", "invalid-identity-number"),
    }
    assert "199006022398" not in answer.text


async def test_an_authority_asks_for_a_statement_about_each_person(service: Service) -> None:
    (matter,) = await matters(service, "/statement-requests", statement_request())
    assert (matter["origin"], matter["stage"]) == ("statement-request", "awaiting-assignment")


async def test_a_statement_cannot_be_due_before_it_was_asked_for(service: Service) -> None:
    body = statement_request(dueOn="2020-01-02")
    answer = await service.submit("/statement-requests", body, "x")
    assert (answer.status_code, answer.json()["code"]) == (409, "due-before-received")
