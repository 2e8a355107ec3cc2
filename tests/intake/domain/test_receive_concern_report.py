"""Ta emot orosanmälan."""

from dataclasses import replace
from datetime import date

import pytest

from services.intake.domain.report.commands import ReceiveConcernReport
from services.intake.domain.report.events import AttachmentKept, GuardianDetailsKept
from services.intake.domain.report.rules import (
    AlreadyReceived,
    AnonymousReporterNamed,
    DutyNotStated,
    DutyNotTheirs,
    FeedbackNotTheirs,
)
from services.intake.domain.report.submission import (
    Attachment,
    GuardianDetails,
    Reporter,
    Sender,
)
from shared.contracts.intake import ConcernReportReceived, ReporterKind
from shared.kernel.dates import InTheFuture
from tests.intake.domain.arrival import (
    ATTACHMENT_ID,
    CHILD_ID,
    MONDAY,
    REPORT_ID,
    SATURDAY,
    child_kept,
    neighbour,
    nobody,
    obliged,
    report,
    submission,
    submission_kept,
    teacher,
    teacher_kept,
)

receive = ReceiveConcernReport(
    report_id=REPORT_ID,
    received_on=SATURDAY,
    asked_on=MONDAY,
    reporter=obliged,
    submission=submission,
)

received = ConcernReportReceived(
    report_id=REPORT_ID,
    received_on=SATURDAY,
    reporter_kind=ReporterKind.MANDATED,
    mandate_code="19-1-4",
    is_reporter_name_missing=False,
    is_feedback_requested=True,
    form_code="concern-report",
    form_version="3",
    person_ids=(CHILD_ID,),
    attachment_count=0,
)


def test_a_report_is_kept_unchanged_with_whom_it_came_from() -> None:
    report.given().when(receive).then(received, submission_kept, teacher_kept, child_kept)


def test_guardians_and_attachments_are_kept_as_they_were_handed_in() -> None:
    guardian = GuardianDetails(person_ids=(CHILD_ID,), name="Vård Testsson", language="ar")
    drawing = Attachment(
        attachment_id=ATTACHMENT_ID,
        file_name="teckning.jpg",
        media_type="image/jpeg",
        size=1200,
        sealed_digest="1" * 64,
    )
    more = replace(submission, guardians=(guardian,), attachments=(drawing,))
    report.given().when(replace(receive, submission=more)).then(
        replace(received, attachment_count=1),
        submission_kept,
        teacher_kept,
        child_kept,
        GuardianDetailsKept(
            person_ids=(CHILD_ID,),
            name="Vård Testsson",
            number=None,
            telephone=None,
            relation=None,
            language="ar",
        ),
        AttachmentKept(
            attachment_id=ATTACHMENT_ID,
            media_type="image/jpeg",
            size=1200,
            sealed_digest="1" * 64,
            file_name="teckning.jpg",
        ),
    )


def test_an_obliged_reporter_without_a_name_is_accepted_and_flagged() -> None:
    nameless = replace(obliged, sender=Sender(workplace="Provskolan"))
    outcome = report.given().when(replace(receive, reporter=nameless))
    assert outcome.events[0] == replace(received, is_reporter_name_missing=True)


def test_an_anonymous_report_keeps_no_sender() -> None:
    report.given().when(replace(receive, reporter=nobody)).then(
        replace(
            received,
            reporter_kind=ReporterKind.ANONYMOUS,
            mandate_code=None,
            is_feedback_requested=False,
        ),
        submission_kept,
        child_kept,
    )


@pytest.mark.parametrize(
    ("reporter", "rule"),
    [
        (replace(obliged, mandate_code=None), DutyNotStated),
        (replace(neighbour, mandate_code="19-1-4"), DutyNotTheirs),
        (replace(neighbour, is_feedback_requested=True), FeedbackNotTheirs),
        (replace(nobody, sender=teacher), AnonymousReporterNamed),
    ],
)
def test_a_reporter_who_contradicts_themself_is_asked_again(
    reporter: Reporter, rule: type[Exception]
) -> None:
    outcome = report.given().when(replace(receive, reporter=reporter))
    assert type(outcome.refusal) is rule


def test_nothing_arrives_twice_or_ahead_of_time() -> None:
    report.given(received).when(receive).then_refused(AlreadyReceived)
    early = replace(receive, asked_on=date(2026, 2, 27))
    report.given().when(early).then_refused(InTheFuture)
