"""Förläng förhandsbedömning."""

from datetime import date

from services.intake.domain.intake.commands import ExtendPreliminaryAssessment
from services.intake.domain.intake.events import ReasonsKept, Step
from services.intake.domain.intake.refusals import (
    ExtendedTooLate,
    NotAnExtension,
    NotDelegated,
    NoTimeLimit,
    NotUnderAssessment,
)
from shared.contracts.intake import PreliminaryAssessmentExtended
from shared.kernel.dates import InTheFuture
from tests.intake.domain.matter import FOURTEENTH_DAY, LATER, applied, matter, opened

EASTER = date(2026, 4, 7)
extended = PreliminaryAssessmentExtended(
    until_on=date(2026, 3, 23),
    decided_on=LATER,
    decided_by="head-1",
    ground_code="child-abroad",
    legal_basis_id="sol-20-2",
    decider_role="unit-head",
    delegation_rule_id="d-3",
)


def extend(
    until: date = date(2026, 3, 23),
    on: date = LATER,
    asked_on: date = EASTER,
    limit: date | None = FOURTEENTH_DAY,
    rule: str | None = "d-3",
) -> ExtendPreliminaryAssessment:
    return ExtendPreliminaryAssessment(
        until_on=until,
        decided_on=on,
        asked_on=asked_on,
        decided_by="head-1",
        decider_role="unit-head",
        delegation_rule_id=rule,
        ground_code="child-abroad",
        legal_basis_id="sol-20-2",
        time_limit_on=limit,
        reasons="Barnet är utomlands till den 20 mars.",
    )


def test_exceptional_reasons_give_the_assessment_a_later_end() -> None:
    matter.given(opened).when(extend()).then(
        ReasonsKept(step=Step.EXTENSION, reasons="Barnet är utomlands till den 20 mars."),
        extended,
    )


def test_the_new_end_lies_after_the_fourteenth_day() -> None:
    matter.given(opened).when(extend(until=FOURTEENTH_DAY)).then_refused(NotAnExtension)


def test_a_second_extension_lies_after_the_first() -> None:
    matter.given(opened, extended).when(extend(until=extended.until_on)).then_refused(
        NotAnExtension
    )


def test_time_that_has_run_out_is_not_extended() -> None:
    late = date(2026, 3, 17)
    matter.given(opened).when(extend(on=late)).then_refused(ExtendedTooLate)


def test_a_decision_is_not_made_ahead_of_time() -> None:
    matter.given(opened).when(extend(asked_on=date(2026, 3, 8))).then_refused(InTheFuture)


def test_only_a_role_with_the_delegation_extends_it() -> None:
    matter.given(opened).when(extend(rule=None)).then_refused(NotDelegated)


def test_an_application_has_no_fourteen_days() -> None:
    matter.given(applied).when(extend(limit=None)).then_refused(NoTimeLimit)


def test_nothing_to_extend_before_it_is_opened() -> None:
    matter.given().when(extend()).then_refused(NotUnderAssessment)
