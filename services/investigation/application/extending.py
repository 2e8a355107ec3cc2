"""Extending: from the end that the law or an earlier extension sets, within delegation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.investigation.application.asked import Asked
from services.investigation.application.lawful import delegation
from services.investigation.application.streams import read_begun
from services.investigation.domain.investigation.commands import ExtendInvestigation
from services.investigation.domain.investigation.refusals import NothingToExtend
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.catalogue import Catalogue
from shared.contracts.investigation import InvestigationOpened
from shared.kernel.calendar import Unit, effective_end, nominal_end
from shared.kernel.handling import handle
from shared.kernel.store import Appended, Transaction

EXTENDED = "investigation.extended.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """The end that the law sets, and what an extension of it takes."""

    end_on: date
    ground: str
    decision_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionWanted:
    """What somebody wants to decide, before the catalogue has been asked."""

    until_on: date
    decided_on: date
    reasons: str


def time_limit(catalogue: Catalogue, opened: InvestigationOpened) -> TimeLimit:
    """Return the time limit of the investigation, by the law of the day it was opened.

    Raises:
        NothingToExtend: there is none that may be extended.
    """
    for clock in catalogue.clocks_for(opened.case_type, opened.opened_on):
        extension = clock.extension
        if extension is None or extension.event != EXTENDED or clock.length is None:
            continue
        if extension.ground is not None and extension.decision_type is not None:
            end_on = nominal_end(opened.opened_on, clock.length, Unit(clock.unit))
            return TimeLimit(
                end_on=end_on, ground=extension.ground, decision_type=extension.decision_type
            )
    raise NothingToExtend


async def extend(
    tx: Transaction,
    catalogue: Catalogue,
    investigation_id: UUID,
    wanted: ExtensionWanted,
    asked: Asked,
) -> Appended:
    """Decide that the investigation may take longer.

    Raises:
        Refusal: a rule or the catalogue refused; nothing was appended.
        StreamMoved: the investigation is no longer as the caller has seen it.
    """
    _, opened = await read_begun(tx, investigation_id, InvestigationOpened)
    return await handle(
        tx,
        INVESTIGATION,
        investigation_id,
        lawful_extension(catalogue, opened, wanted, asked),
        actor=asked.actor,
        causation_id=asked.causation_id,
        expected=asked.expected,
    )


def lawful_extension(
    catalogue: Catalogue, opened: InvestigationOpened, wanted: ExtensionWanted, asked: Asked
) -> ExtendInvestigation:
    """Return the command, with what the catalogue of that day says about it."""
    limit, on, role = time_limit(catalogue, opened), wanted.decided_on, asked.actor.role
    purpose = catalogue.decision_type(limit.decision_type, on).purpose
    return ExtendInvestigation(
        until_on=wanted.until_on,
        decided_on=on,
        decided_by=asked.actor.subject,
        decider_role=role,
        ground_code=limit.ground,
        reasons=wanted.reasons,
        legal_basis_id=catalogue.basis_for(purpose, on).id,
        statutory_end_on=limit.end_on,
        delegation=delegation(
            catalogue, limit.decision_type, role, on, days=(wanted.until_on - limit.end_on).days
        ),
        today=asked.today,
        statutory_last_on=effective_end(limit.end_on),
    )
