"""Rätta, annullera, godkänna: whatever was put right, what stands is what really happened."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.interventions.application.correcting import BOOK
from services.interventions.domain.refusals import (
    BeforePrecedingStep,
    ExecutedBeforeGranted,
    NotExecuted,
    NotRunning,
)
from services.interventions.domain.rules import INTERVENTION
from services.interventions.domain.state import Opened, Stage
from services.interventions.projections.interventions import INTERVENTIONS
from shared.contracts.interventions import InterventionFollowedUp
from shared.contracts.names import HAPPENED_ON
from shared.corrections.refusals import (
    ApprovedByTheSame,
    CorrectionWaits,
    FactNotAnnullable,
    FactNotCorrectable,
    FactUnknown,
    NotAFactOfTheEvent,
    NothingCorrected,
    NothingToApprove,
)
from shared.kernel.corrections import corrected, corrected_facts
from shared.kernel.dates import InTheFuture
from shared.kernel.refusal import Refusal
from tests.interventions.histories import Turn, histories
from tests.interventions.stories import (
    INTERRUPTED,
    RUNNING,
    assigned,
    executed,
    goal_set,
    interrupted,
    offered,
    opened,
    resumed,
)
from tests.shared.corrections.ledger import Kept, events_of

EARLIER = date(2026, 4, 28)


def told(*events: object) -> Kept:
    kept = Kept(BOOK)
    kept.add(*events)
    return kept


def state_of(kept: Kept) -> Opened:
    found = INTERVENTION.fold(events_of(corrected(kept.history)))
    assert isinstance(found, Opened)
    return found


def test_a_corrected_day_is_the_day_it_happened_and_the_first_is_kept() -> None:
    kept = told(*RUNNING)
    kept.correct(kept.id_of(executed), {"executed_on": EARLIER})
    found = state_of(kept).execution
    assert found is not None
    assert found.executed_on == EARLIER
    assert executed in events_of(kept.history)


def test_what_is_not_named_stays_as_it_was() -> None:
    kept = told(*RUNNING)
    kept.correct(kept.id_of(executed), {"executed_on": EARLIER})
    kept.correct(kept.id_of(executed), {"method_code": None})
    found = state_of(kept).execution
    assert found is not None
    assert (found.executed_on, found.method_code) == (EARLIER, None)


def test_what_never_happened_is_undone() -> None:
    kept = told(*INTERRUPTED)
    kept.annul(kept.id_of(interrupted))
    assert state_of(kept).stage is Stage.RUNNING


def test_an_annulled_correction_gives_back_what_was_recorded_and_back_again() -> None:
    kept = told(*RUNNING)
    correction = kept.correct(kept.id_of(executed), {"executed_on": EARLIER})
    annulment = kept.annul(correction)
    assert state_of(kept).stage_since_on == executed.executed_on
    kept.annul(annulment)
    assert state_of(kept).stage_since_on == EARLIER


def test_a_correction_that_waits_has_no_effect_until_somebody_else_approves_it() -> None:
    kept = told(*RUNNING)
    correction = kept.correct(kept.id_of(executed), {"executed_on": EARLIER}, waits=True)
    assert state_of(kept).stage_since_on == executed.executed_on
    with pytest.raises(ApprovedByTheSame):
        kept.approve(correction, by="handlaggare-7")
    with pytest.raises(CorrectionWaits):
        kept.correct(kept.id_of(executed), {"executed_on": date(2026, 4, 29)})
    kept.approve(correction)
    assert state_of(kept).stage_since_on == EARLIER
    with pytest.raises(NothingToApprove):
        kept.approve(correction)


def test_an_approval_stands_and_what_was_approved_is_annulled_instead() -> None:
    kept = told(*RUNNING)
    correction = kept.correct(kept.id_of(executed), {"executed_on": EARLIER}, waits=True)
    kept.approve(correction)
    with pytest.raises(FactUnknown):
        kept.annul(kept.history[-1].event_id)
    kept.annul(correction)
    assert state_of(kept).stage_since_on == executed.executed_on


def test_a_correction_that_waits_may_be_taken_back() -> None:
    kept = told(*RUNNING)
    correction = kept.correct(kept.id_of(executed), {"executed_on": EARLIER}, waits=True)
    kept.annul(correction)
    with pytest.raises(NothingToApprove):
        kept.approve(correction)
    kept.correct(kept.id_of(executed), {"executed_on": EARLIER})


@pytest.mark.parametrize(
    ("event", "facts", "rule"),
    [
        (executed, {"executed_on": executed.executed_on}, NothingCorrected),
        (executed, {"executed_on": date(2026, 9, 2)}, InTheFuture),
        (executed, {"executed_on": date(2026, 4, 19)}, ExecutedBeforeGranted),
        (executed, {"executed_on": date(2026, 6, 23)}, BeforePrecedingStep),
        (executed, {"ended_on": EARLIER}, NotAFactOfTheEvent),
        (executed, {}, NotAFactOfTheEvent),
        (assigned, {"assigned_on": EARLIER}, FactNotCorrectable),
    ],
)
def test_what_cannot_have_been_so_is_refused(
    event: object, facts: dict[str, object], rule: type[Refusal]
) -> None:
    kept = told(*INTERRUPTED)
    with pytest.raises(rule):
        kept.correct(kept.id_of(event), facts)


def test_what_later_steps_rest_on_is_not_annulled() -> None:
    kept = told(*INTERRUPTED, resumed)
    with pytest.raises(NotRunning):
        kept.annul(kept.id_of(executed))
    with pytest.raises(FactNotAnnullable):
        kept.annul(kept.id_of(opened))
    with pytest.raises(FactUnknown):
        kept.annul(UUID(int=404))
    kept.annul(kept.id_of(resumed))
    with pytest.raises(FactUnknown):
        kept.correct(kept.id_of(resumed), {"resumed_on": date(2026, 8, 4)})


def test_an_offer_that_was_never_made_leaves_the_waiting_as_it_was() -> None:
    kept = told(opened, assigned, offered)
    kept.annul(kept.id_of(offered))
    assert state_of(kept).stage is Stage.WAITING


def test_a_goal_set_by_mistake_is_no_goal() -> None:
    kept = told(*RUNNING, goal_set)
    kept.annul(kept.id_of(goal_set))
    assert not state_of(kept).goals_set_on


def test_a_follow_up_keeps_the_execution_from_being_annulled() -> None:
    followed_up = InterventionFollowedUp(
        followed_up_on=date(2026, 6, 1), is_with_the_individual=True, goals=()
    )
    kept = told(*RUNNING, followed_up)
    with pytest.raises(NotExecuted):
        kept.annul(kept.id_of(executed))


asked = st.tuples(
    st.sampled_from(["correct", "annul", "approve"]),
    st.integers(0, 60),
    st.integers(-30, 30),
    st.booleans(),
)


@settings(max_examples=150)
@given(histories(), st.lists(asked, max_size=12))
def test_after_any_corrections_the_state_is_that_of_the_history_as_it_should_have_been_recorded(
    history: list[Turn], steps: list[tuple[str, int, int, bool]]
) -> None:
    events = [event for turn in history for event in turn.events]
    assume(events)
    kept = told(*events)
    naive = Naive(kept)
    for kind, place, days, waits in steps:
        try:
            naive.step(kind, place, days, waits=waits)
        except Refusal:
            continue
    should_be = naive.told()
    assert events_of(corrected(kept.history)) == should_be
    assert INTERVENTION.fold(events_of(corrected(kept.history))) == INTERVENTION.fold(should_be)
    rows: dict[Any, Any] = {}
    INTERVENTIONS.fold(rows, corrected(kept.history))
    plain: dict[Any, Any] = {}
    INTERVENTIONS.fold(plain, told(*should_be).history)
    assert rows == plain


class Naive:
    """Corrections kept as a list of acts, played from the start each time."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._first = list(kept.history)
        self._acts: list[dict[str, object]] = []

    def step(self, kind: str, place: int, days: int, *, waits: bool) -> None:
        """Do one thing, if it may be done, and note it in the simplest way."""
        target = self._kept.history[place % len(self._kept.history)]
        act: dict[str, object] = {"about": target.event_id, "is_on": not waits}
        if kind == "approve":
            self._kept.approve(target.event_id)
            next(each for each in self._acts if each["id"] == target.event_id)["is_on"] = True
            return
        if kind == "annul":
            is_waiting = any(
                each["id"] == target.event_id and not each["is_on"] for each in self._acts
            )
            waits = waits and not is_waiting
            act |= {"id": self._kept.annul(target.event_id, waits=waits), "facts": None}
        else:
            name = HAPPENED_ON.get(type(target.event))
            if name is None:
                return
            standing = {e.event_id: e.event for e in corrected(self._kept.history)}
            now = getattr(standing.get(target.event_id, target.event), name)
            facts = {name: now + timedelta(days=days)}
            act |= {
                "id": self._kept.correct(target.event_id, facts, waits=waits),
                "facts": facts,
            }
            act["facts"] = _full(self._kept.history[-1].event)
        act["is_on"] = not waits
        self._acts.append(act)

    def told(self) -> list[Any]:
        """Return the history as it should have been recorded."""
        off: set[object] = set()
        for act in reversed(self._acts):
            if act["facts"] is None and act["is_on"] and act["id"] not in off:
                off.add(act["about"])
        events = {each.event_id: each.event for each in self._first if each.event_id not in off}
        for act in self._acts:
            facts = act["facts"]
            if isinstance(facts, dict) and act["is_on"] and act["id"] not in off:
                wrong = events.get(UUID(str(act["about"])))
                if wrong is not None:
                    events[UUID(str(act["about"]))] = replace(wrong, **facts)
        return list(events.values())


def _full(correction: object) -> dict[str, object]:
    return {name: getattr(correction, name) for name in corrected_facts(type(correction))}
