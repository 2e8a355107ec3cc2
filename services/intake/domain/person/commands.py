"""What can be asked of a person in the register."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.intake.domain.guarding.commands import GuardingCommand
from services.intake.domain.person.events import Relation
from shared.contracts.intake import Sex
from shared.kernel.identity_number import IdentityNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """Registrera person."""

    person_id: UUID
    number: IdentityNumber | None  # None: unidentified
    number_as_written: str | None
    name: str | None
    address: str | None
    birth_year: int | None  # as told; a number knows better
    sex: Sex  # as told; a number knows better
    district_code: str | None
    registered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatePerson:
    """Ange relation."""

    relation: Relation
    other_person_id: UUID
    report_id: UUID
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNumber:
    """Byt nummer: the person got a new one, or was identified."""

    number: IdentityNumber
    is_of_another: bool  # the number finds somebody else
    changed_on: date
    reason_code: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePersons:
    """För samman personer: this one is the same as another."""

    into_person_id: UUID
    is_into_registered: bool
    is_into_merged: bool  # the other one is merged away itself
    merged_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseMerge:
    """Häv sammanföring: they are two persons after all."""

    reversed_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSides:
    """Ange sidor: a relative is on another side, or no longer is."""

    other_person_id: UUID
    are_opposed: bool
    marked_on: date
    marked_by: str


PersonCommand: TypeAlias = (
    RegisterPerson
    | RelatePerson
    | ChangeNumber
    | MergePersons
    | ReverseMerge
    | MarkSides
    | GuardingCommand
)
