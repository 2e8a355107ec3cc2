"""What every correction says, whichever service tells it.

A correction says which event it is about; its other facts take the place of those of that event
with the same names. What is reasoned from is ``shared.kernel.corrections.corrected``. One that
``is_approval_needed`` has no effect before somebody else has approved it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A fact was recorded wrongly, and is this."""

    corrects_event_id: UUID
    corrected_on: date  # the day it was put right
    correction_reason_code: str
    is_approval_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Correction):
    """What was recorded on one person is about another; whom it was recorded on, envelopes say."""

    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Annulment:
    """An event was registered by mistake, or a correction has no effect."""

    annuls_event_id: UUID
    annulled_on: date
    correction_reason_code: str
    is_approval_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Somebody else than who recorded a correction looked at it."""

    approves_event_id: UUID
    approved_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Misrecording:
    """Something about somebody else was recorded on the person; about whom is not told."""

    person_id: UUID
    case_type: str | None
    opened_on: date  # when it was said to have begun
    noted_on: date
    correction_reason_code: str
