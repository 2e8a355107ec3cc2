"""A matter as it lies in its file: what has to be known of it before the file may go."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledMatter:
    """One matter, and the file it rests in."""

    matter_id: UUID
    file_id: UUID
    person_id: UUID
    thread_id: UUID
    opened_on: date
    report_id: UUID | None = None  # of an intake
    case_type: str | None = None
    intervention_type: str | None = None
    is_investigated: bool = False
    joined_id: UUID | None = None  # which investigation an intake was attached to
    ended_on: date | None = None
    is_disposed: bool = False
