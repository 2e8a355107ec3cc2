"""What happens to a granting decision afterwards: postponed, withdrawn, replaced."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.investigation.application.asked import Asked
from services.investigation.application.streams import read_begun
from services.investigation.domain.decision.commands import (
    PostponeExecution,
    ReplaceDecision,
    WithdrawDecision,
)
from services.investigation.domain.decision.rules import DECISION
from shared.catalogue import Catalogue, NotInForce
from shared.contracts.investigation import DecisionEffect, DecisionMade
from shared.kernel.handling import handle
from shared.kernel.refusal import NotFound, Refusal
from shared.kernel.store import Appended, Transaction

DETRIMENT = "sol-14-9"


class NewDecisionUnknown(Refusal):
    """The decision that is said to replace another one is not there."""

    code = "new-decision-unknown"
    detail = "Det nya beslutet finns inte. Fatta det först, och ange sedan vad det ersätter."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementWanted:
    """How somebody says that a new decision took the place of an earlier one."""

    by_decision_id: UUID
    effect: DecisionEffect
    effective_on: date
    is_to_detriment: bool


async def change_standing(
    tx: Transaction,
    decision_id: UUID,
    command: PostponeExecution | WithdrawDecision,
    asked: Asked,
) -> Appended:
    """Postpone or withdraw.

    Raises:
        NotFound: there is no such decision.
        Refusal: a rule refused; nothing was appended.
        StreamMoved: the decision is no longer as the caller has seen it.
    """
    await read_begun(tx, decision_id, DecisionMade)
    return await _handle(tx, decision_id, command, asked)


async def replace_decision(
    tx: Transaction,
    catalogue: Catalogue,
    decision_id: UUID,
    wanted: ReplacementWanted,
    asked: Asked,
) -> Appended:
    """Say which new decision replaced an earlier one, and from which day.

    Raises:
        NotFound: there is no such decision.
        Refusal: a rule refused, or there is no such new decision; nothing was appended.
        StreamMoved: the decision is no longer as the caller has seen it.
    """
    _, earlier = await read_begun(tx, decision_id, DecisionMade)
    try:
        _, new = await read_begun(tx, wanted.by_decision_id, DecisionMade)
    except NotFound:
        raise NewDecisionUnknown from None
    command = ReplaceDecision(
        by_decision_id=wanted.by_decision_id,
        by_person_id=new.person_id,
        by_decided_on=new.decided_on,
        effect=wanted.effect,
        effective_on=wanted.effective_on,
        is_to_detriment=wanted.is_to_detriment,
        detriment_basis_id=detriment_basis(catalogue, earlier.decided_on),
    )
    return await _handle(tx, decision_id, command, asked)


def detriment_basis(catalogue: Catalogue, decided_on: date) -> str | None:
    """Return what lets a decision of that day be changed to the detriment; None when nothing."""
    try:
        return catalogue.legal_basis(DETRIMENT, decided_on).id
    except NotInForce:
        return None


async def _handle(
    tx: Transaction,
    decision_id: UUID,
    command: PostponeExecution | WithdrawDecision | ReplaceDecision,
    asked: Asked,
) -> Appended:
    return await handle(
        tx,
        DECISION,
        decision_id,
        command,
        actor=asked.actor,
        causation_id=asked.causation_id,
        expected=asked.expected,
    )
