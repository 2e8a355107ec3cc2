"""The rules of a report: it is received once, whole, and hardly ever refused."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from services.intake.domain.report.commands import (
    ReceiveApplication,
    ReceiveConcernReport,
    ReceiveStatementRequest,
    ReportCommand,
)
from services.intake.domain.report.events import ReportEvent
from services.intake.domain.report.keeping import kept
from services.intake.domain.report.state import Report, evolve
from services.intake.domain.report.submission import Reporter
from shared.contracts.intake import (
    ApplicationReceived,
    ConcernReportReceived,
    ReporterKind,
    StatementRequestReceived,
)
from shared.kernel.dates import require_come
from shared.kernel.decider import Decider
from shared.kernel.refusal import Refusal


class AlreadyReceived(Refusal):
    """The report exists already."""

    code = "report-already-received"
    detail = "Inlämningen har redan tagits emot."


class DutyNotStated(Refusal):
    """An obliged reporter says by which point of the law (``sol-19-1``)."""

    code = "duty-not-stated"
    detail = "Den som är anmälningsskyldig ska ange enligt vilken punkt i lagen."


class DutyNotTheirs(Refusal):
    """Only an obliged reporter reports by a point of the law (``sol-19-1``, ``sol-19-4``)."""

    code = "duty-not-theirs"
    detail = "En privat eller anonym anmälan anger ingen anmälningsskyldighet."


class AnonymousReporterNamed(Refusal):
    """Who is named is not anonymous."""

    code = "anonymous-reporter-named"
    detail = "En anonym anmälan kan inte innehålla uppgifter om anmälaren."


class FeedbackNotTheirs(Refusal):
    """Only an obliged reporter is told what became of the report (``sol-19-6``)."""

    code = "feedback-not-theirs"
    detail = "Bara den som är anmälningsskyldig kan begära återkoppling."


class DueBeforeReceived(Refusal):
    """A statement cannot be due before it was asked for."""

    code = "due-before-received"
    detail = "Ett yttrande kan inte begäras till en dag före den då begäran kom in."


def receive_concern_report(report: Report, command: ReceiveConcernReport) -> Sequence[ReportEvent]:
    """Keep a report of concern; an obliged reporter without a name is flagged, never refused."""
    _require_new(report, command.received_on, command.asked_on)
    _require_consistent(command.reporter)
    reporter, submission = command.reporter, command.submission
    is_mandated = reporter.kind is ReporterKind.MANDATED
    received = ConcernReportReceived(
        report_id=command.report_id,
        received_on=command.received_on,
        reporter_kind=reporter.kind,
        mandate_code=reporter.mandate_code,
        is_reporter_name_missing=is_mandated and not reporter.sender.name,
        is_feedback_requested=reporter.is_feedback_requested,
        form_code=submission.form.code,
        form_version=submission.form.version,
        person_ids=submission.person_ids,
        attachment_count=len(submission.attachments),
    )
    return [received, *kept(submission, reporter.sender)]


def receive_application(report: Report, command: ReceiveApplication) -> Sequence[ReportEvent]:
    """Keep an application, on paper or digital alike."""
    _require_new(report, command.received_on, command.asked_on)
    submission = command.submission
    received = ApplicationReceived(
        report_id=command.report_id,
        received_on=command.received_on,
        case_type=command.case_type,
        form_code=submission.form.code,
        form_version=submission.form.version,
        is_digital=command.is_digital,
        person_ids=submission.person_ids,
        attachment_count=len(submission.attachments),
    )
    return [received, *kept(submission, command.sender)]


def receive_statement_request(
    report: Report, command: ReceiveStatementRequest
) -> Sequence[ReportEvent]:
    """Keep what an authority asks, with the date it set itself."""
    _require_new(report, command.received_on, command.asked_on)
    if command.due_on is not None and command.due_on < command.received_on:
        raise DueBeforeReceived
    received = StatementRequestReceived(
        report_id=command.report_id,
        received_on=command.received_on,
        case_type=command.case_type,
        authority_code=command.authority_code,
        due_on=command.due_on,
        person_ids=command.submission.person_ids,
        attachment_count=len(command.submission.attachments),
    )
    return [received, *kept(command.submission, command.sender)]


def _require_new(report: Report, received_on: date, asked_on: date) -> None:
    if report is Report.RECEIVED:
        raise AlreadyReceived
    require_come(received_on, asked_on)


def _require_consistent(reporter: Reporter) -> None:
    is_mandated = reporter.kind is ReporterKind.MANDATED
    if is_mandated and reporter.mandate_code is None:
        raise DutyNotStated
    if not is_mandated and reporter.mandate_code is not None:
        raise DutyNotTheirs
    if not is_mandated and reporter.is_feedback_requested:
        raise FeedbackNotTheirs
    if reporter.kind is ReporterKind.ANONYMOUS and not reporter.sender.is_unknown:
        raise AnonymousReporterNamed


def decide(report: Report, command: ReportCommand) -> Sequence[ReportEvent]:
    """Return what happens when ``command`` meets ``report``, or raise a Refusal."""
    match command:
        case ReceiveConcernReport():
            return receive_concern_report(report, command)
        case ReceiveApplication():
            return receive_application(report, command)
        case ReceiveStatementRequest():
            return receive_statement_request(report, command)
        case _:
            assert_never(command)


REPORT: Decider[Report, ReportCommand, ReportEvent] = Decider(Report.EXPECTED, decide, evolve)
