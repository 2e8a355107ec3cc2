"""Deciding: a stream for the decision, and a line in the investigation, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.investigation.application.asked import Asked
from services.investigation.application.lawful import delegation, require_reasons
from services.investigation.application.streams import read_begun
from services.investigation.domain.decision.commands import MakeDecision
from services.investigation.domain.decision.rules import DECISION
from services.investigation.domain.investigation.commands import JoinDecision
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.catalogue import Catalogue
from shared.contracts.investigation import InvestigationOpened, Outcome
from shared.kernel.handling import begin, handle
from shared.kernel.store import Appended, Transaction

REASON_KINDS: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.GRANTED: ("decision",),
    Outcome.PARTLY_GRANTED: ("decision", "denial"),
    Outcome.DENIED: ("denial",),
    Outcome.DISMISSED: ("denial",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWanted:
    """What somebody wants to decide, before the catalogue has been asked."""

    decision_id: UUID
    decision_type: str
    outcome: Outcome
    intervention_type: str | None
    decided_on: date
    reason_codes: tuple[str, ...]
    reasons: str


async def decide(
    tx: Transaction,
    catalogue: Catalogue,
    investigation_id: UUID,
    wanted: DecisionWanted,
    asked: Asked,
) -> Appended:
    """Decide in an open investigation; return what was appended to the decision's stream.

    Raises:
        Refusal: a rule or the catalogue refused; nothing was appended to either stream.
        StreamMoved: the investigation is no longer as the caller has seen it.
    """
    stream, opened = await read_begun(tx, investigation_id, InvestigationOpened)
    joined = JoinDecision(
        decision_id=wanted.decision_id,
        is_intervention_granted=wanted.intervention_type is not None,
        decided_on=wanted.decided_on,
        today=asked.today,
    )
    await handle(
        tx,
        INVESTIGATION,
        investigation_id,
        joined,
        actor=asked.actor,
        causation_id=asked.causation_id,
        expected=asked.expected,
    )
    context = replace(stream.context, actor=asked.actor, causation_id=asked.causation_id)
    command = lawful_decision(catalogue, opened, wanted, asked)
    return await begin(tx, DECISION, wanted.decision_id, command, context)


def lawful_decision(
    catalogue: Catalogue, opened: InvestigationOpened, wanted: DecisionWanted, asked: Asked
) -> MakeDecision:
    """Return the command, with what the catalogue of that day says about it.

    Raises:
        UnknownCode, NotInForce: a code is not valid that day.
        NotForCaseType, OutcomeNotPossible, NotGrantedByDecision: they do not go together.
    """
    on, outcome = wanted.decided_on, wanted.outcome
    basis = catalogue.decide_under(
        opened.case_type,
        wanted.decision_type,
        on,
        outcome=outcome,
        intervention_type=wanted.intervention_type,
    )
    require_reasons(catalogue, REASON_KINDS[outcome], wanted.reason_codes, on, opened.case_type)
    return MakeDecision(
        decision_id=wanted.decision_id,
        investigation_id=opened.investigation_id,
        person_id=opened.person_id,
        case_type=opened.case_type,
        decision_type=wanted.decision_type,
        is_granting=catalogue.decision_type(wanted.decision_type, on).is_granting,
        outcome=outcome,
        intervention_type=wanted.intervention_type,
        legal_basis_id=basis.id,
        decided_on=on,
        decided_by=asked.actor.subject,
        decider_role=asked.actor.role,
        reason_codes=wanted.reason_codes,
        reasons=wanted.reasons,
        delegation=delegation(
            catalogue,
            wanted.decision_type,
            asked.actor.role,
            on,
            outcome=outcome,
            intervention_type=wanted.intervention_type,
        ),
        catalogue_version=catalogue.version,
    )
