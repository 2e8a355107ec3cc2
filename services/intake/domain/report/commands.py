"""What can be asked of a report: to receive it, once."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.intake.domain.report.submission import Reporter, Sender, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveConcernReport:
    """Ta emot orosanmälan."""

    report_id: UUID
    received_on: date
    asked_on: date  # the civil date when it was handed over to us
    reporter: Reporter
    submission: Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveApplication:
    """Ta emot ansökan."""

    report_id: UUID
    received_on: date
    asked_on: date
    case_type: str
    is_digital: bool
    sender: Sender  # unknown when the applicant writes for themself
    submission: Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveStatementRequest:
    """Ta emot begäran om yttrande."""

    report_id: UUID
    received_on: date
    asked_on: date
    case_type: str
    authority_code: str
    due_on: date | None
    sender: Sender
    submission: Submission


ReportCommand: TypeAlias = ReceiveConcernReport | ReceiveApplication | ReceiveStatementRequest
