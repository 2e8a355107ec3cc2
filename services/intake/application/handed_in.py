"""What is handed in, before anybody in it is known by a pseudonym."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.intake.domain.person.events import Relation
from services.intake.domain.report.submission import Form, Reporter, Sender
from shared.contracts.intake import Origin, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPerson:
    """One whom it is about, as written."""

    name: str | None = None
    number: str | None = None
    birth_year: int | None = None
    sex: Sex = Sex.UNKNOWN
    district_code: str | None = None
    address: str | None = None
    telephone: str | None = None
    school: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedGuardian:
    """A guardian as written, and of which persons (by their place, from 0)."""

    child_places: tuple[int, ...]
    name: str | None = None
    number: str | None = None
    telephone: str | None = None
    relation: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """A file that came with it, its type found in its content."""

    file_name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What a report of concern says besides."""

    reporter: Reporter
    is_danger_reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What an application says besides."""

    sender: Sender
    is_digital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """What a request for a statement says besides."""

    sender: Sender
    authority_code: str
    due_on: date | None


Particulars: TypeAlias = Reported | Applied | Requested

_ORIGINS: Mapping[type[Particulars], Origin] = {
    Reported: Origin.CONCERN_REPORT,
    Applied: Origin.APPLICATION,
    Requested: Origin.STATEMENT_REQUEST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """All that arrived in one piece."""

    case_type: str
    received_on: date
    reason_codes: tuple[str, ...]
    form: Form
    text: str
    document: str  # the whole of it in canonical JSON, files by their SHA-256
    persons: tuple[HandedPerson, ...]
    between_persons: Relation | None = None  # what the persons are to each other, when told
    guardians: tuple[HandedGuardian, ...] = ()
    files: tuple[HandedFile, ...]
    particulars: Particulars

    @property
    def origin(self) -> Origin:
        """Return how it came to the committee."""
        return _ORIGINS[type(self.particulars)]

    @property
    def reporter(self) -> Reporter | None:
        """Return who reports a concern; None for all else."""
        return self.particulars.reporter if isinstance(self.particulars, Reported) else None

    @property
    def is_danger_reported(self) -> bool:
        """Say whether somebody is said to be in danger now."""
        return isinstance(self.particulars, Reported) and self.particulars.is_danger_reported

    @property
    def matter_count(self) -> int:
        """Return of how many of the persons, the first ones, a matter is opened."""
        return 1 if isinstance(self.particulars, Applied) else len(self.persons)
