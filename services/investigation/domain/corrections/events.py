"""The words beside a correction, and a fact that the individual holds to be wrong."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.kernel.sealed import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationCorrectionExplained:
    """Motivering till rättelse i utredning: why the fact was wrong; right before it."""

    explained_event_id: UUID  # the event that is corrected or annulled
    explanation: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationFactDisputed:
    """Uppgift i utredning ifrågasatt: the individual says it is wrong. Source: ``sol-14-6``."""

    disputed_event_id: UUID
    view: SealedText
    disputed_on: date
