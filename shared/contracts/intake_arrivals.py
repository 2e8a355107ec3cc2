"""What intake tells of what has arrived, and of whom it is about. Stored for good."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.contracts.intake_codes import ReporterKind, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered:
    """Person registrerad: a pseudonym exists from now on; its identity rests sealed in intake."""

    person_id: UUID
    birth_year: int | None  # the registered one; None when nobody knows
    sex: Sex
    district_code: str | None
    registered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernReportReceived:
    """Orosanmälan inkommen: a report of concern reached the committee.

    Source: legal basis ``sol-19-1`` (obliged) or ``sol-19-4`` (anyone).
    """

    report_id: UUID
    received_on: date
    reporter_kind: ReporterKind
    mandate_code: str | None  # which point of SoL 19:1, e.g. "19-1-4"; None unless obliged
    is_reporter_name_missing: bool  # an obliged reporter must give a name: accepted, and flagged
    is_feedback_requested: bool
    form_code: str
    form_version: str
    person_ids: tuple[UUID, ...]  # the children, in the order they were reported
    attachment_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationReceived:
    """Ansökan inkommen: somebody asked for assistance. Source: ``sol-11-1``, ``sol-12-1``."""

    report_id: UUID
    received_on: date
    case_type: str
    form_code: str
    form_version: str
    is_digital: bool
    person_ids: tuple[UUID, ...]
    attachment_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRequestReceived:
    """Begäran om yttrande inkommen: a court or a prosecutor asked for a statement."""

    report_id: UUID
    received_on: date
    case_type: str
    authority_code: str
    due_on: date | None  # set by the asking authority
    person_ids: tuple[UUID, ...]
    attachment_count: int
