"""Byt metod."""

from dataclasses import replace
from datetime import date

from services.interventions.domain.catalogued import Method, Reason
from services.interventions.domain.commands import SwapMethod
from services.interventions.domain.events import ReasonsNoted, Step
from services.interventions.domain.refusals import (
    AlreadyEnded,
    BeforePrecedingStep,
    MethodOfOtherType,
    NotExecuted,
    NothingOpened,
    SameMethod,
)
from shared.contracts.interventions import MethodSwapped
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    FAMILY_TREATMENT,
    INTERRUPTED,
    RUNNING,
    TODAY,
    TOMORROW,
    ended,
    executed,
    intervention,
    opened,
)


def swap(code: str = "parent-training", on: date = date(2026, 6, 15)) -> SwapMethod:
    return SwapMethod(
        to_method=Method(code=code, intervention_types=(FAMILY_TREATMENT,)),
        swapped_on=on,
        reason=Reason(code="no-effect"),
        reasons=None,
        today=TODAY,
    )


swapped = MethodSwapped(
    from_method_code="intensive-family-work",
    to_method_code="parent-training",
    swapped_on=date(2026, 6, 15),
    reason_code="no-effect",
)


def test_the_method_is_swapped_and_both_can_be_traced() -> None:
    intervention.given(*RUNNING).when(swap()).then(swapped)


def test_why_it_was_swapped_stays_inside() -> None:
    told = replace(swap(), reasons="Hembesöken gav inget.")
    intervention.given(*RUNNING).when(told).then(
        ReasonsNoted(
            step=Step.METHOD_SWAP, reasons="Hembesöken gav inget.", noted_on=date(2026, 6, 15)
        ),
        swapped,
    )


def test_the_next_swap_starts_from_the_method_in_use() -> None:
    intervention.given(*RUNNING, swapped).when(
        swap("intensive-family-work", on=date(2026, 7, 1))
    ).then(
        MethodSwapped(
            from_method_code="parent-training",
            to_method_code="intensive-family-work",
            swapped_on=date(2026, 7, 1),
            reason_code="no-effect",
        )
    )


def test_a_first_method_can_be_named_later() -> None:
    unnamed = replace(executed, method_code=None)
    intervention.given(*BEFORE_EXECUTION, unnamed).when(swap()).then(
        replace(swapped, from_method_code=None)
    )


def test_it_can_be_swapped_while_interrupted() -> None:
    intervention.given(*INTERRUPTED).when(swap(on=date(2026, 7, 1))).then(
        replace(swapped, swapped_on=date(2026, 7, 1))
    )


def test_the_method_in_use_is_not_swapped_for_itself() -> None:
    intervention.given(*RUNNING).when(swap("intensive-family-work")).then_refused(SameMethod)


def test_it_is_not_swapped_for_a_method_of_another_type() -> None:
    twelve_steps = Method(code="twelve-step", intervention_types=("outpatient-adult",))
    other = replace(swap(), to_method=twelve_steps)
    intervention.given(*RUNNING).when(other).then_refused(MethodOfOtherType)


def test_swaps_follow_each_other_in_time() -> None:
    intervention.given(*RUNNING).when(swap(on=date(2026, 5, 3))).then_refused(BeforePrecedingStep)
    earlier = swap("intensive-family-work", on=date(2026, 6, 14))
    intervention.given(*RUNNING, swapped).when(earlier).then_refused(BeforePrecedingStep)
    intervention.given(*RUNNING).when(swap(on=TOMORROW)).then_refused(InTheFuture)


def test_what_has_not_begun_has_no_method_to_swap() -> None:
    intervention.given(*BEFORE_EXECUTION).when(swap()).then_refused(NotExecuted)


def test_nothing_is_swapped_before_opening_or_after_the_end() -> None:
    intervention.given().when(swap()).then_refused(NothingOpened)
    intervention.given(opened, ended).when(swap()).then_refused(AlreadyEnded)
