"""What can be asked about who may see a person. ``today`` is the civil date of the asking."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import GlassFinding, ProtectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkProtection:
    """Anteckna personskydd: only admitted officials see the person from then on."""

    kind: ProtectionKind
    marked_on: date
    marked_by: str
    until_on: date | None
    mediated_address: str | None
    admitted: tuple[tuple[UUID, str], ...]  # cases, and who answers for each today
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftProtection:
    """Häv personskydd: this kind of it holds no more."""

    kind: ProtectionKind
    lifted_on: date
    lifted_by: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitOfficial:
    """Släpp in handläggare: on the list of one case about the person."""

    thread_id: UUID
    official: str
    admitted_by: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOfficial:
    """Uteslut handläggare: from the list of one case about the person."""

    thread_id: UUID
    official: str
    removed_by: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlass:
    """Gör nödöppning: see the person's cases for a time, and answer for it afterwards."""

    glass_id: UUID
    official: str
    official_role: str
    unit: str | None
    reason_code: str
    reason: str
    until_at: datetime
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGlass:
    """Granska nödöppning: say whether there was reason for it."""

    glass_id: UUID
    finding: GlassFinding
    reviewed_by: str
    today: date


GuardingCommand: TypeAlias = (
    MarkProtection | LiftProtection | AdmitOfficial | RemoveOfficial | BreakGlass | ReviewGlass
)
