"""What may be put right in an intake, and of a person in the register."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.intake.domain.corrections.retracing import asked
from services.intake.domain.intake.rules import INTAKE
from shared.contracts import intake as told
from shared.contracts import intake_corrections as corrections

KINDS: Mapping[type, tuple[type, ...]] = {
    told.IntakeOpened: (
        corrections.ReceiptDateCorrected,
        corrections.IntakeReasonsCorrected,
        corrections.IntakePersonCorrected,
    ),
    told.ImmediateProtectionAssessed: (corrections.ProtectionDateCorrected,),
    told.IntakeReassigned: (corrections.IntakeReassignmentCorrected,),
    told.PreliminaryAssessmentConcluded: (
        corrections.ConclusionDateCorrected,
        corrections.ReceiptDateCorrected,
    ),
}
STANDING_TWICE = frozenset({corrections.ReceiptDateCorrected})
PERSON_KINDS: Mapping[type, tuple[type, ...]] = {
    told.PersonRegistered: (corrections.PersonFactsCorrected,),
}
ANNULLABLE = frozenset(
    {
        told.ImmediateProtectionAssessed,
        told.IntakeAssigned,
        told.IntakeReassigned,
        told.FeedbackRequested,
        told.FeedbackGiven,
        told.FeedbackWithheld,
        told.IntakeWorkDone,
    }
)
"""Not what was decided, and not the opening: a matter about somebody is closed, never erased."""


def require_coherent(events: Sequence[Any]) -> None:
    """Return when ``events``, oldest first, can have happened so in an intake.

    Raises:
        Refusal: one of them cannot have followed on those before it.
    """
    INTAKE.retrace(events, asked)


def any_person(_events: Sequence[Any]) -> None:
    """Return: a person may have been born any year, and live anywhere."""
