"""Granted decisions told at random: facts in any order, late, backdated."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import strategies as st

from services.reporting.domain.granted_decision import GrantedDecision
from services.reporting.projections.granted_decisions import GRANTED_DECISIONS
from shared.contracts import interventions as told
from shared.contracts import investigation as decided
from shared.contracts.interventions import intervention_id_of
from shared.contracts.names import PUBLISHED
from shared.contracts.reporting import ReportDelivered, ReportedItem
from shared.kernel.context import Recorded
from shared.testing.recorded import recorded

FIRST = date(2025, 7, 1)
NAMES = {cls: name for name, cls in PUBLISHED.items()}
PERSON = UUID(int=9)
DAYS = st.integers(0, 540).map(lambda days: FIRST + timedelta(days=days))
REASONS = st.sampled_from(
    ["completed", "individual-ended", "new-decision", "never-started", "moved"]
)


def decision_id(number: int) -> UUID:
    return UUID(int=5000 + number)


def granted(number: int, on: date, outcome: decided.Outcome = decided.Outcome.GRANTED) -> object:
    return decided.DecisionMade(
        decision_id=decision_id(number),
        investigation_id=UUID(int=4),
        person_id=PERSON,
        case_type="child-concern",
        decision_type="assistance-personal",
        outcome=outcome,
        intervention_type="outpatient-child",
        legal_basis_id="sol-11-1",
        decided_on=on,
        decided_by="chef-1",
        decider_role="unit-head",
        delegation_rule_id="d-1",
        reason_codes=(),
        catalogue_version="1",
    )


def opened(number: int, on: date) -> object:
    return told.InterventionOpened(
        intervention_id=intervention_id_of(decision_id(number)),
        person_id=PERSON,
        decision_id=decision_id(number),
        investigation_id=UUID(int=4),
        intervention_type="outpatient-child",
        legal_basis_id="sol-11-1",
        is_needs_assessed=True,
        prevention_level="indicated",
        granted_on=on,
        opened_on=on,
        catalogue_version="1",
        case_type="child-concern",
    )


def executed(number: int, on: date) -> object:
    return told.InterventionExecuted(
        executed_on=on,
        method_code=None,
        intervention_id=intervention_id_of(decision_id(number)),
        decision_id=decision_id(number),
    )


def ended(number: int, on: date, reason: str) -> object:
    return told.InterventionEnded(
        ended_on=on,
        reason_code=reason,
        goals=(),
        intervention_id=intervention_id_of(decision_id(number)),
        person_id=PERSON,
    )


def interrupted(on: date) -> object:
    return told.InterventionInterrupted(interrupted_on=on, reason_code="no-staff")


def resumed(on: date) -> object:
    return told.InterventionResumed(resumed_on=on)


def explained(number: int, on: date) -> object:
    return told.NonExecutionExplained(
        explained_on=on,
        reason_code="no-suitable",
        measure_codes=("recruiting",),
        intervention_id=intervention_id_of(decision_id(number)),
        decision_id=decision_id(number),
    )


def postponed(number: int, on: date, agreed: date) -> object:
    return decided.ExecutionPostponed(
        decision_id=decision_id(number), requested_on=on, agreed_on=agreed
    )


def withdrawn(number: int, on: date) -> object:
    return decided.DecisionWithdrawn(decision_id=decision_id(number), withdrawn_on=on)


def replaced(number: int, on: date, effective: date) -> object:
    return decided.DecisionReplaced(
        decision_id=decision_id(number),
        by_decision_id=UUID(int=1),
        effect=decided.DecisionEffect.CHANGED,
        replaced_on=on,
        effective_on=effective,
        is_to_detriment=False,
        legal_basis_id=None,
    )


def delivered(period: str, on: date, items: tuple[ReportedItem, ...]) -> ReportDelivered:
    return ReportDelivered(
        report_id=UUID(int=3),
        kind_code="unexecuted-decisions",
        period_code=period,
        recipient_codes=("ivo",),
        delivered_on=on,
        known_position=0,
        definition_version="1",
        catalogue_version="1",
        content_sha256="0",
        items=items,
    )


def ledger(*events: tuple[UUID, object], late: int = 0) -> list[Recorded[object]]:
    """Return ``events`` (stream, event) as the ledger hands them out, one a minute."""
    began = datetime.combine(FIRST, time(9), UTC)
    return [
        replace(
            recorded(event, stream, position=n, name=NAMES[type(event)]),
            recorded_at=began + timedelta(minutes=n + late),
        )
        for n, (stream, event) in enumerate(events, start=1)
    ]


def rows_of(history: list[Recorded[object]]) -> dict[UUID, GrantedDecision]:
    """Return the read model after ``history``."""
    rows: dict[UUID, GrantedDecision] = {}
    GRANTED_DECISIONS.fold(rows, history)
    return rows


@st.composite
def facts(draw: st.DrawFn, number: int) -> tuple[UUID, object]:
    """Draw any fact about the decision, on any day: before, on or after what it follows on."""
    on, again = draw(DAYS), draw(DAYS)
    matter, decision = intervention_id_of(decision_id(number)), decision_id(number)
    return draw(
        st.sampled_from(
            [
                (matter, executed(number, on)),
                (matter, interrupted(on)),
                (matter, interrupted(on)),
                (matter, resumed(on)),
                (matter, ended(number, on, draw(REASONS))),
                (matter, told.InterventionOffered(offered_on=on, starting_on=None)),
                (matter, told.InterventionDeclined(declined_on=on, reason_code="x")),
                (matter, explained(number, on)),
                (decision, postponed(number, on, max(on, again) + timedelta(days=1))),
                (decision, withdrawn(number, on)),
                (decision, replaced(number, on, max(on, again))),
            ]
        )
    )


@st.composite
def histories(draw: st.DrawFn, decisions: int = 3) -> list[Recorded[object]]:
    """Draw a ledger: each decision is recorded before its facts, and nothing else is in order."""
    numbers = range(draw(st.integers(1, decisions)))
    pending = {n: draw(st.lists(facts(n), max_size=6)) for n in numbers}
    made = [(decision_id(n), granted(n, draw(DAYS))) for n in numbers]
    mixed = draw(st.permutations([each for n in numbers for each in pending[n]]))
    return ledger(*made, *mixed)
