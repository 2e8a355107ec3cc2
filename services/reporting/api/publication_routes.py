"""Routes of published figures: publish one, show it again, and what was learned since."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from services.reporting.api.figure_routes import CODE
from services.reporting.api.publication_schemas import (
    PublishedAnswer,
    PublishedItem,
    PublishFigureBody,
    RevisionAnswer,
)
from services.reporting.api.published_queries import published_figures
from services.reporting.application.as_of import as_of
from services.reporting.application.figures.asking import (
    FigureAsked,
    checked,
    definition,
)
from services.reporting.application.figures.publishing import (
    WantedPublication,
    publish,
    published,
    reproduced,
    revised,
)
from services.reporting.domain.figures.periods import Period
from services.reporting.projections.figure_keeping import FIGURE_FACTS
from services.reporting.projections.published_figures import PUBLISHED_FIGURES
from shared.catalogue import catalogue
from shared.http.edge import (
    Accepted,
    ChangeOf,
    EdgeRouter,
    ListingOf,
    ReadingOf,
    creates,
    lists,
    reads,
)
from shared.kernel.clock import today
from shared.kernel.shown import NOBODY, Shown
from shared.kernel.store import Transaction

READ = "reporting:read"
OfFigure = Annotated[
    str | None, Query(description="Måttet.", pattern=CODE, examples=["children-intakes"])
]


def publication_routes() -> EdgeRouter:
    """Return the routes of published figures."""
    router = EdgeRouter(prefix="/published-figures", tags=["Mått"])

    @router.post("", **creates(rights="reporting:deliver"))
    async def publish_figure(body: PublishFigureBody, change: ChangeOf) -> Response:
        """Publicera ett mått: det fryses som det är känt nu, med position och kontrollsumma.

        Det publiceras som för allmänheten: tal under 10 hålls inne. Det ändras aldrig; det som
        blir känt senare visas som en revidering, och en ny publicering kan ersätta den förra.
        """
        publication_id = change.id_for("publication")

        async def work(tx: Transaction) -> Accepted:
            wanted = await _wanted(tx, body, publication_id)
            context = change.context(thread_id=publication_id)
            appended = await publish(tx, catalogue(), wanted, context, today())
            return Accepted(
                shows=Shown.of(None, publication_id),
                stream_id=appended.stream_id,
                version=appended.version,
                last_event_id=appended.last_event_id,
                location=f"/published-figures/{publication_id}",
            )

        return await change.run(work)

    @router.get("", **lists(rights=READ, item=PublishedItem))
    async def list_published_figures(reading: ListingOf, figure: OfFigure = None) -> Response:
        """Lista publicerade mått, det senaste först."""
        await reading.at_least(PUBLISHED_FIGURES.name)
        page = reading.page
        rows = await published_figures(reading.store, figure, limit=page.fetch, offset=page.offset)
        return await reading.listing([PublishedItem.of(row) for row in rows], shows=NOBODY)

    @router.get("/{publication_id}", **reads(rights=READ, answer=PublishedAnswer))
    async def read_published_figure(publication_id: UUID, reading: ReadingOf) -> Response:
        """Läs ett mått som det publicerades, och om det blir likadant på nytt ur liggaren."""
        await reading.at_least(FIGURE_FACTS.name)
        kept = await published(reading.store, publication_id)
        again = await reproduced(reading.store, catalogue(), kept)
        answer = PublishedAnswer.of_kept(kept, again)
        return await reading.one(answer, shows=NOBODY, version=kept.version)

    @router.get("/{publication_id}/revision", **reads(rights=READ, answer=RevisionAnswer))
    async def read_revision(publication_id: UUID, reading: ReadingOf) -> Response:
        """Läs vad måttet skulle säga nu, och vilka sena uppgifter och rättelser det beror på."""
        await reading.at_least(FIGURE_FACTS.name)
        store = reading.store
        kept = await published(store, publication_id)
        known = (await as_of(store, [FIGURE_FACTS.name])).position
        found = await revised(store, catalogue(), kept, known)
        return await reading.one(RevisionAnswer.of_revision(publication_id, found), shows=NOBODY)

    return router


async def _wanted(
    tx: Transaction, body: PublishFigureBody, publication_id: UUID
) -> WantedPublication:
    law = catalogue()
    figure = definition(law, body.figure, body.version, today())
    asked = FigureAsked(
        figure=figure,
        period=Period.parse(body.period),
        by=figure.shown_by if body.divisions is None else body.divisions,
        known=(await as_of(tx, [FIGURE_FACTS.name])).position,
        audience="public",
    )
    return WantedPublication(
        publication_id=publication_id,
        asked=checked(law, asked),
        published_on=body.published_on,
        revises=body.revises,
    )
