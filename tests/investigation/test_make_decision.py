"""Fatta beslut."""

from datetime import date

import pytest

from services.investigation.domain.decision.commands import MakeDecision
from services.investigation.domain.decision.events import DecisionReasonsRecorded
from services.investigation.domain.decision.refusals import (
    AlreadyMade,
    InterventionMissing,
    InterventionNotGranted,
    ReasonsMissing,
)
from services.investigation.domain.decision.rules import DECISION
from services.investigation.domain.delegation import Delegation, OutsideDelegation
from shared.contracts.investigation import DecisionMade, Outcome
from shared.testing.scenario import Scenario
from tests.investigation.stories import (
    DECISION_ID,
    INVESTIGATION_ID,
    NOT_PERMITTED,
    PERMITTED,
    PERSON_ID,
)

decision = Scenario(DECISION)
ON = date(2026, 4, 20)
GRANTING = [Outcome.GRANTED, Outcome.PARTLY_GRANTED]
REFUSING = [Outcome.DENIED, Outcome.DISMISSED]


def make(
    outcome: Outcome,
    intervention_type: str | None,
    *,
    is_granting: bool = True,
    reasons: str = "Behovet kan inte tillgodoses på annat sätt.",
    delegation: Delegation = PERMITTED,
) -> MakeDecision:
    return MakeDecision(
        decision_id=DECISION_ID,
        investigation_id=INVESTIGATION_ID,
        person_id=PERSON_ID,
        case_type="child-concern",
        decision_type="assistance-personal",
        is_granting=is_granting,
        outcome=outcome,
        intervention_type=intervention_type,
        legal_basis_id="sol-11-1",
        decided_on=ON,
        decided_by="official-2",
        decider_role="unit-head",
        reason_codes=("met-otherwise",),
        reasons=reasons,
        delegation=delegation,
        catalogue_version="2026.1",
    )


def made(outcome: Outcome, intervention_type: str | None) -> DecisionMade:
    return DecisionMade(
        decision_id=DECISION_ID,
        investigation_id=INVESTIGATION_ID,
        person_id=PERSON_ID,
        case_type="child-concern",
        decision_type="assistance-personal",
        outcome=outcome,
        intervention_type=intervention_type,
        legal_basis_id="sol-11-1",
        decided_on=ON,
        decided_by="official-2",
        decider_role="unit-head",
        delegation_rule_id="d-7",
        reason_codes=("met-otherwise",),
        catalogue_version="2026.1",
    )


@pytest.mark.parametrize("outcome", GRANTING)
def test_something_is_granted_and_the_reasons_stay_inside(outcome: Outcome) -> None:
    decision.given().when(make(outcome, "outpatient-child")).then(
        DecisionReasonsRecorded(reasons="Behovet kan inte tillgodoses på annat sätt."),
        made(outcome, "outpatient-child"),
    )


@pytest.mark.parametrize("outcome", REFUSING)
def test_nothing_is_granted_and_the_reasons_stay_inside(outcome: Outcome) -> None:
    decision.given().when(make(outcome, None)).then(
        DecisionReasonsRecorded(reasons="Behovet kan inte tillgodoses på annat sätt."),
        made(outcome, None),
    )


@pytest.mark.parametrize("outcome", GRANTING)
def test_what_was_granted_must_be_said(outcome: Outcome) -> None:
    decision.given().when(make(outcome, None)).then_refused(InterventionMissing)


@pytest.mark.parametrize("outcome", REFUSING)
def test_a_refusal_grants_no_intervention(outcome: Outcome) -> None:
    story = decision.given().when(make(outcome, "outpatient-child"))
    story.then_refused(InterventionNotGranted)


def test_a_decision_of_another_type_is_granted_without_an_intervention() -> None:
    decision.given().when(make(Outcome.GRANTED, None, is_granting=False)).then(
        DecisionReasonsRecorded(reasons="Behovet kan inte tillgodoses på annat sätt."),
        made(Outcome.GRANTED, None),
    )
    story = decision.given()
    story.when(make(Outcome.GRANTED, "outpatient-child", is_granting=False)).then_refused(
        InterventionNotGranted
    )


@pytest.mark.parametrize("reasons", ["", "  \n"])
def test_a_decision_gives_its_reasons(reasons: str) -> None:
    decision.given().when(make(Outcome.DENIED, None, reasons=reasons)).then_refused(ReasonsMissing)


def test_who_lacks_delegation_does_not_decide_and_is_told_who_may() -> None:
    outcome = decision.given().when(make(Outcome.DENIED, None, delegation=NOT_PERMITTED))
    outcome.then_refused(OutsideDelegation)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "outside-delegation"
    assert outcome.refusal.detail.endswith("Lägsta behöriga: enhetschef.")


def test_what_nobody_has_delegation_for_is_the_committees() -> None:
    nobody = Delegation(rule_id=None, lowest_role=None)
    outcome = decision.given().when(make(Outcome.DENIED, None, delegation=nobody))
    assert outcome.refusal is not None
    assert outcome.refusal.detail.endswith("Lägsta behöriga: nämnden.")


def test_a_decision_is_made_once() -> None:
    story = decision.given(made(Outcome.DENIED, None))
    story.when(make(Outcome.GRANTED, "outpatient-child")).then_refused(AlreadyMade)
