"""The read models: matters, persons, relations and open investigations."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.intake.domain.person.events import IdentityKept, Relation, RelationKept
from services.intake.projections.intakes import INTAKES_PROJECTION, IntakeRow, Stage
from services.intake.projections.open_investigations import OPEN_INVESTIGATIONS_PROJECTION
from services.intake.projections.persons import PERSONS_PROJECTION, PersonRow
from services.intake.projections.relations import RELATIONS_PROJECTION
from shared.contracts.intake import (
    FeedbackAnswer,
    FeedbackGiven,
    FeedbackRequested,
    FeedbackWithheld,
    IntakeReassigned,
    PersonRegistered,
    PreliminaryAssessmentExtended,
    ProtectionOutcome,
    Sex,
    Way,
)
from shared.kernel.identity_number import NumberKind
from shared.testing.recorded import THREAD_ID
from tests.intake.domain.matter import (
    CHILD_ID,
    INTAKE_ID,
    INVESTIGATION_ID,
    LATER,
    MONDAY,
    REPORT_ID,
    assigned,
    concluded,
    opened,
    protection_assessed,
)
from tests.intake.ledgered import investigation_closed, investigation_opened, rows_after

received = IntakeRow(
    intake_id=INTAKE_ID,
    person_id=CHILD_ID,
    report_id=REPORT_ID,
    thread_id=THREAD_ID,
    origin=opened.origin,
    case_type="child-concern",
    reason_codes=("neglect",),
    received_on=MONDAY,
    is_danger_reported=False,
)
asked = FeedbackRequested(requested_on=MONDAY)
told = FeedbackGiven(answer=FeedbackAnswer.NOT_OPENED, given_on=LATER, given_by="official-7")
withheld = FeedbackWithheld(withheld_on=LATER, withheld_by="official-7", reason_code="unsuitable")


def intake_after(*events: object) -> IntakeRow:
    row = rows_after(INTAKES_PROJECTION, INTAKE_ID, *events)[INTAKE_ID]
    assert isinstance(row, IntakeRow)
    return row


def test_what_arrives_waits_for_somebody_to_answer_for_it() -> None:
    assert intake_after(opened) == received


def test_the_protection_assessment_and_the_official_are_seen() -> None:
    seen = intake_after(opened, protection_assessed, assigned)
    assert seen == replace(
        received,
        stage=Stage.UNDER_ASSESSMENT,
        protection=ProtectionOutcome.NO_IMMEDIATE_NEED,
        official="official-7",
        unit="intake-children",
    )


def test_a_new_official_and_a_new_end_are_seen() -> None:
    moved = IntakeReassigned(
        official="official-8", unit="intake-adults", reassigned_on=LATER, reason_code="workload"
    )
    extended = PreliminaryAssessmentExtended(
        until_on=date(2026, 3, 23),
        decided_on=LATER,
        decided_by="head-1",
        ground_code="exceptional-reasons",
        legal_basis_id="sol-20-2",
    )
    seen = intake_after(opened, assigned, moved, extended)
    assert (seen.official, seen.unit) == ("official-8", "intake-adults")
    assert seen.extended_until_on == date(2026, 3, 23)


def test_a_concluded_matter_shows_its_way() -> None:
    seen = intake_after(opened, concluded(Way.ATTACH, INVESTIGATION_ID))
    assert (seen.stage, seen.way, seen.concluded_on) == (Stage.CONCLUDED, Way.ATTACH, LATER)
    assert seen.investigation_id == INVESTIGATION_ID


def test_a_reporter_who_waits_for_an_answer_keeps_the_matter_on_the_list() -> None:
    seen = intake_after(opened, asked, concluded(Way.NO_ACTION))
    assert (seen.stage, seen.is_feedback_pending) == (Stage.AWAITING_FEEDBACK, True)


@pytest.mark.parametrize("answer", [told, withheld])
def test_an_answered_reporter_lets_it_go(answer: object) -> None:
    seen = intake_after(opened, asked, concluded(Way.NO_ACTION), answer)
    assert (seen.stage, seen.is_feedback_pending) == (Stage.CONCLUDED, False)


def test_a_person_is_shown_by_pseudonym_and_whether_a_number_is_known() -> None:
    registered = PersonRegistered(
        person_id=CHILD_ID,
        birth_year=2015,
        sex=Sex.FEMALE,
        district_code="norr",
        registered_on=MONDAY,
    )
    unidentified = IdentityKept(number_kind=None, name="sealed", number=None, address=None)
    known = replace(unidentified, number_kind=NumberKind.PERSONAL)
    row = PersonRow(
        person_id=CHILD_ID,
        birth_year=2015,
        sex=Sex.FEMALE,
        district_code="norr",
        registered_on=MONDAY,
    )
    for identity, is_identified in ((unidentified, False), (known, True)):
        seen = rows_after(PERSONS_PROJECTION, CHILD_ID, registered, identity)
        assert seen == {CHILD_ID: replace(row, is_identified=is_identified)}


def test_each_relation_is_one_row() -> None:
    guardian = RelationKept(
        relation=Relation.GUARDIAN,
        other_person_id=UUID(int=8),
        report_id=REPORT_ID,
        kept_on=MONDAY,
    )
    sibling = replace(guardian, relation=Relation.SIBLING, other_person_id=UUID(int=9))
    rows = rows_after(RELATIONS_PROJECTION, CHILD_ID, guardian, sibling, guardian)
    seen = [(row.person_id, row.relation, row.other_person_id) for row in rows.values()]
    assert seen == [
        (CHILD_ID, Relation.GUARDIAN, UUID(int=8)),
        (CHILD_ID, Relation.SIBLING, UUID(int=9)),
    ]


def test_an_investigation_is_open_from_its_opening_to_its_closing() -> None:
    projection, stream_id = OPEN_INVESTIGATIONS_PROJECTION, INVESTIGATION_ID
    rows = rows_after(projection, stream_id, investigation_opened)
    assert [(row.person_id, row.case_type) for row in rows.values()] == [
        (CHILD_ID, "child-concern")
    ]
    assert rows_after(projection, stream_id, investigation_opened, investigation_closed) == {}
