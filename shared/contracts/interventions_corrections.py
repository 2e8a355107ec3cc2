"""What interventions tells the others of facts that were recorded wrongly. Stored for good."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from shared.kernel.correction_kinds import Annulment, Approval, Correction, Misrecording, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionOpeningCorrected(Correction):
    """Insatsens öppnande rättat: another day, or of another type where no decision says which."""

    opened_on: date
    granted_on: date | None
    intervention_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCorrected(Correction):
    """Erbjudande rättat: offered another day, or to start another day."""

    offered_on: date
    starting_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineCorrected(Correction):
    """Avböjande rättat: another day, or for another reason."""

    declined_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionCorrected(Correction):
    """Verkställighet rättad: from another day, or by another method."""

    executed_on: date
    method_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptionCorrected(Correction):
    """Avbrott rättat: another day, or for another reason."""

    interrupted_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumptionCorrected(Correction):
    """Återupptagande rättat: it went on again another day."""

    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodSwapCorrected(Correction):
    """Metodbyte rättat: another day, another method, or for another reason."""

    to_method_code: str
    swapped_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingCorrected(Correction):
    """Insatsens avslutning rättad: another day, or for another reason."""

    ended_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionPersonCorrected(Move):
    """Insats förd till rätt person: as the decision, or recorded on somebody else itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionMisrecordingNoted(Misrecording):
    """Felregistrerad insats antecknad: an intervention was recorded on the person by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionFactAnnulled(Annulment):
    """Uppgift i insats annullerad: registered by mistake: it never happened here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionCorrectionApproved(Approval):
    """Rättelse i insats godkänd: somebody else than who recorded it looked at it."""


InterventionsCorrections: TypeAlias = (
    InterventionOpeningCorrected
    | OfferCorrected
    | DeclineCorrected
    | ExecutionCorrected
    | InterruptionCorrected
    | ResumptionCorrected
    | MethodSwapCorrected
    | EndingCorrected
    | InterventionPersonCorrected
    | InterventionMisrecordingNoted
    | InterventionFactAnnulled
    | InterventionCorrectionApproved
)
