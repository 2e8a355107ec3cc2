"""What can happen to an intervention: what is published, and the words that stay here.

A text stands in the same append as the published event it belongs to, right before it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.contracts.interventions import InterventionsPublished
from shared.kernel.sealed import SealedText


class Step(StrEnum):
    """Steg: which step of the intervention a text belongs to."""

    REASSIGNMENT = "reassignment"
    DECLINE = "decline"
    INTERRUPTION = "interruption"
    NON_EXECUTION = "non-execution"
    FOLLOW_UP = "follow-up"
    METHOD_SWAP = "method-swap"
    ENDING = "ending"
    OWN_VIEW = "own-view"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWorded:
    """Målets ordalydelse antecknad: what was agreed, in the words it was agreed in."""

    goal_id: UUID
    words: SealedText
    noted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedWorded:
    """Behovets ordalydelse antecknad: what was needed, in the words it was said in."""

    need_id: UUID
    words: SealedText
    noted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsNoted:
    """Skäl till insatssteg antecknade: why the step was taken, beside its code."""

    step: Step
    reasons: SealedText
    noted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnViewNoted:
    """Den enskildes syn antecknad: how the person sees it, in the person's own words."""

    step: Step
    view: SealedText
    noted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpNoted:
    """Uppföljning antecknad: what was said and seen when the goals were gone through."""

    note: SealedText
    noted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealNoted:
    """Överklagande noterat på insatsen: its decision is disputed. Source: ``sol-35-5``.

    A favourable decision is carried out all the same.
    """

    decision_id: UUID
    received_on: date
    is_in_time: bool | None  # None until it can be tried


InterventionsPrivate: TypeAlias = (
    GoalWorded | NeedWorded | ReasonsNoted | OwnViewNoted | FollowUpNoted | AppealNoted
)
InterventionEvent: TypeAlias = InterventionsPublished | InterventionsPrivate
