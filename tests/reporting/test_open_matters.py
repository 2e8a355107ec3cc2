"""Öppna ärenden: what is open, at which stage, with whom."""

from datetime import date
from uuid import UUID

from services.reporting.projections.open_matters import OPEN_MATTERS, Heard, OpenMatter, Stage
from shared.contracts.intake import (
    ImmediateProtectionAssessed,
    IntakeAssigned,
    IntakeOpened,
    IntakeReassigned,
    Origin,
    PreliminaryAssessmentConcluded,
    ProtectionOutcome,
    Way,
)
from shared.contracts.interventions import (
    InterventionAssigned,
    InterventionEnded,
    InterventionExecuted,
    InterventionInterrupted,
    InterventionOpened,
    InterventionResumed,
)
from shared.contracts.investigation import DecisionMade, InvestigationOpened, Outcome
from shared.testing.recorded import PERSON_ID, recorded

MATTER = UUID(int=1)


def rows_after(*events: Heard) -> dict[UUID, OpenMatter]:
    rows: dict[UUID, OpenMatter] = {}
    history = [recorded(event, MATTER, position=n) for n, event in enumerate(events, start=1)]
    OPEN_MATTERS.fold(rows, history)
    return rows


def stage_after(*events: Heard) -> Stage:
    return rows_after(*events)[MATTER].stage


intake_opened = IntakeOpened(
    intake_id=MATTER,
    person_id=PERSON_ID,
    report_id=UUID(int=3),
    origin=Origin.CONCERN_REPORT,
    case_type="child-concern",
    reason_codes=(),
    received_on=date(2026, 3, 2),
    is_danger_reported=False,
    catalogue_version="1",
)
assessed = ImmediateProtectionAssessed(
    outcome=ProtectionOutcome.NO_IMMEDIATE_NEED,
    assessed_on=date(2026, 3, 2),
    assessed_by="handlaggare-7",
    legal_basis_id="sol-20-1",
)
assigned = IntakeAssigned(
    official="handlaggare-7", unit="mottagning", assigned_on=date(2026, 3, 3)
)
reassigned = IntakeReassigned(
    official="handlaggare-8", unit="barn-norr", reassigned_on=date(2026, 3, 5), reason_code="x"
)
concluded = PreliminaryAssessmentConcluded(
    way=Way.NO_ACTION,
    concluded_on=date(2026, 3, 9),
    concluded_by="handlaggare-7",
    legal_basis_id="sol-20-2",
    investigation_id=None,
    intake_id=MATTER,
    person_id=PERSON_ID,
    case_type="child-concern",
    received_on=date(2026, 3, 2),
)
intervention_opened = InterventionOpened(
    intervention_id=MATTER,
    person_id=PERSON_ID,
    decision_id=UUID(int=4),
    investigation_id=UUID(int=5),
    intervention_type="outpatient-child",
    legal_basis_id="sol-11-1",
    is_needs_assessed=True,
    prevention_level="indicated",
    granted_on=date(2026, 4, 1),
    opened_on=date(2026, 4, 1),
    catalogue_version="1",
)
provided = InterventionAssigned(
    unit="oppenvard", provider=None, official=None, assigned_on=date(2026, 4, 2)
)
executed = InterventionExecuted(
    executed_on=date(2026, 4, 20),
    method_code=None,
    intervention_id=MATTER,
    decision_id=UUID(int=4),
)


def test_an_opened_intake_waits_for_an_official() -> None:
    row = rows_after(intake_opened)[MATTER]
    assert (row.kind, row.stage, row.official) == ("intake", Stage.OPENED, None)


def test_an_assessed_child_still_waits_for_an_official() -> None:
    assert stage_after(intake_opened, assessed) == Stage.ASSESSED


def test_an_assigned_intake_has_its_unit_and_official() -> None:
    row = rows_after(intake_opened, assigned)[MATTER]
    assert (row.stage, row.unit, row.official) == (Stage.ASSIGNED, "mottagning", "handlaggare-7")


def test_reassignment_changes_who_answers_but_not_since_when_it_is_assigned() -> None:
    row = rows_after(intake_opened, assigned, reassigned)[MATTER]
    assert (row.official, row.stage_since_on) == ("handlaggare-8", date(2026, 3, 3))


def test_an_assessment_after_the_assignment_does_not_take_the_matter_back() -> None:
    assert stage_after(intake_opened, assigned, assessed) == Stage.ASSIGNED


def test_a_concluded_intake_is_no_longer_open() -> None:
    assert rows_after(intake_opened, assigned, concluded) == {}


def test_nothing_reopens_a_closed_intake() -> None:
    assert rows_after(intake_opened, concluded, reassigned) == {}


def test_a_decision_moves_its_investigation_and_not_a_matter_of_its_own() -> None:
    investigation, decision = UUID(int=5), UUID(int=4)
    opened = InvestigationOpened(
        investigation_id=investigation,
        intake_id=MATTER,
        person_id=PERSON_ID,
        case_type="child-concern",
        legal_basis_id="sol-14-2",
        opened_on=date(2026, 3, 9),
        catalogue_version="1",
    )
    made = DecisionMade(
        decision_id=decision,
        investigation_id=investigation,
        person_id=PERSON_ID,
        case_type="child-concern",
        decision_type="assistance",
        outcome=Outcome.GRANTED,
        intervention_type="outpatient-child",
        legal_basis_id="sol-11-1",
        decided_on=date(2026, 4, 1),
        decided_by="chef-1",
        decider_role="unit-head",
        delegation_rule_id="d-1",
        reason_codes=(),
        catalogue_version="1",
    )
    rows: dict[UUID, OpenMatter] = {}
    OPEN_MATTERS.fold(
        rows, [recorded(opened, investigation), recorded(made, decision, position=2)]
    )
    assert {key: row.stage for key, row in rows.items()} == {investigation: Stage.DECIDED}


def test_decided_is_not_executed_until_it_really_began() -> None:
    assert stage_after(intervention_opened, provided) == Stage.ASSIGNED
    assert stage_after(intervention_opened, provided, executed) == Stage.EXECUTED


def test_an_interrupted_intervention_is_executed_again_once_resumed() -> None:
    interrupted = InterventionInterrupted(interrupted_on=date(2026, 5, 1), reason_code="x")
    resumed = InterventionResumed(resumed_on=date(2026, 6, 1))
    history: list[Heard] = [intervention_opened, executed, interrupted]
    assert stage_after(*history) == Stage.INTERRUPTED
    assert rows_after(*history, resumed)[MATTER].stage_since_on == date(2026, 6, 1)


def test_an_ended_intervention_is_no_longer_open() -> None:
    ended = InterventionEnded(
        ended_on=date(2026, 9, 1),
        reason_code="x",
        goals=(),
        intervention_id=MATTER,
        person_id=PERSON_ID,
    )
    assert rows_after(intervention_opened, executed, ended) == {}


def test_an_event_of_a_matter_that_never_opened_leaves_nothing_behind() -> None:
    orphans: list[Heard] = [assigned, reassigned, assessed, provided, executed, concluded]
    assert [rows_after(event) for event in orphans] == [{}] * len(orphans)
