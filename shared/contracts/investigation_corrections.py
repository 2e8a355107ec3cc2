"""What investigation tells the others of facts that were recorded wrongly. Stored for good."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from shared.contracts.investigation import ContactKind
from shared.kernel.correction_kinds import Annulment, Approval, Correction, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationOpeningCorrected(Correction):
    """Dag för utredningens inledande rättad: it was opened another day."""

    opened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationReassignmentCorrected(Correction):
    """Omfördelning av utredning rättad: another day, or for another reason."""

    reassigned_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCorrected(Correction):
    """Utredningskontakt rättad: held another day, in another way or with others."""

    held_on: date
    kind: ContactKind
    is_with_the_individual: bool
    is_with_guardian: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDateCorrected(Correction):
    """Beslutsdag rättad: it was made another day; what was decided is never corrected."""

    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationClosingCorrected(Correction):
    """Utredningens avslutning rättad: another day, or for another reason."""

    closed_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationPersonCorrected(Move):
    """Utredning förd till rätt person: as the intake it came of, or a decision in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationFactAnnulled(Annulment):
    """Uppgift i utredning annullerad: registered by mistake: it never happened here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationCorrectionApproved(Approval):
    """Rättelse i utredning godkänd: somebody else than who recorded it looked at it."""


InvestigationCorrections: TypeAlias = (
    InvestigationOpeningCorrected
    | InvestigationReassignmentCorrected
    | ContactCorrected
    | DecisionDateCorrected
    | InvestigationClosingCorrected
    | InvestigationPersonCorrected
    | InvestigationFactAnnulled
    | InvestigationCorrectionApproved
)
