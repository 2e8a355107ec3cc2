"""Correcting facts of investigations and the day of decisions: rule books and codes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.investigation.application.lawful import require_reasons
from services.investigation.domain.corrections.events import (
    InvestigationCorrectionExplained,
    InvestigationFactDisputed,
)
from services.investigation.domain.corrections.rulebook import (
    ANNULLABLE,
    DECISION_ANNULLABLE,
    DECISION_KINDS,
    KINDS,
    require_coherent,
    require_coherent_decision,
)
from services.investigation.domain.investigation.events import DecisionJoined
from services.investigation.domain.investigation.refusals import ReasonOfOtherClosing
from shared.catalogue import Catalogue
from shared.contracts.investigation import (
    DecisionMade,
    InvestigationClosed,
    InvestigationOpened,
)
from shared.contracts.investigation_corrections import (
    DecisionDateCorrected,
    InvestigationCorrectionApproved,
    InvestigationFactAnnulled,
)
from shared.contracts.names import HAPPENED_ON
from shared.corrections.correcting import Asked, Corrections, Lawful
from shared.corrections.dependants import everybody
from shared.corrections.impact import Dependant
from shared.corrections.rulebook import Rulebook
from shared.kernel.context import Recorded
from shared.kernel.corrections import applied
from shared.kernel.store import Stream, Transaction

BOOK = Rulebook(
    kinds=KINDS,
    annullable=ANNULLABLE,
    annulled=InvestigationFactAnnulled,
    approved=InvestigationCorrectionApproved,
    explained=InvestigationCorrectionExplained,
    disputed=InvestigationFactDisputed,
    require_coherent=require_coherent,
)
DECISION_BOOK = replace(
    BOOK,
    kinds=DECISION_KINDS,
    annullable=DECISION_ANNULLABLE,
    require_coherent=require_coherent_decision,
)


def corrections(catalogue: Catalogue, *more: Dependant) -> Corrections:
    """Return what corrects investigations; ``more`` say what else a correction changes."""
    return Corrections(
        BOOK, catalogue, lawful=_lawful(catalogue), dependants=(*everybody(catalogue), *more)
    )


def decision_corrections(catalogue: Catalogue, *more: Dependant) -> Corrections:
    """Return what corrects the day of decisions; the investigation follows in the same moment."""

    async def lawful(
        _tx: Transaction, _stream: Stream[Any], event: Any, facts: Mapping[str, Any]
    ) -> None:
        if isinstance(event, DecisionMade) and "decided_on" in facts:
            catalogue.legal_basis(event.legal_basis_id, facts["decided_on"])

    return Corrections(
        DECISION_BOOK,
        catalogue,
        lawful=lawful,
        dependants=(*everybody(catalogue), *more),
        elsewhere=_follow_in_the_investigation,
    )


def _lawful(catalogue: Catalogue) -> Lawful:
    async def require(
        _tx: Transaction, stream: Stream[Any], event: Any, facts: Mapping[str, Any]
    ) -> None:
        if "reason_code" not in facts:
            return
        day = HAPPENED_ON[type(event)]
        on, code = facts.get(day, getattr(event, day)), facts["reason_code"]
        opened = next(each for each in stream.events if isinstance(each, InvestigationOpened))
        kind = "closing" if isinstance(event, InvestigationClosed) else "reassignment"
        require_reasons(catalogue, (kind,), (code,), on, opened.case_type)
        if isinstance(event, InvestigationClosed):
            only = catalogue.reason(kind, code, on).is_with_intervention
            if only not in (None, event.is_with_intervention):
                raise ReasonOfOtherClosing

    return require


async def _follow_in_the_investigation(
    tx: Transaction, stream: Stream[Any], cause: Recorded[Any], asked: Asked
) -> None:
    """Let the line of the decision in its investigation bear the same day.

    Raises:
        Refusal: the investigation cannot have gone so; nothing is corrected then.
    """
    made = next(each for each in stream.events if isinstance(each, DecisionMade))
    investigation = await tx.read(made.investigation_id)
    for fact in investigation.standing:
        line = fact.event
        if not isinstance(line, DecisionJoined) or line.decision_id != made.decision_id:
            continue
        if line.decided_on != made.decided_on:
            same = DecisionDateCorrected(
                corrects_event_id=fact.event_id,
                corrected_on=asked.today,
                correction_reason_code="follows-correction",
                is_approval_needed=False,
                decided_on=made.decided_on,
            )
            right = [applied(e, same) if e is line else e for e in investigation.events]
            require_coherent(right)
            context = replace(
                investigation.context, actor=asked.actor, causation_id=cause.event_id
            )
            await tx.append(investigation.stream_id, [same], context, after=investigation.version)
