"""Slå upp i katalogen: by code and by day."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from shared.catalogue import Catalogue, NotInForce, UnknownCode
from shared.catalogue.clocks import Unit
from shared.catalogue.matters import Step
from shared.kernel.refusal import Refusal

OLD_ACTS_LAST_DAY = date(2025, 6, 30)
NEW_ACTS_FIRST_DAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("purpose", "old", "new"),
    [
        ("open-investigation", "sol-2001-11-1", "sol-14-2"),
        ("immediate-protection", "sol-2001-11-1a", "sol-20-1"),
        ("preliminary-assessment", "sol-2001-11-1a", "sol-20-2"),
        ("child-investigation", "sol-2001-11-2", "sol-20-3"),
        ("feedback", "sol-2001-14-1b", "sol-19-6"),
        ("assistance-personal", "sol-2001-4-1", "sol-11-1"),
        ("assistance-income", "sol-2001-4-1", "sol-12-1"),
        ("unexecuted-report", "sol-2001-16-6f", "sol-34-1"),
    ],
)
def test_the_act_changes_on_the_first_of_july_2025(
    catalogue: Catalogue, purpose: str, old: str, new: str
) -> None:
    assert catalogue.basis_for(purpose, OLD_ACTS_LAST_DAY).id == old
    assert catalogue.basis_for(purpose, NEW_ACTS_FIRST_DAY).id == new


def test_a_section_is_found_in_the_wording_of_the_day(catalogue: Catalogue) -> None:
    before = catalogue.legal_basis("sol-19-6", date(2026, 1, 14))
    after = catalogue.legal_basis("sol-19-6", date(2026, 1, 15))

    assert (before.sfs, after.sfs) == ("2025:400", "2025:1501")
    assert (after.act, after.chapter, after.section) == ("sol", "19", "6")


def test_a_section_is_cited_as_in_a_decision(catalogue: Catalogue) -> None:
    cited = catalogue.citation("sol-2001-11-1a", date(2025, 1, 1))

    assert cited == "11 kap. 1 a § socialtjänstlagen (2001:453)"
    assert catalogue.citation("lvu-13c", date(2026, 1, 1)).startswith("13 c § lagen med")


def test_a_code_that_never_was_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownCode) as refused:
        catalogue.case_type("errand", date(2026, 1, 1))

    assert isinstance(refused.value, Refusal)
    assert refused.value.detail == "Katalogen har ingen ärendetyp med den angivna koden."


def test_the_new_act_is_not_applied_before_its_time(catalogue: Catalogue) -> None:
    with pytest.raises(NotInForce):
        catalogue.legal_basis("sol-20-2", OLD_ACTS_LAST_DAY)
    with pytest.raises(NotInForce):
        catalogue.basis_for("without-needs-assessment", OLD_ACTS_LAST_DAY)


def test_the_old_act_is_not_applied_after_its_time(catalogue: Catalogue) -> None:
    with pytest.raises(NotInForce):
        catalogue.legal_basis("sol-2001-11-1a", NEW_ACTS_FIRST_DAY)


def test_the_22_points_oblige_from_15_january_2026(catalogue: Catalogue) -> None:
    first_day = date(2026, 1, 15)

    points = [catalogue.mandate(f"19-1-{point}", first_day) for point in range(1, 23)]

    assert points[3].name == "Myndighet eller verksam inom verksamhet enligt skollagen"
    with pytest.raises(NotInForce):
        catalogue.mandate("19-1-4", date(2026, 1, 14))
    with pytest.raises(NotInForce):
        catalogue.mandate("2025-19-1-2", first_day)
    with pytest.raises(UnknownCode):
        catalogue.mandate("19-1-23", first_day)


def test_feedback_has_a_week_from_15_january_2026(catalogue: Catalogue) -> None:
    on = date(2026, 1, 15)

    clock = catalogue.clock("feedback-after-decision", on)

    assert (clock.length, clock.unit) == (1, Unit.WEEKS)
    assert catalogue.clock("feedback-on-request", on).unit is Unit.AT_ONCE
    assert catalogue.clock("feedback-on-request", date(2026, 1, 14)).unit is Unit.UNSTATED


def test_an_application_has_no_preliminary_assessment(catalogue: Catalogue) -> None:
    concern = catalogue.case_type("child-concern", date(2026, 3, 2))

    reported = [required.step for required in concern.steps_for("concern-report")]
    applied = [required.step for required in concern.steps_for("application")]

    assert reported[:2] == [Step.IMMEDIATE_PROTECTION, Step.PRELIMINARY_ASSESSMENT]
    assert applied[0] is Step.INVESTIGATION
    assert concern.purpose_of(Step.INVESTIGATION) == "open-investigation"


def test_each_case_type_has_a_file_of_its_own(catalogue: Catalogue) -> None:
    groups = {catalogue.retention_group(case_type) for case_type in catalogue.tables.case_types}

    assert groups == {"child-protection", "adult-care", "economic-assistance", "adoption"}


def test_a_childs_investigation_is_kept_until_thirty_from_2026(catalogue: Catalogue) -> None:
    before = catalogue.retention_rules("child-protection", date(2026, 1, 14))
    after = catalogue.retention_rules("child-protection", date(2026, 1, 15))

    assert {rule.not_before_age for rule in before} == {None}
    assert [rule.not_before_age for rule in after if rule.id == "investigation"] == [30]


def test_the_national_norm_is_as_printed(catalogue: Catalogue) -> None:
    personal = catalogue.amount("national-norm-personal", date(2026, 5, 1)).kronor
    household = catalogue.amount("national-norm-household", date(2026, 5, 1)).kronor

    assert personal["single-adult"] + household["persons-1"] == 5220
    assert personal["couple"] + household["persons-2"] == 8510
    with pytest.raises(NotInForce):
        catalogue.amount("national-norm-personal", date(2024, 12, 31))


def test_nothing_can_be_changed_in_a_loaded_catalogue(catalogue: Catalogue) -> None:
    basis = catalogue.legal_basis("sol-20-2", date(2026, 1, 1))

    with pytest.raises(FrozenInstanceError):
        basis.title = "x"  # type: ignore[misc]  # that it cannot be set is the test
    with pytest.raises(TypeError):
        catalogue.tables.legal_bases["sol-20-2"] = ()  # type: ignore[index]  # as above
    with pytest.raises(TypeError):
        catalogue.amount("special-fee", date(2026, 1, 1)).kronor["least"] = 0  # type: ignore[index]  # as above


def test_no_code_of_an_external_system_is_invented(catalogue: Catalogue) -> None:
    assert catalogue.external_codes("ksi-2022", "interventions.outpatient-child") == ()
    with pytest.raises(UnknownCode):
        catalogue.external_codes("ksi-2035", "interventions.outpatient-child")
