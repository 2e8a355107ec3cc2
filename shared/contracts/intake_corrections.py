"""What intake tells the others of facts that were recorded wrongly. Stored for good."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import Sex
from shared.kernel.correction_kinds import Annulment, Approval, Correction, Misrecording, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDateCorrected(Correction):
    """Ankomstdag rättad: the day a report or an application came in was another."""

    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReasonsCorrected(Correction):
    """Aktualiseringsorsak rättad: it was registered for other reasons than were told."""

    reason_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionDateCorrected(Correction):
    """Dag för skyddsbedömning rättad: the need of protection was assessed another day."""

    assessed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionDateCorrected(Correction):
    """Dag för förhandsbedömningens slut rättad: the way on was chosen another day."""

    concluded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReassignmentCorrected(Correction):
    """Omfördelning av aktualisering rättad: another day, or for another reason."""

    reassigned_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFactsCorrected(Correction):
    """Personuppgift rättad: born another year, of another legal sex, or of another district."""

    birth_year: int | None  # None: nobody knows
    sex: Sex
    district_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePersonCorrected(Move):
    """Aktualisering förd till rätt person: it was recorded on somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPersonsCorrected(Correction):
    """Anmälans personer rättade: one of them was taken for somebody else; in the same order."""

    person_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MisrecordingNoted(Misrecording):
    """Felregistrering antecknad: an intake was recorded on the person by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFactAnnulled(Annulment):
    """Uppgift i aktualisering annullerad: registered by mistake: it never happened here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeCorrectionApproved(Approval):
    """Rättelse i aktualisering godkänd: somebody else than who recorded it looked at it."""


IntakeCorrections: TypeAlias = (
    ReceiptDateCorrected
    | IntakeReasonsCorrected
    | ProtectionDateCorrected
    | ConclusionDateCorrected
    | IntakeReassignmentCorrected
    | PersonFactsCorrected
    | IntakePersonCorrected
    | ReportPersonsCorrected
    | MisrecordingNoted
    | IntakeFactAnnulled
    | IntakeCorrectionApproved
)
