"""What intake tells the others of facts that were recorded wrongly. Stored for good.

A correction says which event it is about; its other facts take the place of those of that event
with the same names. What is reasoned from is ``shared.kernel.corrections.corrected``. One that
``is_approval_needed`` has no effect before somebody else has approved it.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDateCorrected:
    """Ankomstdag rättad: the day a report or an application came in was another."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReasonsCorrected:
    """Aktualiseringsorsak rättad: it was registered for other reasons than were told."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    reason_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionDateCorrected:
    """Dag för skyddsbedömning rättad: the need of protection was assessed another day."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    assessed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionDateCorrected:
    """Dag för förhandsbedömningens slut rättad: the way on was chosen another day."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    concluded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReassignmentCorrected:
    """Omfördelning av aktualisering rättad: another day, or for another reason."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    reassigned_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFactsCorrected:
    """Personuppgift rättad: born another year, of another legal sex, or of another district."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    birth_year: int | None  # None: nobody knows
    sex: Sex
    district_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFactAnnulled:
    """Uppgift i aktualisering annullerad: registered by mistake: it never happened here."""

    annuls_event_id: UUID
    annulled_on: date
    correction_reason_code: str
    is_approval_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeCorrectionApproved:
    """Rättelse i aktualisering godkänd: somebody else than who recorded it looked at it."""

    approves_event_id: UUID
    approved_on: date


IntakeCorrections: TypeAlias = (
    ReceiptDateCorrected
    | IntakeReasonsCorrected
    | ProtectionDateCorrected
    | ConclusionDateCorrected
    | IntakeReassignmentCorrected
    | PersonFactsCorrected
    | IntakeFactAnnulled
    | IntakeCorrectionApproved
)
