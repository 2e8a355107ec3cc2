"""What investigation tells the others of facts that were recorded wrongly. Stored for good.

A correction says which event it is about; its other facts take the place of those of that event
with the same names. What is reasoned from is ``shared.kernel.corrections.corrected``. One that
``is_approval_needed`` has no effect before somebody else has approved it.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.investigation import ContactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationOpeningCorrected:
    """Dag för utredningens inledande rättad: it was opened another day."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    opened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationReassignmentCorrected:
    """Omfördelning av utredning rättad: another day, or for another reason."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    reassigned_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCorrected:
    """Utredningskontakt rättad: held another day, in another way or with others."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    held_on: date
    kind: ContactKind
    is_with_the_individual: bool
    is_with_guardian: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDateCorrected:
    """Beslutsdag rättad: it was made another day; what was decided is never corrected."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationClosingCorrected:
    """Utredningens avslutning rättad: another day, or for another reason."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool
    closed_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationFactAnnulled:
    """Uppgift i utredning annullerad: registered by mistake: it never happened here."""

    annuls_event_id: UUID
    annulled_on: date
    correction_reason_code: str
    is_approval_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationCorrectionApproved:
    """Rättelse i utredning godkänd: somebody else than who recorded it looked at it."""

    approves_event_id: UUID
    approved_on: date


InvestigationCorrections: TypeAlias = (
    InvestigationOpeningCorrected
    | InvestigationReassignmentCorrected
    | ContactCorrected
    | DecisionDateCorrected
    | InvestigationClosingCorrected
    | InvestigationFactAnnulled
    | InvestigationCorrectionApproved
)
