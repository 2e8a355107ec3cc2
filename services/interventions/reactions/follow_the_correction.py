"""When the day of a decision was put right, put right the day its intervention was granted."""

from typing import Any

from services.interventions.application.correcting import BOOK
from shared.contracts.interventions import InterventionOpened, intervention_id_of
from shared.contracts.investigation import DecisionMade
from shared.contracts.investigation_corrections import (
    DecisionDateCorrected,
    InvestigationCorrectionApproved,
    InvestigationFactAnnulled,
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

    hears = (DecisionDateCorrected, InvestigationCorrectionApproved, InvestigationFactAnnulled)
    return Reaction(name=NAME, hears=hears, react=react)


async def _follow(tx: Transaction, recorded: Recorded[Any], made: DecisionMade) -> None:
    stream = await tx.read(intervention_id_of(made.decision_id))
    opened = next((e for e in stream.standing if isinstance(e.event, InterventionOpened)), None)
    if opened is None or opened.event.granted_on == made.decided_on:
        return
    how = Circumstances(
        reason_code="follows-correction",
        explanation="Beslutsdagen är rättad på beslutet.",
        is_approval_needed=False,
        today=civil_date(recorded.recorded_at),
    )
    facts = {"granted_on": made.decided_on, "opened_on": made.decided_on}
    new = rules.correct(BOOK, stream.recorded, opened.event_id, facts, how)
    context = Context(
        actor=ACTOR,
        thread_id=stream.context.thread_id,
        causation_id=recorded.event_id,
        person_id=stream.context.person_id,
        file_id=stream.context.file_id,
    )
    await tx.append(stream.stream_id, new, context, after=stream.version)
