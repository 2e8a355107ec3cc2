"""Förklara utebliven verkställighet."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.interventions.domain.catalogued import Reason
from services.interventions.domain.commands import ExplainNonExecution
from services.interventions.domain.events import ReasonsNoted, Step
from services.interventions.domain.refusals import (
    AlreadyEnded,
    BeforeOpening,
    BeforePrecedingStep,
    MeasureNamedTwice,
    NothingDelayed,
    ReasonOfOtherCaseType,
)
from shared.contracts.interventions import NonExecutionExplained
from shared.kernel.dates import InTheFuture
from shared.kernel.refusal import Refusal
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    DAY_BEFORE_GRANTED,
    DECISION_ID,
    INTERRUPTED,
    INTERVENTION_ID,
    RUNNING,
    TODAY,
    TOMORROW,
    ended,
    interrupted,
    intervention,
    opened,
)

explain = ExplainNonExecution(
    explained_on=date(2026, 7, 6),
    reason=Reason(code="no-suitable"),
    measure_codes=("recruiting",),
    reasons=None,
    today=TODAY,
)
explained = NonExecutionExplained(
    explained_on=date(2026, 7, 6),
    reason_code="no-suitable",
    measure_codes=("recruiting",),
    intervention_id=INTERVENTION_ID,
    decision_id=DECISION_ID,
)


def test_a_delay_has_a_reason_and_measures_and_may_be_explained_again() -> None:
    intervention.given(*BEFORE_EXECUTION).when(explain).then(explained)
    intervention.given(*BEFORE_EXECUTION, explained).when(explain).then(explained)


def test_nobody_needs_to_answer_for_it_yet() -> None:
    intervention.given(opened).when(explain).then(explained)


def test_the_words_stay_inside() -> None:
    said = replace(explain, reasons="Två har tackat nej.")
    intervention.given(*INTERRUPTED).when(said).then(
        ReasonsNoted(
            step=Step.NON_EXECUTION, reasons="Två har tackat nej.", noted_on=date(2026, 7, 6)
        ),
        explained,
    )


def test_what_goes_on_has_no_delay_to_explain() -> None:
    intervention.given(*RUNNING).when(explain).then_refused(NothingDelayed)
    without_decision = replace(opened, decision_id=None, granted_on=None)
    intervention.given(without_decision).when(explain).then_refused(NothingDelayed)


def test_nothing_is_explained_once_it_has_ended() -> None:
    intervention.given(*RUNNING, ended).when(explain).then_refused(AlreadyEnded)


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        (replace(explain, explained_on=TOMORROW), InTheFuture),
        (replace(explain, explained_on=DAY_BEFORE_GRANTED), BeforeOpening),
        (replace(explain, measure_codes=("recruiting", "recruiting")), MeasureNamedTwice),
        (
            replace(explain, reason=Reason(code="x", case_types=("economic-assistance",))),
            ReasonOfOtherCaseType,
        ),
    ],
)
def test_what_cannot_be_is_refused(asked: ExplainNonExecution, rule: type[Refusal]) -> None:
    intervention.given(*BEFORE_EXECUTION).when(asked).then_refused(rule)


def test_an_interruption_is_not_explained_before_it_began() -> None:
    day_before = interrupted.interrupted_on - timedelta(days=1)
    asked = replace(explain, explained_on=day_before)
    intervention.given(*INTERRUPTED).when(asked).then_refused(BeforePrecedingStep)
