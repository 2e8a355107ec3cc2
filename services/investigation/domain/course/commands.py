"""What can be asked of a matter's course."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.investigation.domain.course.extending import Extendable


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCircumstance:
    """Anteckna omständighet: what the catalogue knows of the fact comes with it."""

    investigation_id: UUID
    person_id: UUID
    fact_code: str
    comes_after: frozenset[str]  # facts of which one must have been noted before; none: whatever
    is_end_set: bool  # whether somebody else sets a day by which something must be done
    happened_on: date
    until_on: date | None
    note: str | None
    catalogue_version: str
    today: date
    ground_code: str | None = None
    extends: tuple[Extendable, ...] = ()  # the limits that the fact gives more time
