"""The read model of interventions: what it makes of each event, and of any history."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given

from services.interventions.domain.events import AppealNoted, InterventionEvent
from services.interventions.domain.state import Opened, Stage
from services.interventions.projections.interventions import (
    INTERVENTIONS,
    InterventionRow,
    ShownStage,
)
from shared.contracts.interventions import (
    InterventionReassigned,
    MethodSwapped,
)
from shared.testing.recorded import THREAD_ID, recorded
from tests.interventions.histories import Turn, histories
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    DECISION_ID,
    GRANTED_ON,
    INTERRUPTED,
    INTERVENTION_ID,
    RUNNING,
    assigned,
    declined,
    ended,
    executed,
    interrupted,
    offered,
    opened,
    resumed,
)
from tests.interventions.test_open_intervention import opened_without_assessment

SHOWN = {
    Stage.WAITING: {ShownStage.GRANTED, ShownStage.ASSIGNED},
    Stage.OFFERED: {ShownStage.OFFERED},
    Stage.DECLINED: {ShownStage.DECLINED},
    Stage.RUNNING: {ShownStage.EXECUTED},
    Stage.INTERRUPTED: {ShownStage.INTERRUPTED},
    Stage.ENDED: {ShownStage.ENDED},
}


def after(*past: InterventionEvent) -> InterventionRow:
    rows: dict[UUID, InterventionRow] = {}
    INTERVENTIONS.fold(rows, [recorded(event, INTERVENTION_ID) for event in past])
    return rows[INTERVENTION_ID]


def test_what_is_granted_is_unexecuted_from_the_day_of_the_decision() -> None:
    row = after(opened)
    assert (row.stage, row.stage_since_on) == (ShownStage.GRANTED, GRANTED_ON)
    assert (row.granted_on, row.unexecuted_since_on) == (GRANTED_ON, GRANTED_ON)
    assert row.thread_id == THREAD_ID


@pytest.mark.parametrize(
    ("past", "stage", "since_on"),
    [
        (BEFORE_EXECUTION, ShownStage.ASSIGNED, assigned.assigned_on),
        ((*BEFORE_EXECUTION, offered), ShownStage.OFFERED, offered.offered_on),
        ((*BEFORE_EXECUTION, offered, declined), ShownStage.DECLINED, declined.declined_on),
    ],
)
def test_neither_an_offer_nor_a_no_executes_a_decision(
    past: tuple[InterventionEvent, ...], stage: ShownStage, since_on: date
) -> None:
    row = after(*past)
    assert (row.stage, row.stage_since_on) == (stage, since_on)
    assert row.unexecuted_since_on == GRANTED_ON


def test_what_is_executed_is_not_unexecuted() -> None:
    row = after(*RUNNING)
    assert (row.stage, row.executed_on) == (ShownStage.EXECUTED, executed.executed_on)
    assert row.unexecuted_since_on is None
    assert row.method_code == executed.method_code


def test_what_is_interrupted_is_unexecuted_from_that_day_until_it_is_resumed() -> None:
    row = after(*INTERRUPTED)
    assert (row.stage, row.unexecuted_since_on) == (
        ShownStage.INTERRUPTED,
        interrupted.interrupted_on,
    )
    assert row.executed_on == executed.executed_on
    assert after(*INTERRUPTED, resumed).unexecuted_since_on is None


def test_what_has_ended_is_no_longer_unexecuted() -> None:
    for past in (BEFORE_EXECUTION, INTERRUPTED):
        row = after(*past, ended)
        assert (row.stage, row.ended_on) == (ShownStage.ENDED, ended.ended_on)
        assert (row.unexecuted_since_on, row.ending_reason_code) == (None, "completed")


def test_what_needed_no_assessment_is_never_an_unexecuted_decision() -> None:
    free = opened_without_assessment()
    for past in ((free,), (free, assigned), (free, assigned, executed, interrupted)):
        assert after(*past).unexecuted_since_on is None


def test_the_one_who_answers_for_it_and_the_method_are_the_latest() -> None:
    reassigned = InterventionReassigned(
        unit="outpatient",
        provider="provider-12",
        official=None,
        reassigned_on=date(2026, 6, 1),
        reason_code="unit-change",
    )
    swapped = MethodSwapped(
        from_method_code="intensive-family-work",
        to_method_code="network-work",
        swapped_on=date(2026, 6, 15),
        reason_code="no-effect",
    )
    row = after(*RUNNING, reassigned, swapped)
    assert (row.unit, row.provider, row.official) == ("outpatient", "provider-12", None)
    assert (row.method_code, row.stage) == ("network-work", ShownStage.EXECUTED)


def test_an_appeal_shows_from_the_first_day_and_changes_nothing_else() -> None:
    first = AppealNoted(decision_id=DECISION_ID, received_on=date(2026, 5, 8), is_in_time=None)
    second = AppealNoted(decision_id=DECISION_ID, received_on=date(2026, 5, 9), is_in_time=True)
    row = after(*RUNNING, first, second)
    assert row.appealed_on == date(2026, 5, 8)
    assert row.stage is ShownStage.EXECUTED


@given(histories())
def test_every_granted_decision_is_either_unexecuted_or_executed_or_ended(
    history: list[Turn],
) -> None:
    rows: dict[UUID, InterventionRow] = {}
    for turn in history:
        INTERVENTIONS.fold(rows, [recorded(event, INTERVENTION_ID) for event in turn.events])
        if not isinstance(turn.after, Opened):
            assert not rows
            continue
        row = rows[INTERVENTION_ID]
        assert row.stage in SHOWN[turn.after.stage]
        where = [
            row.unexecuted_since_on is not None,
            row.stage is ShownStage.EXECUTED,
            row.ended_on is not None,
        ]
        assert where.count(True) == 1 or not row.is_needs_assessed
        waits_since = {Stage.INTERRUPTED: row.stage_since_on}.get(turn.after.stage, row.granted_on)
        assert row.unexecuted_since_on in (None, waits_since)
