"""What can be asked of an administrative matter. ``today`` is the civil date of the asking."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.intake.domain.administration.lawful import FactWanted, Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAdministrativeMatter:
    """Öppna förvaltningsärende: with the fact that begins it."""

    administrative_matter_id: UUID
    kind_code: str
    unit: str | None
    official: str | None
    fact: FactWanted
    period_code: str | None
    period_last_on: date | None  # of a duty that the calendar brings
    catalogue_version: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdministrativeFact:
    """Anteckna i förvaltningsärende: what happened in it next."""

    fact: FactWanted
    catalogue_version: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignAdministrativeMatter:
    """Tilldela förvaltningsärende: to a unit or an official."""

    unit: str
    official: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendAdministrativeTime:
    """Förläng tid i förvaltningsärende: on a ground, before the time has run out."""

    until_on: date
    decided_on: date
    decided_by: str
    ground_code: str
    limits: tuple[Limit, ...]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnulAdministrativeFact:
    """Annullera uppgift i förvaltningsärende: it was noted by mistake, or on the wrong day."""

    event_id: UUID
    fact_code: str | None  # what the event noted; None: it is no fact that stands
    reason_code: str
    today: date


AdministrationCommand: TypeAlias = (
    OpenAdministrativeMatter
    | NoteAdministrativeFact
    | AssignAdministrativeMatter
    | ExtendAdministrativeTime
    | AnnulAdministrativeFact
)
