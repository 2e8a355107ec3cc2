"""What may be put right in an investigation, and of a decision: its day, never its content."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.investigation.domain.corrections.retracing import asked, asked_of_decision
from services.investigation.domain.decision.rules import DECISION
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.contracts import investigation as told
from shared.contracts import investigation_corrections as corrections

KINDS: Mapping[type, tuple[type, ...]] = {
    told.InvestigationOpened: (corrections.InvestigationOpeningCorrected,),
    told.InvestigationReassigned: (corrections.InvestigationReassignmentCorrected,),
    told.ContactHeld: (corrections.ContactCorrected,),
    told.InvestigationClosed: (corrections.InvestigationClosingCorrected,),
}
DECISION_KINDS: Mapping[type, tuple[type, ...]] = {
    told.DecisionMade: (corrections.DecisionDateCorrected,),
}
ANNULLABLE = frozenset(
    {
        told.ReportAttached,
        told.InvestigationAssigned,
        told.InvestigationReassigned,
        told.InvestigationPlanned,
        told.ContactHeld,
        told.InstrumentApplied,
        told.MaterialCommunicated,
        told.InvestigationClosed,
    }
)
DECISION_ANNULLABLE = frozenset(
    {told.DecisionAppealed, told.ExecutionPostponed, told.DecisionWithdrawn}
)


def require_coherent(events: Sequence[Any]) -> None:
    """Return when ``events``, oldest first, can have happened so in an investigation.

    Raises:
        Refusal: one of them cannot have followed on those before it.
    """
    INVESTIGATION.retrace(events, asked)


def require_coherent_decision(events: Sequence[Any]) -> None:
    """Return when ``events``, oldest first, can have happened so to a decision.

    Raises:
        Refusal: one of them cannot have followed on those before it.
    """
    DECISION.retrace(events, asked_of_decision)
