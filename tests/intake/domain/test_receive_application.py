"""Ta emot ansökan och begäran om yttrande."""

from dataclasses import replace
from datetime import date

from services.intake.domain.report.commands import ReceiveApplication, ReceiveStatementRequest
from services.intake.domain.report.rules import DueBeforeReceived
from services.intake.domain.report.submission import Sender
from shared.contracts.intake import ApplicationReceived, StatementRequestReceived
from tests.intake.domain.arrival import (
    CHILD_ID,
    MONDAY,
    REPORT_ID,
    SATURDAY,
    child_kept,
    report,
    submission,
    submission_kept,
    teacher,
    teacher_kept,
)

apply = ReceiveApplication(
    report_id=REPORT_ID,
    received_on=MONDAY,
    asked_on=MONDAY,
    case_type="adult-outpatient",
    is_digital=True,
    sender=Sender(),
    submission=submission,
)


def test_an_application_is_kept_on_paper_and_digital_alike() -> None:
    applied = ApplicationReceived(
        report_id=REPORT_ID,
        received_on=MONDAY,
        case_type="adult-outpatient",
        form_code="concern-report",
        form_version="3",
        is_digital=True,
        person_ids=(CHILD_ID,),
        attachment_count=0,
    )
    report.given().when(apply).then(applied, submission_kept, child_kept)
    on_paper = report.given().when(replace(apply, is_digital=False))
    on_paper.then(replace(applied, is_digital=False), submission_kept, child_kept)


ask = ReceiveStatementRequest(
    report_id=REPORT_ID,
    received_on=MONDAY,
    asked_on=MONDAY,
    case_type="child-concern",
    authority_code="aklagarmyndigheten",
    due_on=date(2026, 3, 20),
    sender=teacher,
    submission=submission,
)


def test_a_request_is_kept_with_the_date_the_authority_set() -> None:
    asked = StatementRequestReceived(
        report_id=REPORT_ID,
        received_on=MONDAY,
        case_type="child-concern",
        authority_code="aklagarmyndigheten",
        due_on=date(2026, 3, 20),
        person_ids=(CHILD_ID,),
        attachment_count=0,
    )
    report.given().when(ask).then(asked, submission_kept, teacher_kept, child_kept)


def test_a_statement_is_not_due_before_it_was_asked_for() -> None:
    report.given().when(replace(ask, due_on=SATURDAY)).then_refused(DueBeforeReceived)
