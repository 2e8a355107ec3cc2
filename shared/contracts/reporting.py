"""What reporting tells: facts of its own, about what it has handed over. Stored for good."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedItem:
    """Rapporterad post: what a report told of, and how it stood there."""

    item_id: UUID  # what is reported: for an interruption, the event it began with
    matter_id: UUID  # the decision or matter it belongs to
    state_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDelivered:
    """Rapport lämnad: handed over as it was, by pseudonyms and codes, and never changed."""

    report_id: UUID
    kind_code: str  # "unexecuted-decisions", "unexecuted-statistics"
    period_code: str  # "2026Q3"
    recipient_codes: tuple[str, ...]
    delivered_on: date
    known_position: int  # of the ledger: everything up to it was known
    definition_version: str
    catalogue_version: str
    content_sha256: str  # of what was handed over, which reporting keeps beside this
    items: tuple[ReportedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSent:
    """Varning skickad: an end comes near or has passed, or a matter has stood still; said once."""

    item_id: str  # the clock or the risk, as watch lists name it
    rule_code: str
    is_risk: bool
    kind_code: str  # hard, statutory, soft
    matter_id: UUID
    unit: str | None
    official: str | None
    days_before: int  # the step of the catalogue that was reached; -1: the end has passed
    due_on: date
    overdue_after: date
    warned_on: date
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingScheduled:
    """Sammanträde utsatt: when the committee or its subcommittee meets next."""

    meeting_id: UUID
    body_code: str  # committee, subcommittee
    meeting_on: date
    scheduled_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled:
    """Sammanträde inställt: the body does not meet that day after all."""

    meeting_id: UUID
    cancelled_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationListDelivered:
    """Anmälningslista lämnad: decisions taken on delegation, reported back to who gave it.

    It tells of what the ledger holds after ``since_position`` and up to ``known_position``, so
    that no decision is left out between two lists of a body and none is in both.
    """

    meeting_id: UUID
    body_code: str  # committee, subcommittee
    meeting_on: date
    delivered_on: date
    since_position: int
    known_position: int
    definition_version: str
    catalogue_version: str
    content_sha256: str  # of what was handed over, which reporting keeps beside this
    decision_event_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePublished:
    """Mått publicerat: a figure as it was known, with its definition; it is never changed."""

    publication_id: UUID
    figure_code: str
    definition_version: str
    definition_sha256: str
    period_code: str  # "2025", "2025-03", "2018-2023"
    division_codes: tuple[str, ...]
    known_position: int  # of the ledger: everything up to it was known
    content_sha256: str  # of what was published, which reporting keeps beside this
    published_on: date
    revises_publication_id: UUID | None = None  # the publication that this one replaces


ReportingPublished: TypeAlias = (
    ReportDelivered
    | WarningSent
    | MeetingScheduled
    | MeetingCancelled
    | DelegationListDelivered
    | FigurePublished
)
