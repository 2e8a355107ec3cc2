"""Senarelägg verkställighet, avstå beslut, ersätt beslut."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.investigation.application.standing import detriment_basis
from services.investigation.domain.decision.commands import (
    PostponeExecution,
    ReplaceDecision,
    WithdrawDecision,
)
from services.investigation.domain.decision.events import WithdrawalReasonsRecorded
from services.investigation.domain.decision.refusals import (
    AgreedBeforeRequested,
    BeforeDecision,
    DecisionEnded,
    DetrimentNotAllowed,
    EndsBeforeReplaced,
    NotDecided,
    NothingGranted,
    ReplacedByEarlier,
    ReplacedByItself,
    ReplacedForSomebodyElse,
)
from services.investigation.domain.decision.rules import DECISION
from shared.catalogue import catalogue
from shared.contracts.investigation import (
    DecisionEffect,
    DecisionMade,
    DecisionReplaced,
    DecisionWithdrawn,
    ExecutionPostponed,
    Outcome,
)
from shared.kernel.dates import InTheFuture
from shared.kernel.refusal import Refusal
from shared.testing.scenario import Scenario
from tests.investigation.stories import (
    DECISION_ID,
    INVESTIGATION_ID,
    OTHER_PERSON_ID,
    PERSON_ID,
    TODAY,
    TOMORROW,
)

decision = Scenario(DECISION)
NEW_DECISION_ID = UUID(int=77)
DAY = timedelta(days=1)
granted = DecisionMade(
    decision_id=DECISION_ID,
    investigation_id=INVESTIGATION_ID,
    person_id=PERSON_ID,
    case_type="child-concern",
    decision_type="assistance-personal",
    outcome=Outcome.GRANTED,
    intervention_type="outpatient-child",
    legal_basis_id="sol-11-1",
    decided_on=date(2026, 4, 7),
    decided_by="official-2",
    decider_role="unit-head",
    delegation_rule_id="d-7",
    reason_codes=("need-established",),
    catalogue_version="2026.1",
)
withdrawn = DecisionWithdrawn(decision_id=DECISION_ID, withdrawn_on=date(2026, 5, 1))
postponed = ExecutionPostponed(
    decision_id=DECISION_ID, requested_on=date(2026, 4, 20), agreed_on=date(2026, 9, 1)
)
replaced = DecisionReplaced(
    decision_id=DECISION_ID,
    by_decision_id=NEW_DECISION_ID,
    effect=DecisionEffect.CHANGED,
    replaced_on=date(2026, 5, 1),
    effective_on=date(2026, 6, 1),
    is_to_detriment=False,
    legal_basis_id=None,
)
postpone = PostponeExecution(
    requested_on=date(2026, 4, 20), agreed_on=date(2026, 9, 1), today=TODAY
)
withdraw = WithdrawDecision(withdrawn_on=date(2026, 5, 1), reasons=None, today=TODAY)
replace_it = ReplaceDecision(
    by_decision_id=NEW_DECISION_ID,
    by_person_id=PERSON_ID,
    by_decided_on=date(2026, 5, 1),
    effect=DecisionEffect.CHANGED,
    effective_on=date(2026, 6, 1),
    is_to_detriment=False,
    detriment_basis_id="sol-14-9",
)


def test_a_later_day_is_kept_with_the_day_it_was_asked_for() -> None:
    decision.given(granted).when(postpone).then(postponed)


def test_the_agreed_day_can_be_moved_again() -> None:
    again = replace(postpone, requested_on=date(2026, 5, 1), agreed_on=date(2026, 10, 1))
    moved = replace(postponed, requested_on=date(2026, 5, 1), agreed_on=date(2026, 10, 1))
    decision.given(granted, postponed).when(again).then(moved)


def test_what_the_person_said_stays_sealed_beside_the_withdrawal() -> None:
    said = replace(withdraw, reasons="Det har löst sig.")
    decision.given(granted).when(said).then(
        WithdrawalReasonsRecorded(reasons="Det har löst sig."), withdrawn
    )


def test_a_new_decision_takes_the_place_of_an_earlier_one_from_its_day() -> None:
    decision.given(granted).when(replace_it).then(replaced)


def test_a_change_to_the_detriment_names_the_section_that_allows_it() -> None:
    worse = replace(replace_it, is_to_detriment=True)
    expected = replace(replaced, is_to_detriment=True, legal_basis_id="sol-14-9")
    decision.given(granted).when(worse).then(expected)


def test_an_older_decision_is_not_changed_to_the_detriment() -> None:
    worse = replace(replace_it, is_to_detriment=True, detriment_basis_id=None)
    decision.given(granted).when(worse).then_refused(DetrimentNotAllowed)
    decision.given(granted).when(replace(worse, is_to_detriment=False)).then(replaced)


@pytest.mark.parametrize(
    ("decided", "basis"),
    [("2025-06-30", None), ("2025-07-01", "sol-14-9"), ("2026-04-07", "sol-14-9")],
)
def test_the_law_of_the_day_of_the_decision_says_whether_it_may(
    decided: str, basis: str | None
) -> None:
    assert detriment_basis(catalogue(), date.fromisoformat(decided)) == basis


@pytest.mark.parametrize("ended", [withdrawn, replaced])
@pytest.mark.parametrize("command", [postpone, withdraw, replace_it])
def test_nothing_more_is_asked_of_a_decision_that_no_longer_holds(
    ended: DecisionWithdrawn | DecisionReplaced,
    command: PostponeExecution | WithdrawDecision | ReplaceDecision,
) -> None:
    decision.given(granted, ended).when(command).then_refused(DecisionEnded)


@pytest.mark.parametrize("command", [postpone, withdraw, replace_it])
def test_only_what_was_granted_can_be_put_off_or_ended(
    command: PostponeExecution | WithdrawDecision | ReplaceDecision,
) -> None:
    denied = replace(granted, outcome=Outcome.DENIED, intervention_type=None)
    decision.given(denied).when(command).then_refused(NothingGranted)
    decision.given().when(command).then_refused(NotDecided)
    partly = replace(granted, outcome=Outcome.PARTLY_GRANTED)
    assert decision.given(partly).when(command).refusal is None


BEFORE = granted.decided_on - DAY


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (replace(postpone, requested_on=BEFORE), BeforeDecision),
        (replace(postpone, requested_on=TOMORROW), InTheFuture),
        (replace(postpone, agreed_on=postpone.requested_on), AgreedBeforeRequested),
        (replace(withdraw, withdrawn_on=BEFORE), BeforeDecision),
        (replace(withdraw, withdrawn_on=TOMORROW), InTheFuture),
        (replace(replace_it, by_decision_id=DECISION_ID), ReplacedByItself),
        (replace(replace_it, by_person_id=OTHER_PERSON_ID), ReplacedForSomebodyElse),
        (replace(replace_it, by_decided_on=BEFORE), ReplacedByEarlier),
        (replace(replace_it, effective_on=replace_it.by_decided_on - DAY), EndsBeforeReplaced),
    ],
)
def test_days_in_an_impossible_order_are_refused(
    command: PostponeExecution | WithdrawDecision | ReplaceDecision, rule: type[Refusal]
) -> None:
    decision.given(granted).when(command).then_refused(rule)
