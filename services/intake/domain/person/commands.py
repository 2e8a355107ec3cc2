"""What can be asked of a person in the register."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

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


PersonCommand: TypeAlias = RegisterPerson | RelatePerson
