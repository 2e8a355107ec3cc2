"""Tilldela och omfördela insats."""

from datetime import date

from services.interventions.domain.catalogued import Reason
from services.interventions.domain.commands import ReassignIntervention
from services.interventions.domain.events import ReasonsNoted, Step
from services.interventions.domain.refusals import (
    AlreadyAssigned,
    AlreadyEnded,
    BeforeOpening,
    BeforePrecedingStep,
    NotAssigned,
    NothingOpened,
)
from shared.contracts.interventions import InterventionAssigned, InterventionReassigned
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    DAY_BEFORE_GRANTED,
    TODAY,
    TOMORROW,
    assign,
    assigned,
    ended,
    intervention,
    opened,
)


def reassign(on: date = date(2026, 6, 1), reasons: str | None = None) -> ReassignIntervention:
    return ReassignIntervention(
        unit="outpatient",
        provider="provider-12",
        official=None,
        reassigned_on=on,
        reason=Reason(code="capacity"),
        reasons=reasons,
        today=TODAY,
    )


reassigned = InterventionReassigned(
    unit="outpatient",
    provider="provider-12",
    official=None,
    reassigned_on=date(2026, 6, 1),
    reason_code="capacity",
)


def test_a_unit_of_our_own_is_given_the_intervention() -> None:
    intervention.given(opened).when(assign()).then(assigned)


def test_a_contractor_can_be_given_it() -> None:
    intervention.given(opened).when(assign(provider="provider-12")).then(
        InterventionAssigned(
            unit="outpatient",
            provider="provider-12",
            official="official-9",
            assigned_on=date(2026, 4, 22),
        )
    )


def test_what_is_assigned_is_not_assigned_again() -> None:
    intervention.given(opened, assigned).when(assign()).then_refused(AlreadyAssigned)


def test_it_is_assigned_from_the_day_it_was_granted_at_the_earliest() -> None:
    intervention.given(opened).when(assign(on=DAY_BEFORE_GRANTED)).then_refused(BeforeOpening)


def test_it_is_not_assigned_on_a_day_to_come() -> None:
    intervention.given(opened).when(assign(on=TOMORROW)).then_refused(InTheFuture)


def test_nothing_is_assigned_before_it_is_opened() -> None:
    intervention.given().when(assign()).then_refused(NothingOpened)


def test_nothing_is_assigned_after_it_ended() -> None:
    intervention.given(opened, ended).when(assign()).then_refused(AlreadyEnded)


def test_another_provider_takes_over_for_a_reason() -> None:
    intervention.given(opened, assigned).when(reassign(reasons="Enheten är full.")).then(
        ReasonsNoted(
            step=Step.REASSIGNMENT, reasons="Enheten är full.", noted_on=date(2026, 6, 1)
        ),
        reassigned,
    )


def test_what_nobody_has_is_not_reassigned() -> None:
    intervention.given(opened).when(reassign()).then_refused(NotAssigned)


def test_nobody_takes_over_before_the_one_before_began() -> None:
    intervention.given(opened, assigned).when(reassign(on=date(2026, 4, 21))).then_refused(
        BeforePrecedingStep
    )


def test_nobody_takes_over_on_a_day_to_come() -> None:
    intervention.given(opened, assigned).when(reassign(on=TOMORROW)).then_refused(InTheFuture)
