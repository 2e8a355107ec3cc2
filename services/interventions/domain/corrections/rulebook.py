"""What may be put right in an intervention."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from services.interventions.domain.corrections.retracing import asked
from services.interventions.domain.rules import INTERVENTION
from shared.contracts import interventions as told
from shared.contracts import interventions_corrections as corrections
from shared.contracts.interventions_isu import IsuPublished

KINDS: Mapping[type, tuple[type, ...]] = {
    told.InterventionOpened: (
        corrections.InterventionOpeningCorrected,
        corrections.InterventionPersonCorrected,
    ),
    told.InterventionOffered: (corrections.OfferCorrected,),
    told.InterventionDeclined: (corrections.DeclineCorrected,),
    told.InterventionExecuted: (corrections.ExecutionCorrected,),
    told.InterventionInterrupted: (corrections.InterruptionCorrected,),
    told.InterventionResumed: (corrections.ResumptionCorrected,),
    told.MethodSwapped: (corrections.MethodSwapCorrected,),
    told.InterventionEnded: (corrections.EndingCorrected,),
}
ANNULLABLE = frozenset(
    {
        told.InterventionAssigned,
        told.InterventionReassigned,
        told.InterventionOffered,
        told.InterventionDeclined,
        told.InterventionExecuted,
        told.InterventionInterrupted,
        told.InterventionResumed,
        told.GoalSet,
        told.InterventionFollowedUp,
        told.MethodSwapped,
        told.InterventionEnded,
        told.NonExecutionExplained,
        *get_args(IsuPublished),
    }
)
"""Not the opening: what was granted is undone by a new decision only."""


def require_coherent(events: Sequence[Any]) -> None:
    """Return when ``events``, oldest first, can have happened so.

    Raises:
        Refusal: one of them cannot have followed on those before it.
    """
    INTERVENTION.retrace(events, asked)
