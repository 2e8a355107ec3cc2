"""What can be asked of reporting's own streams."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.reporting.domain.events import Judgement
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Granskad åtkomst: what the reviewer found of one look."""

    look: int
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReview:
    """Underteckna loggranskning.

    ``selected`` are the looks that the sample and the rules chose, with the rules' codes;
    ``own`` those among them that are the reviewer's own, for somebody else to review.
    """

    review_id: UUID
    from_on: date
    until_on: date
    seed: str
    sample: int
    looks: int
    selected: dict[int, tuple[str, ...]]
    own: frozenset[int]
    findings: tuple[Finding, ...]
    unasked: tuple[str, ...]
    signed_by: str
    asked_on: date
