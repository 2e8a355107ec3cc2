"""Tilldela och omfördela aktualisering."""

from datetime import date

from services.intake.domain.intake.commands import AssignIntake, ReassignIntake
from services.intake.domain.intake.refusals import (
    AlreadyAssigned,
    AlreadyTheirs,
    DatedBeforeReceived,
    NotAssigned,
    NotUnderAssessment,
)
from shared.contracts.intake import IntakeReassigned, Way
from shared.kernel.dates import InTheFuture
from tests.intake.domain.matter import (
    BEFORE,
    LATER,
    TOMORROW,
    TUESDAY,
    assigned,
    concluded,
    matter,
    opened,
    protection_assessed,
)


def assign(on: date = TUESDAY) -> AssignIntake:
    return AssignIntake(
        official="official-7", unit="intake-children", assigned_on=on, asked_on=LATER
    )


def reassign(
    official: str = "official-8", unit: str = "intake-children", on: date = LATER
) -> ReassignIntake:
    return ReassignIntake(
        official=official,
        unit=unit,
        reassigned_on=on,
        asked_on=LATER,
        reason_code="workload",
    )


def test_an_official_answers_for_the_matter_from_a_day() -> None:
    matter.given(opened).when(assign()).then(assigned)


def test_what_is_assigned_is_not_assigned_once_more() -> None:
    matter.given(opened, assigned).when(assign()).then_refused(AlreadyAssigned)


def test_nobody_answers_for_it_before_it_arrived_or_ahead_of_time() -> None:
    matter.given(opened).when(assign(BEFORE)).then_refused(DatedBeforeReceived)
    matter.given(opened).when(assign(TOMORROW)).then_refused(InTheFuture)


def test_a_concluded_matter_is_not_assigned() -> None:
    past = (opened, protection_assessed, concluded(Way.NO_ACTION))
    matter.given(*past).when(assign()).then_refused(NotUnderAssessment)


def test_another_official_takes_over_for_a_reason() -> None:
    matter.given(opened, assigned).when(reassign()).then(
        IntakeReassigned(
            official="official-8",
            unit="intake-children",
            reassigned_on=LATER,
            reason_code="workload",
        )
    )


def test_the_same_official_can_bring_it_to_another_unit() -> None:
    outcome = matter.given(opened, assigned).when(reassign("official-7", "intake-adults"))
    assert outcome.refusal is None


def test_what_nobody_has_is_assigned_instead() -> None:
    matter.given(opened).when(reassign()).then_refused(NotAssigned)


def test_nobody_takes_over_from_themself() -> None:
    matter.given(opened, assigned).when(reassign("official-7")).then_refused(AlreadyTheirs)


def test_nobody_takes_over_before_it_arrived() -> None:
    past = (opened, assigned)
    matter.given(*past).when(reassign(on=BEFORE)).then_refused(DatedBeforeReceived)
