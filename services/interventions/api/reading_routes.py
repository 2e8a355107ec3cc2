"""Routes that read: lists, one intervention, its goals, and its texts in the clear."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from services.interventions.api import queries
from services.interventions.api.answers import (
    GoalItem,
    InterventionAnswer,
    InterventionItem,
    NotesAnswer,
)
from services.interventions.api.queries import Wanted
from services.interventions.application.notes import notes_of
from services.interventions.projections.goals import GOALS
from services.interventions.projections.interventions import INTERVENTIONS, ShownStage
from shared.http.edge import EdgeRouter, ListingOf, ReadingOf, lists, reads
from shared.kernel.sealed import Sealer

ROUTER = EdgeRouter(tags=["Insats"])
READ = "interventions:read"

Unit = Annotated[str | None, Query(description="Ansvarig enhet.", max_length=64)]
Provider = Annotated[str | None, Query(description="Utförare.", max_length=64)]
Official = Annotated[str | None, Query(description="Handläggare.", max_length=64)]
Stage = Annotated[ShownStage | None, Query(description="Skede.")]
Person = Annotated[UUID | None, Query(alias="personId", description="Den enskildes pseudonym.")]
Ended = Annotated[bool, Query(description="Ta med avslutade insatser.")]


@ROUTER.get("/interventions", **lists(rights=READ, item=InterventionItem))
async def list_interventions(
    reading: ListingOf,
    unit: Unit = None,
    provider: Provider = None,
    official: Official = None,
    stage: Stage = None,
    person_id: Person = None,
    ended: Ended = False,
) -> Response:
    """Lista insatser, den äldsta först; utan avslutade om inget annat sägs."""
    await reading.at_least(INTERVENTIONS.name)
    wanted = Wanted(
        unit=unit,
        provider=provider,
        official=official,
        stage=stage,
        person_id=person_id,
        is_ended_shown=ended,
    )
    rows = await queries.interventions(reading.store, reading.page, reading.sight, wanted)
    items = [InterventionItem.of(row) for row in rows]
    return await reading.listing(items, shows=InterventionItem.shown)


@ROUTER.get("/unexecuted-decisions", **lists(rights=READ, item=InterventionItem))
async def list_unexecuted_decisions(
    reading: ListingOf, unit: Unit = None, provider: Provider = None, official: Official = None
) -> Response:
    """Lista beviljade insatser som inte verkställs, den äldsta först.

    Här står det som har beviljats och inte börjat, och det som är avbrutet. Insatser utan
    behovsprövning ingår aldrig. Hur länge något väntat räknas i uppföljningen.
    """
    await reading.at_least(INTERVENTIONS.name)
    wanted = Wanted(unit=unit, provider=provider, official=official)
    page, sight = reading.page, reading.sight
    rows = await queries.unexecuted_decisions(reading.store, page, sight, wanted)
    items = [InterventionItem.of(row) for row in rows]
    return await reading.listing(items, shows=InterventionItem.shown)


@ROUTER.get("/interventions/{intervention_id}", **reads(rights=READ, answer=InterventionAnswer))
async def read_intervention(intervention_id: UUID, reading: ReadingOf) -> Response:
    """Läs en insats, pågående eller avslutad.

    Svaret bygger på insatsens egna händelser och är alltid aktuellt.
    """
    stream, row, goals = await queries.intervention(reading.store, intervention_id)
    items = tuple(GoalItem.of(goal) for goal in goals)
    answer = InterventionAnswer(intervention=InterventionItem.of(row), goals=items)
    return await reading.one(answer, shows=stream.shown, version=stream.version)


@ROUTER.get("/interventions/{intervention_id}/goals", **lists(rights=READ, item=GoalItem))
async def list_goals(intervention_id: UUID, reading: ListingOf) -> Response:
    """Lista målen i en insats, i den ordning de sattes."""
    await reading.at_least(GOALS.name)
    stream, *_ = await queries.intervention(reading.store, intervention_id)
    rows = await queries.goals(reading.store, reading.page, intervention_id)
    items = [GoalItem.of(row) for row in rows]
    return await reading.listing(items, shows=GoalItem.shown, about=stream.shown)


def note_routes(sealer: Sealer) -> EdgeRouter:
    """Return the route of the texts, bound to where file keys come from."""
    router = EdgeRouter(tags=["Texter"])

    @router.get(
        "/interventions/{intervention_id}/notes",
        **reads(rights="interventions:handle", answer=NotesAnswer),
    )
    async def read_notes(intervention_id: UUID, reading: ReadingOf) -> Response:
        """Läs insatsens texter: mål, skäl, uppföljningar och den enskildes egen syn."""
        stream, *_ = await queries.intervention(reading.store, intervention_id)
        answer = NotesAnswer.of(await notes_of(stream, sealer))
        return await reading.one(answer, shows=stream.shown, version=stream.version)

    return router
