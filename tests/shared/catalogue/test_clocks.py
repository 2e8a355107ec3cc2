"""Klockor: the time limits of the law, as a lawyer would read them off the list."""

from datetime import date

import pytest

from shared.catalogue import Catalogue, NotInForce
from shared.catalogue.clocks import COUNTED, ClockKind, Unit, WeekdayRule

ON = date(2026, 3, 2)
HARD, STATUTORY, SOFT = ClockKind.HARD, ClockKind.STATUTORY, ClockKind.SOFT

LIMITS = [
    ("B2", 14, "days", STATUTORY, "sol-20-2"),
    ("B3a", 1, "weeks", STATUTORY, "sol-19-6"),
    ("B5", 4, "months", STATUTORY, "sol-20-3"),
    ("B6", 6, "months", STATUTORY, "sol-23-5"),
    ("B7", 6, "months", STATUTORY, "sol-23-5"),
    ("B8", 6, "months", STATUTORY, "sol-22-13"),
    ("B9", 2, "years", STATUTORY, "sol-22-14"),
    ("B10", 2, "months", STATUTORY, "sol-22-4"),
    ("B11", 2, "years", STATUTORY, "sol-9-13"),
    ("B12", 2, "weeks", STATUTORY, "sol-24-5"),
    ("B13", 3, "years", HARD, "sol-24-3"),
    ("B14", 2, "years", STATUTORY, "sol-24-4"),
    ("B18", 2, "months", STATUTORY, "sol-18-8"),
    ("E1", 3, "months", STATUTORY, "sol-34-1"),
    ("E2", 3, "months", STATUTORY, "sol-34-1"),
    ("F1", 3, "weeks", HARD, "fl-44"),
    ("F5", 4, "weeks", STATUTORY, "fl-12"),
    ("L1", 1, "weeks", HARD, "lvu-7"),
    ("L3", 4, "weeks", HARD, "lvu-8"),
    ("L4", 2, "months", HARD, "lvu-9a"),
    ("L6", 4, "weeks", HARD, "lvu-5"),
    ("L7", 6, "months", STATUTORY, "lvu-13"),
    ("L8", 6, "months", STATUTORY, "lvu-13"),
    ("L9", 3, "months", STATUTORY, "lvu-14"),
    ("L11", 6, "months", STATUTORY, "lvu-21c"),
    ("L13", 3, "months", STATUTORY, "lvu-26"),
    ("L14a", 1, "weeks", HARD, "lvu-28"),
    ("L14b", 2, "weeks", HARD, "lvu-29"),
    ("L15c", 4, "weeks", HARD, "lvu-31f"),
    ("S1", 1, "weeks", HARD, "lag-2024-79-4-3"),
    ("S3", 6, "weeks", HARD, "lag-2024-79-4-6"),
    ("S6", 6, "months", STATUTORY, "lag-2024-79-5-6"),
    ("M1", 1, "days", HARD, "lvm-15"),
    ("M3", 1, "weeks", HARD, "lvm-18"),
    ("M6", 6, "months", HARD, "lvm-20"),
    ("R1", 1, "years", STATUTORY, "fb-2-8"),
    ("R5", 4, "weeks", STATUTORY, "lag-2021-530-5"),
    ("O14", 3, "years", HARD, "sol-33-5"),
]


@pytest.mark.parametrize(("number", "length", "unit", "kind", "section"), LIMITS)
def test_a_time_limit_is_as_long_as_the_law_says(
    catalogue: Catalogue, number: str, length: int, unit: str, kind: ClockKind, section: str
) -> None:
    (clock,) = (
        wording
        for wordings in catalogue.tables.clocks.values()
        for wording in wordings
        if wording.number == number and wording.is_in_force(ON)
    )

    assert (clock.length, clock.unit, clock.kind) == (length, unit, kind)
    assert section in clock.legal_bases


def test_repeating_duties_come_again(catalogue: Catalogue) -> None:
    again = {
        wording.number: (wording.repeat.length, wording.repeat.unit)
        for wordings in catalogue.tables.clocks.values()
        for wording in wordings
        if wording.repeat
    }

    assert again["B8"] == (6, Unit.MONTHS)
    assert again["B9"] == again["L10"] == (1, Unit.YEARS)
    assert again["L9"] == again["L13"] == (3, Unit.MONTHS)
    assert again["S6"] == (6, Unit.MONTHS)


def test_the_preliminary_assessment_is_extended_for_exceptional_reasons(
    catalogue: Catalogue,
) -> None:
    extension = catalogue.clock("preliminary-assessment", ON).extension

    assert extension is not None
    assert extension.ground == "exceptional-reasons"
    assert extension.event == "intake.preliminary-assessment-extended.v1"


def test_the_investigation_is_extended_for_special_reasons(catalogue: Catalogue) -> None:
    extension = catalogue.clock("child-investigation", ON).extension

    assert extension is not None
    assert (extension.ground, extension.is_repeatable) == ("special-reasons", True)


def test_an_open_investigation_takes_up_the_preliminary_assessment(catalogue: Catalogue) -> None:
    clock = catalogue.clock("preliminary-assessment", ON)

    assert [trigger.where for trigger in clock.absorbed_by] == [{"way": ("attach",)}]


def test_a_child_concern_has_the_childrens_clocks(catalogue: Catalogue) -> None:
    numbers = {clock.number for clock in catalogue.clocks_for("child-concern", ON)}

    assert numbers >= {"B1", "B2", "B3a", "B3b", "B4", "B5", "B6", "B7", "E1", "E2", "F1"}


def test_an_adult_has_no_fourteen_days(catalogue: Catalogue) -> None:
    numbers = {clock.number for clock in catalogue.clocks_for("adult-outpatient", ON)}

    assert not {"B1", "B2", "B5"} & numbers
    assert numbers >= {"E1", "E2", "F1", "F3", "F4", "F5"}


def test_economic_assistance_has_a_goal_and_no_limit(catalogue: Catalogue) -> None:
    clock = catalogue.clock("income-decision", ON)

    assert (clock.kind, clock.unit) == (SOFT, Unit.UNSTATED)
    assert clock in catalogue.clocks_for("economic-assistance", ON)


def test_care_under_lvm_stands_still_while_away(catalogue: Catalogue) -> None:
    pauses = catalogue.clock("lvm-care-time", ON).pauses

    assert {pause.since.fact for pause in pauses} == {"lvm-escaped", "lvm-detained"}


def test_weekday_rule_is_settled_only_where_it_is(catalogue: Catalogue) -> None:
    for id in ("preliminary-assessment", "child-investigation"):
        assert catalogue.clock(id, ON).weekday_rule is WeekdayRule.UNCERTAIN
    for id in ("lvu-submission", "lvu-application", "appeal"):
        assert catalogue.clock(id, ON).weekday_rule is WeekdayRule.APPLIES


def test_the_old_follow_up_is_not_vouched_for_before_2022(catalogue: Catalogue) -> None:
    with pytest.raises(NotInForce):
        catalogue.clock("follow-up-after-investigation", date(2022, 6, 30))


def test_no_clock_has_an_end_that_cannot_be_computed(catalogue: Catalogue) -> None:
    for wordings in catalogue.tables.clocks.values():
        for clock in wordings:
            assert (clock.unit in COUNTED) is (clock.length is not None)
