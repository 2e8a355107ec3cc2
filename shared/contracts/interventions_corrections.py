"""What interventions tells the others of facts that were recorded wrongly. Stored for good.

A correction says which event it is about; its other facts take the place of those of that event
with the same names. What is reasoned from is ``shared.kernel.corrections.corrected``. One that
``is_approval_needed`` has no effect before somebody else has approved it.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionOpeningCorrected:
    """Insatsens öppnande rättat: another day, or of another type where no decision says which."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    opened_on: date
    granted_on: date | None
    intervention_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCorrected:
    """Erbjudande rättat: offered another day, or to start another day."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    offered_on: date
    starting_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineCorrected:
    """Avböjande rättat: another day, or for another reason."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    declined_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionCorrected:
    """Verkställighet rättad: from another day, or by another method."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    executed_on: date
    method_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptionCorrected:
    """Avbrott rättat: another day, or for another reason."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    interrupted_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumptionCorrected:
    """Återupptagande rättat: it went on again another day."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodSwapCorrected:
    """Metodbyte rättat: another day, another method, or for another reason."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    to_method_code: str
    swapped_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingCorrected:
    """Insatsens avslutning rättad: another day, or for another reason."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    ended_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionFactAnnulled:
    """Uppgift i insats annullerad: registered by mistake: it never happened here."""

    annuls_event_id: UUID
    annulled_on: date
    correction_reason_code: str
    is_approval_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionCorrectionApproved:
    """Rättelse i insats godkänd: somebody else than who recorded it looked at it."""

    approves_event_id: UUID
    approved_on: date


InterventionsCorrections: TypeAlias = (
    InterventionOpeningCorrected
    | OfferCorrected
    | DeclineCorrected
    | ExecutionCorrected
    | InterruptionCorrected
    | ResumptionCorrected
    | MethodSwapCorrected
    | EndingCorrected
    | InterventionFactAnnulled
    | InterventionCorrectionApproved
)
