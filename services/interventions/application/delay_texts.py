"""The words beside the latest reasons for delay, for those who hand over the quarterly report."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.interventions.application.storage import CODEC
from services.interventions.domain.events import ReasonsNoted, Step
from shared.contracts.interventions import NonExecutionExplained
from shared.eventstore.opening import opened
from shared.kernel.sealed import Sealer
from shared.kernel.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayText:
    """Skälet i text: beside the event that gave its code."""

    intervention_id: UUID
    explained_by: UUID
    person_id: UUID | None
    text: str


async def delay_texts(
    store: Store, sealer: Sealer, intervention_ids: Sequence[UUID]
) -> Sequence[DelayText]:
    """Return every explanation in words of the interventions; none for what has none."""
    return [text for each in intervention_ids for text in await _of(store, sealer, each)]


async def _of(store: Store, sealer: Sealer, intervention_id: UUID) -> Sequence[DelayText]:
    stream = await store.read(intervention_id)
    if not stream.version:
        return []
    found: list[DelayText] = []
    words: str | None = None
    for recorded in await opened(stream, CODEC, sealer):
        event = recorded.event
        if isinstance(event, NonExecutionExplained) and words is not None:
            text = DelayText(
                intervention_id=intervention_id,
                explained_by=recorded.event_id,
                person_id=recorded.context.person_id,
                text=words,
            )
            found.append(text)
        is_of_delay = isinstance(event, ReasonsNoted) and event.step is Step.NON_EXECUTION
        words = event.reasons if is_of_delay else None
    return found
