"""What the rules need to remember of an intake; no more."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.domain.intake.events import IntakeEvent, ReasonsKept, WorkNoteKept
from shared.contracts.intake import (
    FeedbackGiven,
    FeedbackRequested,
    FeedbackWithheld,
    ImmediateProtectionAssessed,
    IntakeAssigned,
    IntakeOpened,
    IntakeReassigned,
    IntakeWorkDone,
    Origin,
    PreliminaryAssessmentConcluded,
    PreliminaryAssessmentExtended,
    Way,
)


class Feedback(Enum):
    """How it stands with telling an obliged reporter."""

    UNASKED = "unasked"
    ASKED = "asked"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Nothing has reached us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderAssessment:
    """Open, and waiting for someone to choose the way on."""

    intake_id: UUID
    person_id: UUID
    origin: Origin
    case_type: str
    received_on: date
    is_protection_assessed: bool = False
    official: str | None = None
    unit: str | None = None
    extended_until_on: date | None = None
    feedback: Feedback = Feedback.UNASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """The way on is chosen; only feedback and robots' work remain."""

    way: Way
    origin: Origin
    received_on: date
    feedback: Feedback


Intake: TypeAlias = NotOpened | UnderAssessment | Concluded


def evolve(intake: Intake, event: IntakeEvent) -> Intake:
    """Return the intake after ``event``. Never refuses: it has happened."""
    match event:
        case IntakeOpened():
            return _opened(event)
        case (
            ImmediateProtectionAssessed()
            | IntakeAssigned()
            | IntakeReassigned()
            | PreliminaryAssessmentExtended()
            | PreliminaryAssessmentConcluded()
        ):
            return _assessed_on(intake, event)
        case FeedbackRequested():
            return _feedback(intake, Feedback.ASKED)
        case FeedbackGiven() | FeedbackWithheld():
            return _feedback(intake, Feedback.ANSWERED)
        case IntakeWorkDone() | ReasonsKept() | WorkNoteKept():
            return intake
        case _:
            assert_never(event)


def _opened(event: IntakeOpened) -> UnderAssessment:
    return UnderAssessment(
        intake_id=event.intake_id,
        person_id=event.person_id,
        origin=event.origin,
        case_type=event.case_type,
        received_on=event.received_on,
    )


def _assessed_on(
    intake: Intake,
    event: ImmediateProtectionAssessed
    | IntakeAssigned
    | IntakeReassigned
    | PreliminaryAssessmentExtended
    | PreliminaryAssessmentConcluded,
) -> Intake:
    if not isinstance(intake, UnderAssessment):
        return intake
    match event:
        case ImmediateProtectionAssessed():
            return replace(intake, is_protection_assessed=True)
        case IntakeAssigned() | IntakeReassigned():
            return replace(intake, official=event.official, unit=event.unit)
        case PreliminaryAssessmentExtended():
            return replace(intake, extended_until_on=event.until_on)
        case PreliminaryAssessmentConcluded():
            return _concluded(intake, event)
        case _:
            assert_never(event)


def _concluded(intake: UnderAssessment, event: PreliminaryAssessmentConcluded) -> Concluded:
    return Concluded(
        way=event.way,
        origin=intake.origin,
        received_on=intake.received_on,
        feedback=intake.feedback,
    )


def _feedback(intake: Intake, feedback: Feedback) -> Intake:
    return intake if isinstance(intake, NotOpened) else replace(intake, feedback=feedback)
