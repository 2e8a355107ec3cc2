"""When a preliminary assessment has ended, open an investigation or attach the report to one."""

from typing import assert_never
from uuid import UUID, uuid5

from services.investigation.domain.investigation.commands import AttachReport, OpenInvestigation
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.catalogue import Catalogue
from shared.contracts.intake import PreliminaryAssessmentConcluded, Way
from shared.eventstore.reactions import Reaction
from shared.kernel.context import Actor, Client, Context, Recorded
from shared.kernel.files import file_of
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
    command = opening(concluded, catalogue)
    context = Context(
        actor=ACTOR,
        thread_id=recorded.context.thread_id,
        causation_id=recorded.event_id,
        person_id=concluded.person_id,
        file_id=file_of(concluded.person_id, catalogue.retention_group(concluded.case_type)),
    )
    await begin(tx, INVESTIGATION, command.investigation_id, command, context)


async def _attach(tx: Transaction, recorded: Recorded[PreliminaryAssessmentConcluded]) -> None:
    concluded = recorded.event
    if concluded.investigation_id is None:
        raise NotFound
    await handle(
        tx,
        INVESTIGATION,
        concluded.investigation_id,
        AttachReport(
            intake_id=concluded.intake_id,
            person_id=concluded.person_id,
            attached_on=concluded.concluded_on,
        ),
        actor=ACTOR,
        causation_id=recorded.event_id,
    )
