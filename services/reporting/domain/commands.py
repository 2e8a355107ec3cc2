"""What can be asked of a report: to be handed over, once, as it is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.reporting.domain.quarters import Quarter
from shared.contracts.reporting import ReportedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverReport:
    """Lämna rapport: keep for good what was handed over, to whom, and what was known."""

    report_id: UUID
    kind_code: str
    quarter: Quarter
    recipient_codes: tuple[str, ...]
    delivered_on: date
    today: date
    known_position: int
    definition_version: str
    catalogue_version: str
    content: bytes
    items: tuple[ReportedItem, ...]
