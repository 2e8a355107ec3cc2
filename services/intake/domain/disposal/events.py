"""What can happen to a disposal list. No words: a list outlives what stands on it."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import DisposalCertified, FileDisposed


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalListDrawnUp:
    """Gallringslista upprättad: for a year, by the catalogue's rules of the day."""

    list_id: UUID
    year: int
    drawn_up_on: date
    drawn_up_by: str
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileListed:
    """Akt upptagen på gallringslistan: with the rule it is due by, and when."""

    file_id: UUID
    person_id: UUID
    thread_id: UUID
    retention_group: str
    rule_id: str
    legal_basis_id: str
    last_note_on: date
    due_on: date
    finish_by: date
    matter_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHeld:
    """Akt undantagen tills vidare: it stays, for a coded reason."""

    file_id: UUID
    reason_code: str
    held_on: date
    held_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted:
    """Undantag hävt: the file may go with the list again."""

    file_id: UUID
    lifted_on: date
    lifted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalListReviewed:
    """Gallringslista granskad: somebody has gone through it, row by row."""

    reviewed_on: date
    reviewed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalListApproved:
    """Gallringslista godkänd: by another than who reviewed it, within the delegation order."""

    approved_on: date
    approved_by: str
    approver_role: str
    delegation_rule_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalBegun:
    """Gallring påbörjad: from now on these files' keys may be gone, whatever comes between."""

    file_ids: tuple[UUID, ...]
    begun_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSpared:
    """Akt kvar: when its turn came it was no longer to be destroyed."""

    file_id: UUID
    why_code: str
    spared_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileExported:
    """Personakt exporterad: as a packet whose manifest has this hash."""

    export_id: UUID
    person_id: UUID
    purpose_code: str
    is_with_reporter: bool
    manifest_sha256: str
    exported_on: date
    exported_by: str


DisposalEvent: TypeAlias = (
    DisposalListDrawnUp
    | FileListed
    | FileHeld
    | HoldLifted
    | DisposalListReviewed
    | DisposalListApproved
    | DisposalBegun
    | FileSpared
    | FileDisposed
    | DisposalCertified
)
