"""The rules of delivered reports: handed over once, about a quarter that has ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.reporting.domain.commands import DeliverReport
from services.reporting.domain.events import ReportContentKept, ReportEvent
from services.reporting.domain.unexecuted_report import digest
from shared.contracts.reporting import ReportDelivered
from shared.kernel.dates import require_come
from shared.kernel.decider import Decider
from shared.kernel.refusal import Refusal


class QuarterNotEnded(Refusal):
    """A quarter is reported on when it is over."""

    code = "quarter-not-ended"
    detail = "Kvartalet är inte slut den dagen. Rapporten kan visas, men lämnas först efter det."


class AlreadyDelivered(Refusal):
    """What was handed over is not changed; something new is a report of its own."""

    code = "report-already-delivered"
    detail = "Rapporten är redan lämnad. Lämna en ny rapport om något har tillkommit."


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """Nothing has been handed over."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """It has been handed over."""


Report: TypeAlias = NotDelivered | Delivered


def decide(report: Report, command: DeliverReport) -> Sequence[ReportEvent]:
    """Return what is kept of the delivery, or raise a Refusal."""
    if isinstance(report, Delivered):
        raise AlreadyDelivered
    require_come(command.delivered_on, command.today)
    if command.delivered_on <= command.quarter.last_on:
        raise QuarterNotEnded
    return [
        ReportContentKept(content=command.content.decode()),
        ReportDelivered(
            report_id=command.report_id,
            kind_code=command.kind_code,
            period_code=str(command.quarter),
            recipient_codes=command.recipient_codes,
            delivered_on=command.delivered_on,
            known_position=command.known_position,
            definition_version=command.definition_version,
            catalogue_version=command.catalogue_version,
            content_sha256=digest(command.content),
            items=command.items,
        ),
    ]


def evolve(report: Report, event: ReportEvent) -> Report:
    """Return the report after ``event``."""
    return Delivered()


REPORT: Decider[Report, DeliverReport, ReportEvent] = Decider(NotDelivered(), decide, evolve)
