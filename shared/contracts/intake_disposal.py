"""What intake tells of files that were destroyed in time. Stored for good."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDisposed:
    """Akt gallrad: its key is destroyed, and every text it sealed. Source: ``sol-16-1``."""

    list_id: UUID  # the disposal list that it stood on
    file_id: UUID
    person_id: UUID
    retention_group: str
    rule_id: str  # of the catalogue
    legal_basis_id: str
    disposed_on: date
    matter_ids: tuple[UUID, ...]  # none for an identity


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposedByRule:
    """Gallrat enligt regel: how many files went by one rule."""

    rule_id: str
    legal_basis_id: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalCertified:
    """Gallring intygad: what one list destroyed, and what it left; nothing about anybody."""

    list_id: UUID
    year: int
    certified_on: date
    reviewed_by: str
    approved_by: str
    delegation_rule_id: str
    disposed: tuple[DisposedByRule, ...]
    files_held: int
    files_spared: int
    key_epoch: int  # older ones can open nothing any more, in whatever backup
    ledger_position: int  # where the ledger stood
    ledger_chain: str  # and its chain hash there, in hex
