"""Verkställ insats."""

from dataclasses import replace
from datetime import date

import pytest

from services.interventions.domain.catalogued import Method
from services.interventions.domain.refusals import (
    AlreadyEnded,
    AlreadyExecuted,
    BeforePrecedingStep,
    ExecutedBeforeGranted,
    MethodOfOtherType,
    NotAssigned,
    NothingOpened,
)
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    DAY_BEFORE_GRANTED,
    GRANTED_ON,
    INTERRUPTED,
    RUNNING,
    TODAY,
    TOMORROW,
    ended,
    execute,
    executed,
    intervention,
    offered,
    opened,
)


def test_what_was_granted_is_carried_out_on_a_day_of_its_own() -> None:
    intervention.given(*BEFORE_EXECUTION).when(execute()).then(executed)


@pytest.mark.parametrize("on", [GRANTED_ON, TODAY])
def test_from_the_day_of_the_decision_until_today(on: date) -> None:
    intervention.given(*BEFORE_EXECUTION).when(execute(on=on)).then(
        replace(executed, executed_on=on)
    )


def test_the_method_may_be_left_open() -> None:
    intervention.given(*BEFORE_EXECUTION).when(execute(method=None)).then(
        replace(executed, method_code=None)
    )


def test_not_before_the_day_of_the_decision() -> None:
    intervention.given(*BEFORE_EXECUTION).when(execute(on=DAY_BEFORE_GRANTED)).then_refused(
        ExecutedBeforeGranted
    )


def test_not_on_a_day_to_come() -> None:
    intervention.given(*BEFORE_EXECUTION).when(execute(on=TOMORROW)).then_refused(InTheFuture)


def test_not_before_the_offer_that_led_to_it() -> None:
    intervention.given(*BEFORE_EXECUTION, offered).when(
        execute(on=date(2026, 4, 26))
    ).then_refused(BeforePrecedingStep)


def test_not_twice() -> None:
    intervention.given(*RUNNING).when(execute()).then_refused(AlreadyExecuted)
    intervention.given(*INTERRUPTED).when(execute(on=date(2026, 7, 1))).then_refused(
        AlreadyExecuted
    )


def test_not_by_nobody() -> None:
    intervention.given(opened).when(execute()).then_refused(NotAssigned)


def test_not_before_it_is_opened_and_not_after_it_ended() -> None:
    intervention.given().when(execute()).then_refused(NothingOpened)
    intervention.given(*BEFORE_EXECUTION, ended).when(execute()).then_refused(AlreadyEnded)


def test_not_by_a_method_of_another_type() -> None:
    twelve_steps = Method(code="twelve-step", intervention_types=("outpatient-adult",))
    intervention.given(*BEFORE_EXECUTION).when(execute(method=twelve_steps)).then_refused(
        MethodOfOtherType
    )
