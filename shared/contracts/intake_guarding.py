"""What intake tells of who may see a person. Stored for good."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID


class ProtectionKind(StrEnum):
    """Slag av personskydd: why a person's data are protected."""

    CONFIDENTIALITY_MARK = "confidentiality-mark"  # sekretessmarkering
    PROTECTED_REGISTRATION = "protected-registration"  # skyddad folkbokföring
    ASSUMED_IDENTITY = "assumed-identity"  # fingerade personuppgifter


class GlassFinding(StrEnum):
    """Granskningens utfall: what a unit head found of an emergency opening."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionMarked:
    """Personskydd antecknat: from now on the person is seen by admitted officials only."""

    person_id: UUID
    kind: ProtectionKind
    marked_on: date
    marked_by: str
    until_on: date | None  # as told by the one who granted it; it is not lifted by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionLifted:
    """Personskydd hävt: this kind of protection holds no more."""

    person_id: UUID
    kind: ProtectionKind
    lifted_on: date
    lifted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAdmitted:
    """Handläggare släppt in: the official may see this case about a protected person."""

    person_id: UUID
    thread_id: UUID
    official: str
    admitted_on: date
    admitted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRemoved:
    """Handläggare utesluten: the official may no longer see this case."""

    person_id: UUID
    thread_id: UUID
    official: str
    removed_on: date
    removed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBroken:
    """Nödöppning gjord: an official opened what was closed, for a time; it is to be reviewed."""

    glass_id: UUID
    person_id: UUID
    official: str
    official_role: str
    unit: str | None
    reason_code: str
    broken_on: date
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassReviewed:
    """Nödöppning granskad: somebody else than the one who made it says what they found."""

    glass_id: UUID
    person_id: UUID
    finding: GlassFinding
    reviewed_on: date
    reviewed_by: str


Guarding: TypeAlias = (
    ProtectionMarked
    | ProtectionLifted
    | OfficialAdmitted
    | OfficialRemoved
    | GlassBroken
    | GlassReviewed
)
"""What is told of who may see a person: of no use, and no business, outside the authority."""
