"""When a preliminary assessment has ended, open an investigation or attach the report to one.

Intake chose by a read model that may have been a moment late: two reports about one person, both
chosen to be investigated, lead to one investigation. This reaction's own place in the ledger is
its lock, so it reads here what it opened last.
"""

from typing import assert_never
from uuid import UUID, uuid5

from services.investigation.application.under_way import investigations_under_way
from services.investigation.domain.investigation.commands import AttachReport, OpenInvestigation
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.catalogue import Catalogue
from shared.contracts.intake import Origin, PreliminaryAssessmentConcluded, Way
from shared.eventstore.reactions import Reaction
from shared.kernel.context import Actor, Client, Context, Recorded
from shared.kernel.handling import begin, handle
from shared.kernel.refusal import NotFound
from shared.kernel.store import Transaction

NAME = "take-over-from-intake"
ACTOR = Actor(subject=NAME, role="system", client=Client.SYSTEM, client_id="investigation")


def investigation_id_of(intake_id: UUID) -> UUID:
    """Return the id of the investigation an intake leads to: asked for twice, opened once."""
    return uuid5(intake_id, "investigation")


def opening(concluded: PreliminaryAssessmentConcluded, catalogue: Catalogue) -> OpenInvestigation:
    """Return what to ask for, under the law in force on the day of the choice."""
    on = concluded.concluded_on
    return OpenInvestigation(
        investigation_id=investigation_id_of(concluded.intake_id),
        intake_id=concluded.intake_id,
        person_id=concluded.person_id,
        case_type=concluded.case_type,
        legal_basis_id=catalogue.basis_for("open-investigation", on).id,
        opened_on=on,
        catalogue_version=catalogue.version,
    )


def take_over_from_intake(catalogue: Catalogue) -> Reaction:
    """Return the reaction, asking ``catalogue`` for the law."""

    async def react(tx: Transaction, recorded: Recorded[PreliminaryAssessmentConcluded]) -> None:
        match recorded.event.way:
            case Way.INVESTIGATE:
                await _open(tx, recorded, catalogue)
            case Way.ATTACH:
                await _attach(tx, recorded)
            case Way.NO_ACTION:
                pass
            case _:
                assert_never(recorded.event.way)

    return Reaction(name=NAME, hears=(PreliminaryAssessmentConcluded,), react=react)


async def _open(
    tx: Transaction, recorded: Recorded[PreliminaryAssessmentConcluded], catalogue: Catalogue
) -> None:
    concluded = recorded.event
    under_way = await _under_way(tx, concluded)
    if under_way is not None:
        await _attach_to(tx, recorded, under_way)
        return
    command = opening(concluded, catalogue)
    context = Context(
        actor=ACTOR,
        thread_id=recorded.context.thread_id,
        causation_id=recorded.event_id,
        person_id=concluded.person_id,
        file_id=recorded.context.file_id,
    )
    await begin(tx, INVESTIGATION, command.investigation_id, command, context)


async def _attach(tx: Transaction, recorded: Recorded[PreliminaryAssessmentConcluded]) -> None:
    if recorded.event.investigation_id is None:
        raise NotFound
    await _attach_to(tx, recorded, recorded.event.investigation_id)


async def _under_way(tx: Transaction, concluded: PreliminaryAssessmentConcluded) -> UUID | None:
    """Return the investigation that a report joins, if one was opened since intake chose."""
    if concluded.origin is not Origin.CONCERN_REPORT:
        return None
    own_id = investigation_id_of(concluded.intake_id)
    found = await investigations_under_way(tx, concluded.person_id, concluded.case_type)
    return next((each for each in found if each != own_id), None)


async def _attach_to(
    tx: Transaction, recorded: Recorded[PreliminaryAssessmentConcluded], investigation_id: UUID
) -> None:
    concluded = recorded.event
    await handle(
        tx,
        INVESTIGATION,
        investigation_id,
        AttachReport(
            intake_id=concluded.intake_id,
            person_id=concluded.person_id,
            attached_on=concluded.concluded_on,
        ),
        actor=ACTOR,
        causation_id=recorded.event_id,
    )
