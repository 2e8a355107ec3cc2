"""Gör omedelbar skyddsbedömning."""

from datetime import date

from services.intake.domain.intake.commands import AssessImmediateProtection
from services.intake.domain.intake.events import ReasonsKept, Step
from services.intake.domain.intake.refusals import (
    DatedBeforeReceived,
    NoProtectionToAssess,
    NotUnderAssessment,
)
from shared.contracts.intake import ImmediateProtectionAssessed, ProtectionOutcome, Way
from shared.kernel.dates import InTheFuture
from tests.intake.domain.matter import (
    BEFORE,
    LATER,
    MONDAY,
    TOMORROW,
    applied,
    concluded,
    matter,
    opened,
    protection_assessed,
)


def assess(
    outcome: ProtectionOutcome = ProtectionOutcome.IMMEDIATE_NEED,
    on: date = MONDAY,
    basis: str | None = "sol-20-1",
) -> AssessImmediateProtection:
    return AssessImmediateProtection(
        outcome=outcome,
        assessed_on=on,
        asked_on=LATER,
        assessed_by="official-7",
        legal_basis_id=basis,
        reasons="Barnet är ensamt hemma.",
    )


def test_the_need_of_protection_is_assessed_with_its_reasons() -> None:
    matter.given(opened).when(assess()).then(
        ReasonsKept(step=Step.PROTECTION, reasons="Barnet är ensamt hemma."),
        ImmediateProtectionAssessed(
            outcome=ProtectionOutcome.IMMEDIATE_NEED,
            assessed_on=MONDAY,
            assessed_by="official-7",
            legal_basis_id="sol-20-1",
        ),
    )


def test_it_is_assessed_again_when_something_new_is_known() -> None:
    outcome = matter.given(opened, protection_assessed).when(assess(on=LATER))
    assert outcome.refusal is None


def test_only_a_report_about_somebody_young_calls_for_it() -> None:
    matter.given(applied).when(assess(basis=None)).then_refused(NoProtectionToAssess)


def test_not_before_the_report_arrived() -> None:
    matter.given(opened).when(assess(on=BEFORE)).then_refused(DatedBeforeReceived)


def test_not_ahead_of_time() -> None:
    matter.given(opened).when(assess(on=TOMORROW)).then_refused(InTheFuture)


def test_not_in_a_matter_that_does_not_exist_or_is_concluded() -> None:
    matter.given().when(assess()).then_refused(NotUnderAssessment)
    past = (opened, protection_assessed, concluded(Way.NO_ACTION))
    matter.given(*past).when(assess()).then_refused(NotUnderAssessment)
