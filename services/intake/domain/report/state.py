"""What the rules need to remember of a report: that it has arrived."""

from enum import Enum
from typing import assert_never

from services.intake.domain.report.events import (
    AttachmentKept,
    GuardianDetailsKept,
    PersonDetailsKept,
    ReportEvent,
    SenderKept,
    SubmissionKept,
)
from shared.contracts.intake import (
    ApplicationReceived,
    ConcernReportReceived,
    StatementRequestReceived,
)


class Report(Enum):
    """Whether anything has arrived."""

    EXPECTED = "expected"
    RECEIVED = "received"


def evolve(report: Report, event: ReportEvent) -> Report:
    """Return the report after ``event``. Never refuses: it has happened."""
    match event:
        case ConcernReportReceived() | ApplicationReceived() | StatementRequestReceived():
            return Report.RECEIVED
        case SubmissionKept() | SenderKept() | AttachmentKept():
            return report
        case PersonDetailsKept() | GuardianDetailsKept():
            return report
        case _:
            assert_never(event)
