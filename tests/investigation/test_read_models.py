"""The read models: investigations and decisions."""

from datetime import date
from typing import Any

from services.investigation.projections.decisions import DECISIONS, DecisionRow
from services.investigation.projections.investigations import INVESTIGATIONS, InvestigationRow
from shared.contracts.investigation import (
    ContactHeld,
    ContactKind,
    DecisionAppealed,
    DecisionMade,
    InvestigationExtended,
    InvestigationPlanned,
    InvestigationReassigned,
    MaterialCommunicated,
    Outcome,
)
from shared.testing.recorded import recorded
from tests.investigation.stories import (
    CONTACT_ID,
    DECISION_ID,
    INTAKE_ID,
    INVESTIGATION_ID,
    OPENED_ON,
    PERSON_ID,
    assigned,
    closed,
    opened,
)

OPEN = InvestigationRow(
    investigation_id=INVESTIGATION_ID,
    person_id=PERSON_ID,
    intake_id=INTAKE_ID,
    case_type="child-concern",
    legal_basis_id="sol-14-2",
    opened_on=OPENED_ON,
)


def rows_after(projection: Any, *events: object) -> dict[Any, Any]:
    """Return the rows of a read model after ``events`` in one investigation."""
    rows: dict[Any, Any] = {}
    for position, event in enumerate(events, start=1):
        item = recorded(event, INVESTIGATION_ID, position=position)
        for key in projection.keys(item):
            rows[key] = projection.project(key, rows.get(key), item)
    return rows


def investigation_after(*events: object) -> InvestigationRow:
    row = rows_after(INVESTIGATIONS, *events)[INVESTIGATION_ID]
    assert isinstance(row, InvestigationRow)
    return row


def contact(on: date) -> ContactHeld:
    return ContactHeld(
        contact_id=CONTACT_ID,
        held_on=on,
        kind=ContactKind.MEETING,
        is_with_the_individual=True,
        is_with_guardian=False,
    )


def test_an_opened_investigation_waits_for_an_official() -> None:
    assert investigation_after(opened) == OPEN


def test_the_row_says_who_answers_for_it_now() -> None:
    moved = InvestigationReassigned(
        official="official-9",
        unit="barn-syd",
        reassigned_on=date(2026, 4, 10),
        reason_code="workload",
    )
    row = investigation_after(opened, assigned, moved)
    assert (row.official, row.unit, row.assigned_on) == (
        "official-9",
        "barn-syd",
        date(2026, 4, 10),
    )


def test_the_last_contact_is_the_latest_held_not_the_latest_registered() -> None:
    row = investigation_after(opened, contact(date(2026, 4, 2)), contact(date(2026, 3, 20)))
    assert row.last_contact_on == date(2026, 4, 2)


def test_the_row_says_how_far_it_has_come() -> None:
    row = investigation_after(
        opened,
        InvestigationPlanned(planned_on=date(2026, 3, 16), planned_by="official-7"),
        MaterialCommunicated(communicated_on=date(2026, 4, 7), answer_by_on=None),
        InvestigationExtended(
            until_on=date(2026, 9, 9),
            decided_on=date(2026, 5, 4),
            decided_by="official-2",
            decider_role="unit-head",
            ground_code="special-reasons",
            legal_basis_id="sol-20-3",
            delegation_rule_id="d-3",
        ),
        closed,
    )
    assert (row.planned_on, row.communicated_on) == (date(2026, 3, 16), date(2026, 4, 7))
    assert (row.extended_until_on, row.closed_on) == (date(2026, 9, 9), date(2026, 4, 30))
    assert row.is_with_intervention is False


made = DecisionMade(
    decision_id=DECISION_ID,
    investigation_id=INVESTIGATION_ID,
    person_id=PERSON_ID,
    case_type="child-concern",
    decision_type="assistance-personal",
    outcome=Outcome.DENIED,
    intervention_type=None,
    legal_basis_id="sol-11-1",
    decided_on=date(2026, 4, 20),
    decided_by="official-7",
    decider_role="caseworker",
    delegation_rule_id="d-5",
    reason_codes=("no-need",),
    catalogue_version="2026.1",
)
DECIDED = DecisionRow(
    decision_id=DECISION_ID,
    investigation_id=INVESTIGATION_ID,
    person_id=PERSON_ID,
    case_type="child-concern",
    decision_type="assistance-personal",
    outcome="denied",
    intervention_type=None,
    legal_basis_id="sol-11-1",
    decided_on=date(2026, 4, 20),
    decided_by="official-7",
    decider_role="caseworker",
    delegation_rule_id="d-5",
)


def test_a_decision_says_what_was_decided_and_by_which_delegation() -> None:
    assert rows_after(DECISIONS, made) == {DECISION_ID: DECIDED}


def test_a_decision_says_whether_it_is_appealed_and_in_time() -> None:
    appealed = DecisionAppealed(
        decision_id=DECISION_ID,
        received_on=date(2026, 5, 4),
        notified_on=date(2026, 4, 22),
        is_in_time=True,
    )
    row = rows_after(DECISIONS, made, appealed)[DECISION_ID]
    assert (row.appealed_on, row.is_appeal_in_time) == (date(2026, 5, 4), True)
