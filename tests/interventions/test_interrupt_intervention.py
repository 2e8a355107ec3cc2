"""Avbryt insats, och återuppta den."""

from datetime import date

from services.interventions.domain.events import InterventionEvent, ReasonsNoted, Step
from services.interventions.domain.refusals import (
    AlreadyEnded,
    BeforePrecedingStep,
    NothingOpened,
    NotInterrupted,
    NotRunning,
)
from shared.contracts.interventions import InterventionInterrupted, InterventionResumed
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    INTERRUPTED,
    RUNNING,
    TOMORROW,
    ended,
    interrupt,
    interrupted,
    intervention,
    resume,
    resumed,
)


def test_what_goes_on_is_interrupted_for_a_reason() -> None:
    intervention.given(*RUNNING).when(interrupt(reasons="Familjen är bortrest.")).then(
        ReasonsNoted(
            step=Step.INTERRUPTION, reasons="Familjen är bortrest.", noted_on=date(2026, 6, 22)
        ),
        interrupted,
    )


def test_what_is_interrupted_is_resumed() -> None:
    intervention.given(*INTERRUPTED).when(resume()).then(resumed)


def test_it_can_be_interrupted_and_resumed_any_number_of_times() -> None:
    past: tuple[InterventionEvent, ...] = (*INTERRUPTED, resumed)
    for day in range(4, 28, 2):
        on, back_on = date(2026, 8, day), date(2026, 8, day + 1)
        again = InterventionInterrupted(interrupted_on=on, reason_code="holiday")
        back = InterventionResumed(resumed_on=back_on)
        intervention.given(*past).when(interrupt(on=on)).then(again)
        intervention.given(*past, again).when(resume(on=back_on)).then(back)
        past = (*past, again, back)


def test_only_what_goes_on_is_interrupted() -> None:
    intervention.given(*BEFORE_EXECUTION).when(interrupt()).then_refused(NotRunning)
    intervention.given(*INTERRUPTED).when(interrupt()).then_refused(NotRunning)


def test_only_what_is_interrupted_is_resumed() -> None:
    intervention.given(*BEFORE_EXECUTION).when(resume()).then_refused(NotInterrupted)
    intervention.given(*RUNNING).when(resume()).then_refused(NotInterrupted)
    intervention.given(*INTERRUPTED, resumed).when(resume()).then_refused(NotInterrupted)


def test_it_is_not_interrupted_before_it_began() -> None:
    intervention.given(*RUNNING).when(interrupt(on=date(2026, 5, 3))).then_refused(
        BeforePrecedingStep
    )


def test_it_is_not_resumed_before_it_was_interrupted() -> None:
    intervention.given(*INTERRUPTED).when(resume(on=date(2026, 6, 21))).then_refused(
        BeforePrecedingStep
    )


def test_neither_on_a_day_to_come() -> None:
    intervention.given(*RUNNING).when(interrupt(on=TOMORROW)).then_refused(InTheFuture)
    intervention.given(*INTERRUPTED).when(resume(on=TOMORROW)).then_refused(InTheFuture)


def test_neither_before_it_is_opened_nor_after_it_ended() -> None:
    intervention.given().when(interrupt()).then_refused(NothingOpened)
    intervention.given().when(resume()).then_refused(NothingOpened)
    intervention.given(*RUNNING, ended).when(interrupt()).then_refused(AlreadyEnded)
    intervention.given(*INTERRUPTED, ended).when(resume()).then_refused(AlreadyEnded)
