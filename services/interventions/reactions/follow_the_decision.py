"""When a decision grants an intervention, open it; when it is appealed, note that on it.

One reaction hears both, so that an appeal is never heard before the decision it is about.
"""

from uuid import UUID

from services.interventions.application.lawful import Law
from services.interventions.application.opening import granted
from services.interventions.domain.commands import NoteAppeal, OpenGrantedIntervention
from services.interventions.domain.rules import INTERVENTION
from shared.contracts.interventions import intervention_id_of
from shared.contracts.investigation import DecisionAppealed, DecisionMade
from shared.eventstore.reactions import Reaction
from shared.kernel.context import Actor, Client, Context, Recorded
from shared.kernel.corrections import corrected
from shared.kernel.handling import begin, handle
from shared.kernel.store import Transaction

NAME = "follow-the-decision"
ACTOR = Actor(subject=NAME, role="system", client=Client.SYSTEM, client_id="interventions")


def follow_the_decision(law: Law) -> Reaction:
    """Return the reaction, asking the law of the day of the decision."""

    async def react(tx: Transaction, recorded: Recorded[DecisionMade | DecisionAppealed]) -> None:
        event = recorded.event
        stream = await tx.read(intervention_id_of(event.decision_id))
        if any(each.context.causation_id == recorded.event_id for each in stream.recorded):
            return
        if isinstance(event, DecisionMade):
            known = corrected(await tx.known(recorded.context))
            made = next((e.event for e in known if e.event_id == recorded.event_id), event)
            await _open(tx, recorded, granted(law, made))
        elif stream.version:  # most appeals are about a denial, which led to nothing here
            await _note(tx, recorded, stream.stream_id, event)

    return Reaction(name=NAME, hears=(DecisionMade, DecisionAppealed), react=react)


async def _open(
    tx: Transaction, recorded: Recorded[object], command: OpenGrantedIntervention | None
) -> None:
    if command is None:
        return
    context = Context(
        actor=ACTOR,
        thread_id=recorded.context.thread_id,
        causation_id=recorded.event_id,
        person_id=command.person_id,
        file_id=recorded.context.file_id,
    )
    await begin(tx, INTERVENTION, command.intervention_id, command, context)


async def _note(
    tx: Transaction, recorded: Recorded[object], intervention_id: UUID, appealed: DecisionAppealed
) -> None:
    command = NoteAppeal(
        decision_id=appealed.decision_id,
        received_on=appealed.received_on,
        is_in_time=appealed.is_in_time,
    )
    await handle(
        tx,
        INTERVENTION,
        intervention_id,
        command,
        actor=ACTOR,
        causation_id=recorded.event_id,
    )
