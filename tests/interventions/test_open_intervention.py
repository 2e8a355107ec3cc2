"""Öppna beviljad insats, och öppna insats utan behovsprövning."""

from dataclasses import replace
from datetime import date

import pytest

from services.interventions.domain.commands import (
    AgeGroup,
    OpenGrantedIntervention,
    OpenWithoutNeedsAssessment,
)
from services.interventions.domain.opening import (
    AgeNotEstablished,
    AttestedAgeContradicted,
    NeedsAssessmentAtThatAge,
    NeedsAssessmentRequired,
)
from services.interventions.domain.refusals import AlreadyOpened
from shared.contracts.interventions import InterventionOpened
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    DECISION_ID,
    FAMILY_TREATMENT,
    GRANTED_ON,
    INTERVENTION_ID,
    INVESTIGATION_ID,
    PERSON_ID,
    TODAY,
    TOMORROW,
    intervention,
    opened,
)

ADULTS_ONLY = frozenset({AgeGroup.ADULT})
ANYBODY = frozenset(AgeGroup)

granted = OpenGrantedIntervention(
    intervention_id=INTERVENTION_ID,
    person_id=PERSON_ID,
    decision_id=DECISION_ID,
    investigation_id=INVESTIGATION_ID,
    case_type="child-concern",
    intervention_type=FAMILY_TREATMENT,
    legal_basis_id="sol-11-1",
    prevention_level="indicated",
    granted_on=GRANTED_ON,
    catalogue_version="2026.1",
)
sheltered_housing = OpenWithoutNeedsAssessment(
    intervention_id=INTERVENTION_ID,
    person_id=PERSON_ID,
    birth_year=1990,
    attested_age=None,
    case_type="adult-outpatient",
    intervention_type="sheltered-housing",
    free_for=ADULTS_ONLY,
    legal_basis_id="sol-11-5",
    prevention_level="indicated",
    opened_on=date(2026, 8, 31),
    today=TODAY,
    catalogue_version="2026.1",
)


def born(year: int | None, attested: AgeGroup | None = None) -> OpenWithoutNeedsAssessment:
    return replace(sheltered_housing, birth_year=year, attested_age=attested)


def opened_without_assessment(attested: str | None = None) -> InterventionOpened:
    return InterventionOpened(
        intervention_id=INTERVENTION_ID,
        person_id=PERSON_ID,
        decision_id=None,
        investigation_id=None,
        intervention_type="sheltered-housing",
        legal_basis_id="sol-11-5",
        is_needs_assessed=False,
        prevention_level="indicated",
        granted_on=None,
        opened_on=date(2026, 8, 31),
        catalogue_version="2026.1",
        attested_age_code=attested,
        case_type="adult-outpatient",
    )


def test_what_a_decision_granted_is_opened_from_the_day_of_the_decision() -> None:
    intervention.given().when(granted).then(opened)


def test_a_decision_opens_one_intervention_only() -> None:
    intervention.given(opened).when(granted).then_refused(AlreadyOpened)


def test_an_adult_may_have_sheltered_housing_without_needs_assessment() -> None:
    intervention.given().when(sheltered_housing).then(opened_without_assessment())


def test_what_is_open_is_not_opened_once_more_without_needs_assessment() -> None:
    intervention.given(opened).when(sheltered_housing).then_refused(AlreadyOpened)


@pytest.mark.parametrize("year", [2026, 2012, 2008, 2007, 2006])
def test_a_child_or_a_young_person_may_not(year: int) -> None:
    intervention.given().when(born(year)).then_refused(NeedsAssessmentAtThatAge)


def test_who_turns_twenty_one_that_year_may_when_an_official_vouches_for_it() -> None:
    intervention.given().when(born(2005)).then_refused(AgeNotEstablished)
    intervention.given().when(born(2005, AgeGroup.YOUNG)).then_refused(NeedsAssessmentAtThatAge)
    intervention.given().when(born(2005, AgeGroup.ADULT)).then(opened_without_assessment("adult"))


def test_who_turned_twenty_one_the_year_before_may() -> None:
    intervention.given().when(born(2004)).then(opened_without_assessment())


def test_nobody_can_vouch_against_the_year_of_birth() -> None:
    intervention.given().when(born(2010, AgeGroup.ADULT)).then_refused(AttestedAgeContradicted)


def test_where_no_year_of_birth_is_known_an_official_vouches() -> None:
    intervention.given().when(born(None)).then_refused(AgeNotEstablished)
    intervention.given().when(born(None, AgeGroup.ADULT)).then(opened_without_assessment("adult"))


def test_what_anybody_may_have_asks_for_no_age() -> None:
    support = replace(born(None), free_for=ANYBODY)
    intervention.given().when(support).then(opened_without_assessment())


def test_a_type_that_is_always_decided_is_never_opened_without_a_decision() -> None:
    foster_home = replace(born(1990, AgeGroup.ADULT), free_for=frozenset())
    intervention.given().when(foster_home).then_refused(NeedsAssessmentRequired)


def test_it_is_not_opened_on_a_day_to_come() -> None:
    tomorrow = replace(sheltered_housing, opened_on=TOMORROW)
    intervention.given().when(tomorrow).then_refused(InTheFuture)
