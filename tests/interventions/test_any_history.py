"""Whatever is asked, in whatever order: an intervention never stands in an impossible way."""

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from services.interventions.domain.events import InterventionEvent
from services.interventions.domain.rules import INTERVENTION
from services.interventions.domain.state import EXECUTED, Intervention, NotOpened, Opened, Stage
from shared.contracts.interventions import (
    InterventionEnded,
    InterventionExecuted,
    InterventionInterrupted,
    InterventionOpened,
    InterventionResumed,
)
from tests.contracts.samples import sample
from tests.interventions.histories import Turn, histories
from tests.interventions.stories import TODAY

NEXT = {
    Stage.WAITING: {Stage.OFFERED, Stage.RUNNING, Stage.ENDED},
    Stage.OFFERED: {Stage.OFFERED, Stage.DECLINED, Stage.RUNNING, Stage.ENDED},
    Stage.DECLINED: {Stage.OFFERED, Stage.RUNNING, Stage.ENDED},
    Stage.RUNNING: {Stage.INTERRUPTED, Stage.ENDED},
    Stage.INTERRUPTED: {Stage.RUNNING, Stage.ENDED},
    Stage.ENDED: set(),
}


def all_events(history: list[Turn]) -> list[InterventionEvent]:
    return [event for turn in history for event in turn.events]


def times(event: type, history: list[Turn]) -> int:
    return sum(isinstance(item, event) for item in all_events(history))


def is_possible(opened: Opened) -> bool:
    days = [opened.begins_on, opened.stage_since_on, opened.latest_on, TODAY]
    if opened.execution is None:
        return days == sorted(days) and opened.stage not in EXECUTED
    begun = [opened.begins_on, opened.execution.executed_on, opened.execution.method_since_on]
    is_begun = opened.stage in EXECUTED or opened.stage is Stage.ENDED
    return is_begun and days == sorted(days) and begun == sorted(begun)


@given(histories())
def test_no_step_leads_where_it_cannot_lead(history: list[Turn]) -> None:
    for turn in history:
        if isinstance(turn.before, Opened) and isinstance(turn.after, Opened):
            stayed = turn.after.stage_since_on == turn.before.stage_since_on
            moved = turn.after.stage in NEXT[turn.before.stage]
            assert moved or (stayed and turn.after.stage is turn.before.stage)


@given(histories())
def test_what_is_known_of_it_always_adds_up(history: list[Turn]) -> None:
    for turn in history:
        assert isinstance(turn.after, NotOpened) or is_possible(turn.after)
        if isinstance(turn.after, Opened) and turn.after.stage in EXECUTED:
            assert turn.after.assigned_on is not None


@given(histories())
def test_it_opens_begins_and_ends_at_most_once_and_rests_after_that(history: list[Turn]) -> None:
    for event in (InterventionOpened, InterventionExecuted, InterventionEnded):
        assert times(event, history) <= 1
    interrupted, resumed = (
        times(InterventionInterrupted, history),
        times(InterventionResumed, history),
    )
    assert interrupted - resumed in (0, 1)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(get_args(InterventionEvent)).map(sample), max_size=12))
def test_whatever_has_happened_can_be_taken_in(past: list[InterventionEvent]) -> None:
    after: Intervention = INTERVENTION.fold(past)
    assert isinstance(after, NotOpened | Opened)


def test_the_histories_reach_far_enough_to_be_worth_trying() -> None:
    reached: set[object] = set()

    @settings(max_examples=300, derandomize=True, database=None)
    @given(histories())
    def gather(history: list[Turn]) -> None:
        reached.add(("interruptions", times(InterventionInterrupted, history)))
        reached.update(turn.after.stage for turn in history if isinstance(turn.after, Opened))

    gather()
    assert reached >= {*Stage, ("interruptions", 2)}
