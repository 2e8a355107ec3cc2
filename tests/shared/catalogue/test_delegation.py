"""Delegation: who may decide what, within what SoL 30:5-12 lets a committee delegate."""

from datetime import date, timedelta

import pytest

from shared.catalogue import Catalogue, NotInForce, Role, UnknownCode
from shared.catalogue.dated import Dated

OFFICIALS = (Role.CASEWORKER, Role.UNIT_HEAD)
STRANGERS = ("robot", "e-service", "analyst", "decision-maker", "")
ON = date(2026, 3, 2)

ONLY_SUBCOMMITTEE = {
    "sol-30-6": """foster-home-placement emergency-foster-home-placement consider-continued-care
        consider-custody-transfer consider-removal-ban placement-from-abroad placement-abroad
        adoption-consent adoption-training adoption-consent-revocation adoption-procedure-refusal
        recovery-claim-action""",
    "sol-30-7": """lvu-care-application lvu-immediate-care lvu-immediate-care-foreign
        lvu-continued-care-application lvu-care-content lvu-consider-care
        lvu-consider-removal-ban lvu-consider-custody-transfer lvu-contact-restriction
        lvu-end-care lvu-preventive lvu-removal-ban-application lvu-interim-removal-ban
        lvu-removal-ban-review lvu-removal-ban-contact lvu-travel-ban-application
        lvu-travel-ban-review lvu-interim-travel-ban lvu-travel-ban-exemption
        lvu-sampling-before-contact lvu-sampling-before-end lvu-police-help""",
    "sol-30-8": """sheltered-care-application sheltered-urgent sheltered-care-content
        sheltered-consider sheltered-contact-restriction sheltered-contact-consider
        sheltered-end sheltered-police-help""",
    "sol-30-9": "lvm-care-application lvm-immediate-care",
    "sol-30-10": "child-support-measure",
}
"""The statute's own list, kept apart from the data that is tested."""

NOT_DELEGABLE = (
    "prohibit-receiving-children",
    "child-benefit-duties",
    "maintenance-support-duties",
    "paternity-not-investigated",
)
URGENT_BY_THE_CHAIR = {
    "lvu-immediate-care",
    "lvu-care-content",
    "lvu-interim-removal-ban",
    "lvu-interim-travel-ban",
    "lvu-police-help",
    "lvm-immediate-care",
    "sheltered-urgent",
}


def days_that_matter(catalogue: Catalogue) -> list[date]:
    """Return every day on which who may decide can change, and the days around it."""
    tables: tuple[dict[str, tuple[Dated, ...]], ...] = (
        dict(catalogue.tables.delegation),
        dict(catalogue.tables.decision_types),
    )
    changes = {date(2020, 1, 1), date(2035, 12, 31)}
    for table in tables:
        for wording in (wording for wordings in table.values() for wording in wordings):
            changes |= {wording.valid_from, wording.valid_to or wording.valid_from}
    return sorted(day + timedelta(days=step) for day in changes for step in (-1, 0, 1))


def test_no_official_is_given_what_the_law_reserves_for_the_subcommittee(
    catalogue: Catalogue,
) -> None:
    for codes in ONLY_SUBCOMMITTEE.values():
        for code in codes.split():
            for on in days_that_matter(catalogue):
                try:
                    leaves = [catalogue.may_decide(code, role, on) for role in OFFICIALS]
                    above = catalogue.may_decide(code, Role.SUBCOMMITTEE, on)
                except NotInForce:
                    continue
                assert leaves == [None, None], (code, on)
                assert above is not None, (code, on)


def test_what_may_not_be_delegated_is_the_committees_own(catalogue: Catalogue) -> None:
    for code in NOT_DELEGABLE:
        below = (*OFFICIALS, Role.SUBCOMMITTEE, Role.CHAIR)
        assert [catalogue.may_decide(code, role, ON) for role in below] == [None] * 4
        assert catalogue.may_decide(code, Role.COMMITTEE, ON)


def test_each_reservation_names_its_section(catalogue: Catalogue) -> None:
    for section, codes in ONLY_SUBCOMMITTEE.items():
        for code in codes.split():
            decision = catalogue.decision_type(code, ON)
            assert decision.reserved_to is Role.SUBCOMMITTEE
            assert section in decision.reserved_by


def test_the_chair_may_only_what_an_act_lets_the_chair_do(catalogue: Catalogue) -> None:
    allowed = {
        code
        for code in catalogue.tables.decision_types
        if catalogue.may_decide(code, Role.CHAIR, ON) is not None
    }

    assert allowed == URGENT_BY_THE_CHAIR


def test_a_robot_decides_nothing(catalogue: Catalogue) -> None:
    for code in catalogue.tables.decision_types:
        for stranger in STRANGERS:
            assert catalogue.may_decide(code, stranger, ON, amount_sek=1) is None


def test_every_decision_can_be_made_by_the_committee_every_day(catalogue: Catalogue) -> None:
    for code in catalogue.tables.decision_types:
        for on in days_that_matter(catalogue):
            try:
                rule = catalogue.may_decide(code, Role.COMMITTEE, on)
            except NotInForce:
                continue
            assert rule or on < date(2020, 1, 1), (code, on)


def test_a_small_amount_may_be_granted_by_the_caseworker(catalogue: Catalogue) -> None:
    rule = catalogue.may_decide("assistance-income-additional", "caseworker", ON, amount_sek=5000)

    assert rule is not None
    assert rule.id == "d-12"


def test_a_larger_amount_goes_to_the_unit_head(catalogue: Catalogue) -> None:
    def may(role: str) -> object:
        return catalogue.may_decide("assistance-income-additional", role, ON, amount_sek=5001)

    assert may("caseworker") is None
    assert may("unit-head") is not None


def test_an_amount_not_told_gives_no_leave(catalogue: Catalogue) -> None:
    assert catalogue.may_decide("assistance-income-additional", "caseworker", ON) is None


def test_a_decision_that_does_not_exist_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownCode):
        catalogue.may_decide("grant-everything", Role.COMMITTEE, ON)


def test_the_order_of_the_day_is_asked(catalogue: Catalogue) -> None:
    with pytest.raises(NotInForce):
        catalogue.may_decide("lvu-immediate-care", Role.SUBCOMMITTEE, date(2025, 6, 30))
