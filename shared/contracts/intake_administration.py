"""What intake tells of the authority's own duties: requests, incidents, what a period brings.

Nobody's case: no person is named in these, by pseudonym or otherwise.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeMatterOpened:
    """Förvaltningsärende öppnat: a duty of the authority's own has begun, or been done."""

    administrative_matter_id: UUID
    kind_code: str  # of the catalogue's administrative kinds
    unit: str | None  # that answers for it; None: the one that the catalogue names
    official: str | None
    opened_on: date
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeMatterAssigned:
    """Förvaltningsärende tilldelat: another unit or official answers for it from now on."""

    administrative_matter_id: UUID
    unit: str
    official: str | None
    assigned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeFactNoted:
    """Omständighet antecknad i förvaltningsärende: something that time limits count from or to."""

    administrative_matter_id: UUID
    kind_code: str
    fact_code: str  # of the catalogue's facts
    happened_on: date
    happened_at: datetime | None  # the moment, where a limit is counted in hours
    period_code: str | None  # "2026", "2026-09": what a duty of the calendar's was done for
    is_closing: bool  # nothing is left to do in the matter
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeTimeExtended:
    """Tid i förvaltningsärende förlängd: a decision on a later end, told to whoever asked."""

    administrative_matter_id: UUID
    until_on: date
    decided_on: date
    decided_by: str
    ground_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeFactAnnulled:
    """Uppgift i förvaltningsärende annullerad: what was noted did not happen, or not that day."""

    administrative_matter_id: UUID
    annuls_event_id: UUID
    period_code: str | None  # that the annulled fact told of
    annulled_on: date
    correction_reason_code: str


Administration: TypeAlias = (
    AdministrativeMatterOpened
    | AdministrativeMatterAssigned
    | AdministrativeFactNoted
    | AdministrativeTimeExtended
    | AdministrativeFactAnnulled
)
