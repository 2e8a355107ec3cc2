"""Closing: within delegation, for a reason that goes with how it ends."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.investigation.application.asked import Asked
from services.investigation.application.lawful import delegation, require_reasons
from services.investigation.application.streams import read_begun
from services.investigation.domain.investigation.commands import CloseInvestigation
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.catalogue import Catalogue
from shared.contracts.investigation import InvestigationOpened
from shared.kernel.handling import handle
from shared.kernel.store import Appended, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingWanted:
    """What somebody wants to close, before the catalogue has been asked."""

    closed_on: date
    is_with_intervention: bool
    reason_code: str
    summary: str


async def close(
    tx: Transaction,
    catalogue: Catalogue,
    investigation_id: UUID,
    wanted: ClosingWanted,
    asked: Asked,
) -> Appended:
    """Close the investigation.

    Raises:
        NotFound: there is no such investigation.
        Refusal: a rule or the catalogue refused; nothing was appended.
        StreamMoved: the investigation is no longer as the caller has seen it.
    """
    _, opened = await read_begun(tx, investigation_id, InvestigationOpened)
    return await handle(
        tx,
        INVESTIGATION,
        investigation_id,
        lawful_closing(catalogue, opened.case_type, wanted, asked),
        actor=asked.actor,
        causation_id=asked.causation_id,
        expected=asked.expected,
    )


def lawful_closing(
    catalogue: Catalogue, case_type: str, wanted: ClosingWanted, asked: Asked
) -> CloseInvestigation:
    """Return the command, with what the catalogue of that day says about it.

    Raises:
        UnknownCode, NotInForce: the reason is not one for closing such a matter that day.
    """
    on, code = wanted.closed_on, wanted.reason_code
    require_reasons(catalogue, ("closing",), (code,), on, case_type)
    return CloseInvestigation(
        closed_on=on,
        closed_by=asked.actor.subject,
        is_with_intervention=wanted.is_with_intervention,
        reason_code=code,
        summary=wanted.summary,
        delegation=delegation(catalogue, "close-investigation", asked.actor.role, on),
        is_reason_with_intervention=catalogue.reason("closing", code, on).is_with_intervention,
        today=asked.today,
    )
