"""What is handed in, before anybody in it is known by a pseudonym."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.intake.domain.person.events import Relation
from services.intake.domain.report.commands import ReportCommand
from services.intake.domain.report.submission import Form, Submission
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

    guardian_of: tuple[int, ...]
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


CommandFor: TypeAlias = Callable[[UUID, date, Submission], ReportCommand]
"""From the report's id, the day of the asking and what was handed in, to the command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """All that arrived in one piece, and what is to come of it."""

    origin: Origin
    case_type: str
    received_on: date
    reason_codes: tuple[str, ...] = ()
    mandate_code: str | None = None
    is_danger_reported: bool = False
    is_feedback_requested: bool = False
    form: Form
    text: str
    document: str  # the whole of it in canonical JSON, files by their SHA-256
    persons: tuple[HandedPerson, ...]
    matter_count: int  # of how many of the persons, the first ones, a matter is opened
    between_persons: Relation | None = None  # what the persons are to each other, when told
    guardians: tuple[HandedGuardian, ...] = ()
    files: tuple[HandedFile, ...] = ()
    command: CommandFor
