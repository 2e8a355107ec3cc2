"""Tilldela och omfördela utredning."""

from datetime import date

from services.investigation.domain.investigation.commands import (
    AssignInvestigation,
    ReassignInvestigation,
)
from services.investigation.domain.investigation.refusals import (
    AlreadyAssigned,
    BeforeAssigned,
    BeforeOpened,
    NotAssigned,
    NotOpen,
)
from shared.contracts.investigation import InvestigationAssigned, InvestigationReassigned
from shared.kernel.dates import InTheFuture
from tests.investigation.stories import (
    DAY_BEFORE_OPENING,
    TODAY,
    TOMORROW,
    assigned,
    closed,
    investigation,
    opened,
)


def assign(on: date = TODAY) -> AssignInvestigation:
    return AssignInvestigation(
        official="official-8", unit="child-investigation", assigned_on=on, today=TODAY
    )


def reassign(on: date = TODAY) -> ReassignInvestigation:
    return ReassignInvestigation(
        official="official-9",
        unit="child-investigation",
        reassigned_on=on,
        reason_code="workload",
        today=TODAY,
    )


reassigned = InvestigationReassigned(
    official="official-9",
    unit="child-investigation",
    reassigned_on=date(2026, 4, 10),
    reason_code="workload",
)


def test_an_investigation_in_the_queue_gets_an_official() -> None:
    investigation.given(opened).when(assign()).then(
        InvestigationAssigned(official="official-8", unit="child-investigation", assigned_on=TODAY)
    )


def test_an_assigned_investigation_is_not_assigned_again() -> None:
    investigation.given(opened, assigned).when(assign()).then_refused(AlreadyAssigned)


def test_it_cannot_be_assigned_before_it_was_opened() -> None:
    investigation.given(opened).when(assign(DAY_BEFORE_OPENING)).then_refused(BeforeOpened)


def test_it_cannot_be_assigned_tomorrow() -> None:
    investigation.given(opened).when(assign(TOMORROW)).then_refused(InTheFuture)


def test_a_closed_investigation_gets_no_official() -> None:
    investigation.given(opened, closed).when(assign()).then_refused(NotOpen)


def test_what_was_never_opened_gets_no_official() -> None:
    investigation.given().when(assign()).then_refused(NotOpen)


def test_another_official_takes_over() -> None:
    investigation.given(opened, assigned).when(reassign()).then(
        InvestigationReassigned(
            official="official-9",
            unit="child-investigation",
            reassigned_on=TODAY,
            reason_code="workload",
        )
    )


def test_nobody_takes_over_what_nobody_has() -> None:
    investigation.given(opened).when(reassign()).then_refused(NotAssigned)


def test_nobody_takes_over_before_the_present_official_began() -> None:
    story = investigation.given(opened, assigned)
    story.when(reassign(date(2026, 3, 11))).then_refused(BeforeAssigned)


def test_the_second_hand_over_counts_from_the_first() -> None:
    story = investigation.given(opened, assigned, reassigned)
    story.when(reassign(date(2026, 4, 9))).then_refused(BeforeAssigned)


def test_nobody_takes_over_tomorrow() -> None:
    investigation.given(opened, assigned).when(reassign(TOMORROW)).then_refused(InTheFuture)
