"""The words beside a correction, and a fact that the individual holds to be wrong."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.kernel.sealed import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeCorrectionExplained:
    """Motivering till rättelse i aktualisering: why the fact was wrong; right before it."""

    explained_event_id: UUID  # the event that is corrected or annulled
    explanation: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFactDisputed:
    """Uppgift i aktualisering ifrågasatt: the individual says so. Source: ``sol-14-6``."""

    disputed_event_id: UUID
    view: SealedText
    disputed_on: date
