"""Varje beviljat beslut och varje avbrott står varje dag i precis ett läge."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings

from services.reporting.application.unexecuted import Known, Law
from services.reporting.domain.granted_decision import GrantedDecision, facts_of
from services.reporting.domain.grants import DECIDED, INTERRUPTED, Fact
from services.reporting.domain.quarters import Quarter
from services.reporting.domain.spells import UNEXECUTED, Spell, SpellKind, SpellState
from shared.catalogue import catalogue
from shared.clocks import Axes, Happening, explain
from shared.contracts import investigation
from shared.contracts.interventions import intervention_id_of
from shared.contracts.reporting import ReportedItem
from shared.kernel.context import Recorded
from tests.reporting import histories as tell
from tests.reporting.corrected_histories import corrected_histories, standing_days
from tests.reporting.histories import FIRST, decision_id, ledger, rows_of

LAW = Law(catalogue())
DAYS = [FIRST + timedelta(days=n) for n in range(0, 760, 3)]
MATTER, DECISION = intervention_id_of(decision_id(0)), decision_id(0)
GRANTED_ON = date(2026, 3, 31)


def spells(*events: tuple[UUID, object]) -> Sequence[Spell]:
    """Return the spells of one decision made on 2026-03-31."""
    history = ledger((DECISION, tell.granted(0, GRANTED_ON)), *events)
    grant = LAW.grant(rows_of(history)[MATTER], Known())
    assert grant is not None
    return grant.spells


def state(spell: Spell, on: str) -> SpellState:
    return spell.state_on(date.fromisoformat(on))


def on(text: str) -> date:
    return date.fromisoformat(text)


def test_a_decision_is_in_the_list_from_its_day_though_no_intervention_was_opened() -> None:
    (only,) = spells()
    assert (only.started_on, only.due_on) == (GRANTED_ON, on("2026-06-30"))
    assert state(only, "2026-03-31") is SpellState.WITHIN
    assert (state(only, "2026-06-30"), state(only, "2026-07-01")) == (
        SpellState.WITHIN,
        SpellState.DUE,
    )


def test_execution_closes_the_decision_and_each_interruption_is_a_spell_of_its_own() -> None:
    first, second, third = spells(
        (MATTER, tell.executed(0, on("2026-04-10"))),
        (MATTER, tell.interrupted(on("2026-05-04"))),
        (MATTER, tell.resumed(on("2026-06-01"))),
        (MATTER, tell.interrupted(on("2026-07-06"))),
    )
    assert state(first, "2026-04-10") is SpellState.EXECUTED
    assert (state(second, "2026-05-31"), state(second, "2026-06-01")) == (
        SpellState.WITHIN,
        SpellState.EXECUTED,
    )
    assert (third.due_on, state(third, "2026-10-07")) == (on("2026-10-06"), SpellState.DUE)


def test_what_is_put_off_at_the_persons_request_is_due_again_after_the_agreed_day() -> None:
    (only,) = spells((DECISION, tell.postponed(0, on("2026-05-01"), on("2026-09-01"))))
    states = [state(only, day) for day in ("2026-04-30", "2026-05-01", "2026-09-01", "2026-09-02")]
    assert states == [
        SpellState.WITHIN,
        SpellState.POSTPONED,
        SpellState.POSTPONED,
        SpellState.DUE,
    ]


def test_the_latest_agreement_counts() -> None:
    (only,) = spells(
        (DECISION, tell.postponed(0, on("2026-05-01"), on("2026-09-01"))),
        (DECISION, tell.postponed(0, on("2026-08-01"), on("2026-08-15"))),
    )
    assert state(only, "2026-08-15") is SpellState.POSTPONED
    assert state(only, "2026-08-16") is SpellState.DUE


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("individual-ended", SpellState.WITHDRAWN),
        ("new-decision", SpellState.REPLACED),
        ("deceased", SpellState.LAPSED),
        ("never-started", SpellState.DUE),
    ],
)
def test_an_ending_without_execution_closes_only_by_a_reason_that_does(
    reason: str, expected: SpellState
) -> None:
    (only,) = spells((MATTER, tell.ended(0, on("2026-05-01"), reason)))
    assert state(only, "2026-08-01") is expected


def test_a_replaced_decision_holds_until_the_new_one_takes_over() -> None:
    (only,) = spells((DECISION, tell.replaced(0, on("2026-05-01"), on("2026-08-01"))))
    assert (state(only, "2026-07-31"), state(only, "2026-08-01")) == (
        SpellState.DUE,
        SpellState.REPLACED,
    )


def test_a_delivered_report_is_remembered_from_its_day() -> None:
    item = ReportedItem(item_id=UUID(int=1), matter_id=DECISION, state_code="due")
    (only,) = spells((UUID(int=3), tell.delivered("2026Q3", on("2026-10-12"), (item,))))
    assert (state(only, "2026-10-11"), state(only, "2026-10-12")) == (
        SpellState.DUE,
        SpellState.REPORTED,
    )


def test_a_decision_older_than_the_catalogue_is_not_forgotten() -> None:
    assert LAW.due_on(SpellKind.DECISION, date(2018, 1, 31)) == date(2018, 4, 30)


def naive(facts: Sequence[Fact], spell: Spell, day: date) -> SpellState:
    """Return the state of ``day`` by walking through the days up to it: a second opinion."""
    closed: SpellState | None = None
    seen = sorted(facts, key=lambda each: (each.day, each.position))
    walk = spell.started_on
    while walk <= day and closed is None:
        todays = [(each.position, each) for each in seen if _counts_from(each, spell) == walk]
        for _, each in sorted(todays, key=lambda pair: pair[0]):
            closed = closed or _closed_by(each, spell)
        walk += timedelta(days=1)
    if closed is not None:
        return closed
    agreed = [e for e in seen if e.name.endswith("postponed.v1") and e.day <= day]
    open_then = [e for e in agreed if (e.day, e.position) >= (spell.started_on, spell.position)]
    if open_then and day <= date.fromisoformat(str(open_then[-1].fields["agreed_on"])):
        return SpellState.POSTPONED
    return SpellState.WITHIN if day <= spell.due_on else SpellState.DUE


def _counts_from(fact: Fact, spell: Spell) -> date:
    effective = fact.fields.get("effective_on")
    day = date.fromisoformat(str(effective)) if effective else fact.day
    return max(day, spell.started_on)


def _closed_by(fact: Fact, spell: Spell) -> SpellState | None:
    is_decision = spell.kind is SpellKind.DECISION
    kind = fact.name.partition(".")[2]
    if kind == "decision-withdrawn.v1":
        return SpellState.WITHDRAWN
    if kind == "decision-replaced.v1":
        return SpellState.REPLACED
    if kind == "executed.v1" and is_decision:
        return SpellState.EXECUTED
    is_after = (fact.day, fact.position) > (spell.started_on, spell.position)
    if kind == "resumed.v1" and not is_decision and is_after:
        return SpellState.EXECUTED
    if kind != "ended.v1":
        return None
    ways = {
        "individual-ended": SpellState.WITHDRAWN,
        "new-decision": SpellState.REPLACED,
        "moved": SpellState.LAPSED,
    }
    found = ways.get(str(fact.fields["reason_code"]))
    return found if is_decision or found else SpellState.LAPSED


@settings(max_examples=150, deadline=None)
@given(corrected_histories())
def test_none_is_missing_none_is_double_and_each_day_has_one_state(
    history: list[Recorded[object]],
) -> None:
    rows, stands = rows_of(history), standing_days(history)
    assert {row.decision_id for row in rows.values()} == {
        each.event.decision_id
        for each in history
        if isinstance(each.event, investigation.DecisionMade)
    }
    for row in rows.values():
        grant = LAW.grant(row, Known())
        assert grant is not None
        assert {each.event_id for each in grant.facts} <= set(stands)
        assert {each.event_id for each in facts_of(row)} & set(stands) == {
            each.event_id for each in grant.facts
        }
        for each in grant.facts:
            assert stands[each.event_id] in (None, each.day)
        begun = [each for each in grant.facts if each.name in (DECIDED, INTERRUPTED)]
        assert sorted(each.spell_id for each in grant.spells) == sorted(e.event_id for e in begun)
        for spell in grant.spells:
            for day in DAYS:
                if day >= spell.started_on:
                    assert spell.state_on(day) is naive(grant.facts, spell, day)


@settings(max_examples=100, deadline=None)
@given(tell.histories(decisions=2))
def test_the_order_in_which_things_became_known_changes_nothing_in_the_end(
    history: list[Recorded[object]],
) -> None:
    """Facts of different days come to the same in any order; a tie is settled by the ledger."""
    for row in rows_of(history).values():
        if _has_ties(row):
            continue
        forwards = LAW.grant(row, Known())
        turned = _turned(row)
        backwards = LAW.grant(turned, Known())
        assert forwards is not None
        assert backwards is not None
        for day in DAYS[::7]:
            assert _states(forwards.spells, day) == _states(backwards.spells, day)


def _has_ties(row: GrantedDecision) -> bool:
    """Whether two things count on one day, as what precedes the decision does on its day."""
    days = [
        max(date.fromisoformat(str(day)), row.decided_on)
        for each in facts_of(row)
        for day in (each.day, each.fields.get("effective_on"))
        if day is not None
    ]
    return len(set(days)) < len(days)


def _turned(row: GrantedDecision) -> GrantedDecision:
    told = [{**each, "position": 1000 - int(str(each["position"]))} for each in row.facts]
    return replace(row, facts=told)


def _states(found: Sequence[Spell], day: date) -> set[tuple[UUID, SpellState]]:
    return {(each.spell_id, each.state_on(day)) for each in found if each.started_on <= day}


@settings(max_examples=60, deadline=None)
@given(tell.histories(decisions=1))
def test_the_three_months_are_those_of_the_clocks(history: list[Recorded[object]]) -> None:
    row = rows_of(history)[MATTER]
    grant = LAW.grant(row, Known())
    assert grant is not None
    opening: dict[str, object] = {
        "legal_basis_id": "sol-11-1",
        "decision_id": str(DECISION),
        "case_type": "x",
    }
    began = grant.facts[0]
    happenings = [_happening(row, each, position=each.position + 1) for each in grant.facts]
    happenings.append(
        _happening(row, began, position=2, name="interventions.opened.v1", fields=opening)
    )
    axes = Axes(valid_at=date(2030, 1, 1))
    clocks = {
        each.started_by.event_id: each
        for each in explain(happenings, catalogue(), axes)
        if each.started_by and each.rule.number in ("E1", "E2")
    }
    for spell in grant.spells:
        if spell.spell_id in clocks or spell.kind is SpellKind.DECISION:
            assert clocks[spell.spell_id].effective_on == spell.due_on


def _happening(
    row: GrantedDecision,
    fact: Fact,
    *,
    position: int,
    name: str | None = None,
    fields: dict[str, object] | None = None,
) -> Happening:
    is_decision = name is None and fact.name.startswith("investigation.")
    return Happening(
        event_id=UUID(int=777) if name else fact.event_id,
        position=position if name else (1 if fact.name == DECIDED else position + 1),
        name=name or fact.name,
        happened_on=fact.day,
        recorded_at=fact.recorded_at,
        thread_id=row.thread_id,
        matter_id=row.decision_id if is_decision else row.intervention_id,
        person_id=row.person_id,
        fields=fields or fact.fields,
    )


@settings(max_examples=150, deadline=None)
@given(corrected_histories())
def test_what_is_asked_for_by_index_leaves_out_nothing_that_a_report_tells_of(
    history: list[Recorded[object]],
) -> None:
    """The read model keeps what is narrowed by: whatever a report says must pass through it."""
    for row in rows_of(history).values():
        for position in range(1, len(history) + 1):
            grant = LAW.grant(row, Known(position=position))
            quarter = Quarter(2025, 3)
            while grant is not None and quarter < Quarter(2027, 2):
                told = [
                    spell
                    for spell in grant.spells
                    if spell.started_on <= quarter.last_on
                    and spell.state_on(quarter.last_on) in UNEXECUTED
                ]
                is_found = (
                    row.open_since_on is not None
                    or row.awaits_telling
                    or row.latest_on >= quarter.first_on
                    or row.latest_position > position
                )
                assert is_found or not told
                quarter = quarter.following()


@given(corrected_histories())
def test_what_waits_now_is_known_by_its_column(history: list[Recorded[object]]) -> None:
    for row in rows_of(history).values():
        grant = LAW.grant(row, Known())
        assert grant is not None
        is_open = any(each.closing is None for each in grant.spells)
        is_ended = row.ended_reason_code in LAW.closing_reasons
        assert is_open <= (row.open_since_on is not None)
        assert (row.open_since_on is not None and not is_ended) <= is_open
