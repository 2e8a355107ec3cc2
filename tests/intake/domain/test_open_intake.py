"""Öppna aktualisering."""

from services.intake.domain.intake.commands import OpenIntake
from services.intake.domain.intake.refusals import AlreadyOpened
from shared.contracts.intake import FeedbackRequested, Origin
from tests.intake.domain.matter import CHILD_ID, INTAKE_ID, MONDAY, REPORT_ID, matter, opened


def open_it(*, is_feedback_requested: bool = False) -> OpenIntake:
    return OpenIntake(
        intake_id=INTAKE_ID,
        person_id=CHILD_ID,
        report_id=REPORT_ID,
        origin=Origin.CONCERN_REPORT,
        case_type="child-concern",
        reason_codes=("neglect",),
        received_on=MONDAY,
        is_danger_reported=False,
        is_feedback_requested=is_feedback_requested,
        catalogue_version="2026-01",
    )


def test_what_arrived_becomes_a_matter_about_one_person() -> None:
    matter.given().when(open_it()).then(opened)


def test_feedback_asked_for_when_reporting_is_asked_from_that_day() -> None:
    asked = FeedbackRequested(requested_on=MONDAY)
    matter.given().when(open_it(is_feedback_requested=True)).then(opened, asked)


def test_a_matter_is_opened_once() -> None:
    matter.given(opened).when(open_it()).then_refused(AlreadyOpened)
