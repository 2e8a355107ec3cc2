"""Besluta och erbjuda: what a case type may lead to, with assessment and without."""

from datetime import date

import pytest

from shared.catalogue import Catalogue, NotInForce, UnknownCode
from shared.catalogue.refusals import (
    NeedsAssessmentRequired,
    NotForCaseType,
    NotGrantedByDecision,
    OutcomeNotPossible,
)

ON = date(2026, 3, 2)
ALWAYS_ASSESSED = ("contact-person", "contact-family", "qualified-contact-person", "foster-home")
FROM_21 = ("residential-care", "supported-housing", "sheltered-housing")
ECONOMIC = ("income-support", "other-assistance", "additional-assistance")


def test_outpatient_support_is_granted_under_11_1(catalogue: Catalogue) -> None:
    basis = catalogue.decide_under(
        "adult-outpatient",
        "assistance-personal",
        ON,
        outcome="granted",
        intervention_type="outpatient-adult",
    )

    assert basis.id == "sol-11-1"


def test_a_foster_home_is_not_granted_as_outpatient_support(catalogue: Catalogue) -> None:
    with pytest.raises(NotGrantedByDecision):
        catalogue.decide_under(
            "child-concern",
            "assistance-personal",
            ON,
            outcome="granted",
            intervention_type="foster-home",
        )


def test_a_matter_leads_only_to_its_own_decisions_and_interventions(catalogue: Catalogue) -> None:
    with pytest.raises(NotForCaseType):
        catalogue.decide_under("child-concern", "assistance-income", ON, outcome="granted")
    with pytest.raises(NotForCaseType):
        catalogue.decide_under(
            "economic-assistance",
            "assistance-income",
            ON,
            outcome="granted",
            intervention_type="outpatient-adult",
        )


def test_an_extension_is_no_decision_with_an_outcome(catalogue: Catalogue) -> None:
    with pytest.raises(OutcomeNotPossible):
        catalogue.decide_under("child-concern", "extend-investigation", ON, outcome="granted")


@pytest.mark.parametrize("age", [0, 17, 18, 20, 21, 64])
@pytest.mark.parametrize("code", ALWAYS_ASSESSED)
def test_contact_persons_and_foster_homes_always_need_assessment(
    catalogue: Catalogue, code: str, age: int
) -> None:
    with pytest.raises(NeedsAssessmentRequired):
        catalogue.offer_without_assessment(code, ON, age=age)


@pytest.mark.parametrize("code", FROM_21)
def test_an_adult_over_20_may_be_sheltered_without_assessment(
    catalogue: Catalogue, code: str
) -> None:
    assert catalogue.offer_without_assessment(code, ON, age=21).id == "sol-11-5"
    assert catalogue.intervention_type(code, ON).needs_assessment.free_for() == {"adult"}


@pytest.mark.parametrize("age", [0, 17, 18, 20, None])
@pytest.mark.parametrize("code", FROM_21)
def test_a_child_or_young_person_may_not(catalogue: Catalogue, code: str, age: int | None) -> None:
    with pytest.raises(NeedsAssessmentRequired):
        catalogue.offer_without_assessment(code, ON, age=age)


@pytest.mark.parametrize("code", ECONOMIC)
def test_economic_assistance_is_always_assessed(catalogue: Catalogue, code: str) -> None:
    with pytest.raises(NeedsAssessmentRequired):
        catalogue.offer_without_assessment(code, ON, age=40)


def test_outpatient_support_may_be_offered_a_child_without_assessment(
    catalogue: Catalogue,
) -> None:
    assert catalogue.offer_without_assessment("outpatient-child", ON, age=14).id == "sol-11-5"


def test_nothing_is_offered_without_assessment_under_the_old_act(catalogue: Catalogue) -> None:
    with pytest.raises(NotInForce):
        catalogue.offer_without_assessment("outpatient-child", date(2025, 6, 30), age=14)


def test_only_grants_under_11_1_and_12_1_are_reported_unexecuted(catalogue: Catalogue) -> None:
    reported = {
        id
        for id, wordings in catalogue.tables.legal_bases.items()
        if any(wording.is_unexecuted_reportable for wording in wordings)
    }

    assert reported == {"sol-11-1", "sol-12-1", "sol-2001-4-1"}
    assert catalogue.is_unexecuted_reportable("sol-11-1", ON)
    assert not catalogue.is_unexecuted_reportable("sol-11-4", ON)


def test_a_reason_is_of_its_own_kind(catalogue: Catalogue) -> None:
    assert catalogue.reason("extension", "special-reasons", ON).name == "Särskilda skäl"
    with pytest.raises(UnknownCode):
        catalogue.reason("ending", "special-reasons", ON)
    assert {reason.kind for reason in catalogue.reasons("ending", ON)} == {"ending"}
