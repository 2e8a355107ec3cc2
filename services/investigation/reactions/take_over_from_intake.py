"""When a preliminary assessment has ended, open an investigation or attach the report to one.

And when the intake turns out to be about somebody else, let the investigation follow.

Intake chose by a read model that may have been a moment late: two reports about one person, both
chosen to be investigated, lead to one investigation. This reaction's own place in the ledger is
its lock, so it reads here what it opened last.
"""

from typing import Any, assert_never
from uuid import UUID, uuid5

from services.investigation.application.following import follow_the_person
from services.investigation.application.under_way import investigations_under_way
from services.investigation.domain.investigation.commands import AttachReport, OpenInvestigation
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.catalogue import Catalogue
from shared.contracts.intake import IntakeOpened, Origin, PreliminaryAssessmentConcluded, Way
from shared.contracts.intake_corrections import (
    IntakeCorrectionApproved,
    IntakeFactAnnulled,
    IntakePersonCorrected,
)
from shared.eventstore.reactions import Reaction
from shared.kernel.clock import civil_date
from shared.kernel.context import Actor, Client, Context, Recorded
from shared.kernel.corrections import corrected
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

    async def react(tx: Transaction, recorded: Recorded[Any]) -> None:
        stands = await _standing(tx, recorded)
        if isinstance(stands.event, PreliminaryAssessmentConcluded):
            await take_over(tx, stands)
        elif isinstance(stands.event, IntakeOpened):
            await _follow(tx, recorded, stands.event)

    async def take_over(
        tx: Transaction, recorded: Recorded[PreliminaryAssessmentConcluded]
    ) -> None:
        match recorded.event.way:
            case Way.INVESTIGATE:
                await _open(tx, recorded, catalogue)
            case Way.ATTACH:
                await _attach(tx, recorded)
            case Way.NO_ACTION:
                pass
            case _:
                assert_never(recorded.event.way)

    hears = (
        PreliminaryAssessmentConcluded,
        IntakePersonCorrected,
        IntakeCorrectionApproved,
        IntakeFactAnnulled,
    )
    return Reaction(name=NAME, hears=hears, react=react)


async def _standing(tx: Transaction, recorded: Recorded[Any]) -> Recorded[Any]:
    """Return the conclusion as it stands; of a correction, the opening of its intake."""
    known = corrected(await tx.known(recorded.context))
    if isinstance(recorded.event, PreliminaryAssessmentConcluded):
        return next((each for each in known if each.event_id == recorded.event_id), recorded)
    mine = (each for each in known if each.stream_id == recorded.stream_id)
    return next((each for each in mine if isinstance(each.event, IntakeOpened)), recorded)


async def _follow(tx: Transaction, recorded: Recorded[Any], opened: IntakeOpened) -> None:
    investigation_id, on = investigation_id_of(opened.intake_id), civil_date(recorded.recorded_at)
    await follow_the_person(tx, investigation_id, opened.person_id, recorded, ACTOR, on)


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
