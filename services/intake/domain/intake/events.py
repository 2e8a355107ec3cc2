"""What can happen to an intake: its changes of status are published, the words stay here."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from shared.contracts.intake import (
    FeedbackGiven,
    FeedbackRequested,
    FeedbackWithheld,
    ImmediateProtectionAssessed,
    IntakeAssigned,
    IntakeOpened,
    IntakeReassigned,
    IntakeWorkDone,
    PreliminaryAssessmentConcluded,
    PreliminaryAssessmentExtended,
)
from shared.kernel.sealed import SealedText


class Step(StrEnum):
    """Moment: which step the reasons were given for."""

    PROTECTION = "protection"
    EXTENSION = "extension"
    CONCLUSION = "conclusion"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsKept:
    """Motivering bevarad: why a step went as it did, in the official's own words."""

    step: Step
    reasons: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkNoteKept:
    """Arbetsanteckning bevarad: what a robot found when it did its piece of work."""

    worklist: str
    note: SealedText


IntakeEvent: TypeAlias = (
    IntakeOpened
    | ImmediateProtectionAssessed
    | IntakeAssigned
    | IntakeReassigned
    | PreliminaryAssessmentExtended
    | PreliminaryAssessmentConcluded
    | FeedbackRequested
    | FeedbackGiven
    | FeedbackWithheld
    | IntakeWorkDone
    | ReasonsKept
    | WorkNoteKept
)
