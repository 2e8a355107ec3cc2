"""What can happen to a person in the register."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import Guarding, PersonRegistered
from shared.contracts.intake_merges import MergeReversed, PersonsMerged
from shared.kernel.identity_number import NumberKind
from shared.kernel.sealed import SealedText


class Relation(StrEnum):
    """Relation: what the other person is to this one."""

    GUARDIAN = "guardian"
    SIBLING = "sibling"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityKept:
    """Identitet bevarad: who the pseudonym is; found only through the register's own lookup."""

    number_kind: NumberKind | None  # None: unidentified, perhaps only a first name is known
    name: SealedText | None
    number: SealedText | None  # twelve digits when identified, otherwise as it was written
    address: SealedText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationKept:
    """Relation bevarad: somebody told that the other person is this one's relative."""

    relation: Relation
    other_person_id: UUID
    report_id: UUID  # where it was told
    kept_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChanged:
    """Nummer bytt: a new number, or the first one; those before still find the person."""

    number_kind: NumberKind
    number: SealedText  # twelve digits
    changed_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SidesMarked:
    """Sidor angivna: whether two persons are on different sides."""

    other_person_id: UUID
    are_opposed: bool
    marked_on: date
    marked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatedAddressKept:
    """Förmedlingsadress bevarad: the only address that is shown while the person is protected."""

    address: SealedText
    kept_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassReasonKept:
    """Skäl till nödöppning bevarat: in the words of the one who made it."""

    glass_id: UUID
    reason: SealedText


PersonEvent: TypeAlias = (
    PersonRegistered
    | IdentityKept
    | RelationKept
    | SidesMarked
    | MediatedAddressKept
    | GlassReasonKept
    | NumberChanged
    | PersonsMerged
    | MergeReversed
    | Guarding
)
