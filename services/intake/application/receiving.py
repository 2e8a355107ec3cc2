"""The command that each kind of arrival asks the report's rules."""

from datetime import date
from typing import assert_never
from uuid import UUID

from services.intake.application.handed_in import Applied, Arrival, Reported, Requested
from services.intake.domain.report.commands import (
    ReceiveApplication,
    ReceiveConcernReport,
    ReceiveStatementRequest,
    ReportCommand,
)
from services.intake.domain.report.submission import Submission


def command_to_receive(
    arrival: Arrival, report_id: UUID, asked_on: date, submission: Submission
) -> ReportCommand:
    """Return the command that receives ``arrival`` as ``submission``."""
    match arrival.particulars:
        case Reported() as reported:
            return ReceiveConcernReport(
                report_id=report_id,
                received_on=arrival.received_on,
                asked_on=asked_on,
                reporter=reported.reporter,
                submission=submission,
            )
        case Applied() as applied:
            return _application(applied, arrival, report_id, asked_on, submission)
        case Requested() as requested:
            return _statement_request(requested, arrival, report_id, asked_on, submission)
        case _:
            assert_never(arrival.particulars)


def _application(
    applied: Applied, arrival: Arrival, report_id: UUID, asked_on: date, submission: Submission
) -> ReceiveApplication:
    return ReceiveApplication(
        report_id=report_id,
        received_on=arrival.received_on,
        asked_on=asked_on,
        case_type=arrival.case_type,
        is_digital=applied.is_digital,
        sender=applied.sender,
        submission=submission,
    )


def _statement_request(
    requested: Requested, arrival: Arrival, report_id: UUID, asked_on: date, submission: Submission
) -> ReceiveStatementRequest:
    return ReceiveStatementRequest(
        report_id=report_id,
        received_on=arrival.received_on,
        asked_on=asked_on,
        case_type=arrival.case_type,
        authority_code=requested.authority_code,
        due_on=requested.due_on,
        sender=requested.sender,
        submission=submission,
    )
