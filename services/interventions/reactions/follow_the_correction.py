"""When a decision was put right, put right the intervention: the day, and whom it is about."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from services.interventions.application.correcting import BOOK
from shared.contracts.interventions import InterventionOpened, intervention_id_of
from shared.contracts.investigation import DecisionMade
from shared.contracts.investigation_corrections import (
    DecisionDateCorrected,
    InvestigationCorrectionApproved,
    InvestigationFactAnnulled,
    InvestigationPersonCorrected,
)
from shared.corrections import rules
from shared.corrections.rulebook import Circumstances
from shared.eventstore.reactions import Reaction
from shared.kernel.clock import civil_date
from shared.kernel.context import Actor, Client, Context, Recorded
from shared.kernel.corrections import corrected
from shared.kernel.store import Transaction

NAME = "follow-the-correction"
ACTOR = Actor(subject=NAME, role="system", client=Client.SYSTEM, client_id="interventions")


def follow_the_correction() -> Reaction:
    """Return the reaction; a day that the intervention cannot have been granted on is parked."""

    async def react(tx: Transaction, recorded: Recorded[Any]) -> None:
        known = corrected(await tx.known(recorded.context))
        made = [e.event for e in known if e.stream_id == recorded.stream_id]
        for decision in made:
            if isinstance(decision, DecisionMade):
                await _follow(tx, recorded, decision)

    hears = (
        DecisionDateCorrected,
        InvestigationPersonCorrected,
        InvestigationCorrectionApproved,
        InvestigationFactAnnulled,
    )
    return Reaction(name=NAME, hears=hears, react=react)


async def _follow(tx: Transaction, recorded: Recorded[Any], made: DecisionMade) -> None:
    stream = await tx.read(intervention_id_of(made.decision_id))
    opened = next((e for e in stream.standing if isinstance(e.event, InterventionOpened)), None)
    if opened is None:
        return
    for facts in _differing(opened.event, made):
        await _put_right(tx, stream.stream_id, opened.event_id, facts, recorded)


def _differing(opened: InterventionOpened, made: DecisionMade) -> Iterator[Mapping[str, object]]:
    if opened.granted_on != made.decided_on:
        yield {"granted_on": made.decided_on, "opened_on": made.decided_on}
    if opened.person_id != made.person_id:
        yield {"person_id": made.person_id}


async def _put_right(
    tx: Transaction,
    intervention_id: UUID,
    event_id: UUID,
    facts: Mapping[str, object],
    recorded: Recorded[Any],
) -> None:
    stream = await tx.read(intervention_id)
    how = Circumstances(
        reason_code="follows-correction",
        explanation="Rättat på beslutet.",
        is_approval_needed=False,
        today=civil_date(recorded.recorded_at),
    )
    new = rules.correct(BOOK, stream.recorded, event_id, facts, how)
    context = Context(
        actor=ACTOR,
        thread_id=stream.context.thread_id,
        causation_id=recorded.event_id,
        person_id=stream.context.person_id,
        file_id=stream.context.file_id,
    )
    await tx.append(stream.stream_id, new, context, after=stream.version)
