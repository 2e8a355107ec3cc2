"""What can be asked of a disposal list. ``on`` is always the civil date of the asking."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.intake.domain.disposal.events import FileListed


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawUpDisposalList:
    """Upprätta en gallringslista."""

    list_id: UUID
    year: int
    on: date
    by: str
    catalogue_version: str
    files: tuple[FileListed, ...]
    birth_day_needed: frozenset[UUID]  # files that research may keep; nobody knows


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFile:
    """Undanta en akt från gallringen."""

    file_id: UUID
    reason_code: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold:
    """Häv ett undantag."""

    file_id: UUID
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDisposalList:
    """Intyga att gallringslistan är granskad."""

    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDisposalList:
    """Godkänn gallringslistan."""

    on: date
    by: str
    role: str
    delegation_rule_id: str | None  # None: the role may not


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginDisposal:
    """Påbörja gallringen av några akter."""

    file_ids: tuple[UUID, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpareFile:
    """Låt en akt vara kvar."""

    file_id: UUID
    why_code: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishDisposal:
    """Fullborda gallringen av en akt, vars nyckel är förstörd."""

    file_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyDisposal:
    """Intyga gallringen."""

    on: date
    key_epoch: int
    ledger_position: int
    ledger_chain: str


DisposalCommand: TypeAlias = (
    DrawUpDisposalList
    | HoldFile
    | LiftHold
    | ReviewDisposalList
    | ApproveDisposalList
    | BeginDisposal
    | SpareFile
    | FinishDisposal
    | CertifyDisposal
)
