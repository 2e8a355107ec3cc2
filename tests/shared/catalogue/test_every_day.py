"""Varje dag 2020-2035: everything that a case type needs rests on one section in force."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from shared.catalogue import Catalogue, NotInForce
from shared.catalogue.law import LegalBasis

FIRST, LAST = date(2020, 1, 1), date(2035, 12, 31)
CASE_TYPES = ("child-concern", "adult-outpatient", "economic-assistance", "adoption-consent")
CHANGES = (date(2025, 7, 1), date(2026, 1, 15))


def every_day(since: date = FIRST) -> Iterator[date]:
    for number in range((LAST - since).days + 1):
        yield since + timedelta(days=number)


def every_day_of(catalogue: Catalogue, code: str) -> Iterator[date]:
    """Yield the days on which there are matters of the case type."""
    return every_day(catalogue.tables.case_types[code][0].valid_from)


def sections_in_force(catalogue: Catalogue, ids: tuple[str, ...], on: date) -> list[LegalBasis]:
    """Count by hand, without the catalogue's own lookup."""
    return [
        wording
        for id in ids
        for wording in catalogue.tables.legal_bases[id]
        if wording.valid_from <= on <= (wording.valid_to or date.max)
    ]


@pytest.mark.parametrize("code", CASE_TYPES)
def test_each_step_rests_on_exactly_one_section_in_force_that_day(
    catalogue: Catalogue, code: str
) -> None:
    for on in every_day_of(catalogue, code):
        for required in catalogue.case_type(code, on).steps:
            (purpose,) = catalogue.tables.purposes[required.purpose]
            (only,) = sections_in_force(catalogue, purpose.bases, on)
            assert catalogue.basis_for(required.purpose, on) == only
            assert only.act == ("sol-2001" if on < CHANGES[0] else "sol") or only.act == "fl"


@pytest.mark.parametrize("code", CASE_TYPES)
def test_no_decision_is_made_under_a_law_not_in_force_that_day(
    catalogue: Catalogue, code: str
) -> None:
    for on in every_day_of(catalogue, code):
        for decision_type in catalogue.case_type(code, on).decision_types:
            decision = catalogue.decision_type(decision_type, on)
            for outcome in decision.outcomes:
                basis = catalogue.decide_under(code, decision_type, on, outcome=outcome)
                assert basis.is_in_force(on)
                assert catalogue.legal_basis(basis.id, on) == basis


@pytest.mark.parametrize("code", CASE_TYPES)
def test_each_intervention_can_be_granted_every_day(catalogue: Catalogue, code: str) -> None:
    for on in every_day_of(catalogue, code):
        for intervention_type in catalogue.case_type(code, on).intervention_types:
            wanted = catalogue.intervention_type(intervention_type, on)
            for decision_type in wanted.granted_by:
                basis = catalogue.decide_under(
                    code,
                    decision_type,
                    on,
                    outcome="granted",
                    intervention_type=intervention_type,
                )
                assert basis.is_in_force(on)


@pytest.mark.parametrize("code", CASE_TYPES)
def test_each_clock_of_a_case_type_has_a_section_in_force_every_day(
    catalogue: Catalogue, code: str
) -> None:
    for on in every_day_of(catalogue, code):
        for clock in catalogue.clocks_for(code, on):
            assert sections_in_force(catalogue, clock.legal_bases, on), (clock.id, on)


def test_without_assessment_there_is_no_ground_before_the_new_act(catalogue: Catalogue) -> None:
    for on in every_day():
        if on < CHANGES[0]:
            with pytest.raises(NotInForce):
                catalogue.basis_for("without-needs-assessment", on)
        else:
            assert catalogue.basis_for("without-needs-assessment", on).id == "sol-11-5"
