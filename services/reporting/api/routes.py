"""Routes of threads and open matters: HTTP in, an answer out."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from services.reporting.api import queries
from services.reporting.api.few import shown_in, told
from services.reporting.api.fit_to_show import fit_to_show, persons_in
from services.reporting.api.following import EITHER
from services.reporting.api.legal_bases import with_bases
from services.reporting.api.schemas import (
    OpenMatterCount,
    OpenMatterCounts,
    OpenMatterRow,
    ThreadAnswer,
)
from services.reporting.projections.open_matters import OPEN_MATTERS, Stage
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.http.edge import EdgeRouter, ListingOf, ReadingOf, lists, reads
from shared.kernel.refusal import NotFound


def thread_routes() -> EdgeRouter:
    """Return the routes of the red thread."""
    router = EdgeRouter(prefix="/threads", tags=["Röd tråd"])

    @router.get("/{any_id}", **reads(EITHER, answer=ThreadAnswer))
    async def read_thread(any_id: UUID, reading: ReadingOf) -> Response:
        """Läs en röd tråd.

        Identiteten kan vara trådens, ett ärendes, en anmälans, ett besluts, en insats eller en
        persons (pseudonym). Svaret har varje statusändring genom alla tjänster, i liggarens
        ordning.
        """
        await reading.at_least(THREAD_ENTRIES.name)
        cleared = reading.call.clearance.threads
        entries = await queries.thread_of(reading.store, any_id, cleared)
        if not entries:
            raise NotFound
        closed = await reading.closed(persons_in(entries))
        shown = with_bases(fit_to_show(entries, closed), catalogue())
        answer = ThreadAnswer.of(any_id, shown)
        version = entries[-1].position
        return await reading.one(answer, shows=answer.shown(), version=version)

    return router


def open_matter_routes() -> EdgeRouter:
    """Return the routes of open matters."""
    router = EdgeRouter(tags=["Öppna ärenden"])

    @router.get("/open-matters", **lists(rights="reporting:read", item=OpenMatterRow))
    async def list_open_matters(
        reading: ListingOf,
        kind: Annotated[str | None, Query(description="Slag av ärende", max_length=32)] = None,
        unit: Annotated[str | None, Query(description="Enhet", max_length=64)] = None,
        official: Annotated[str | None, Query(description="Handläggare", max_length=128)] = None,
        stage: Annotated[Stage | None, Query(description="Skede")] = None,
    ) -> Response:
        """Lista öppna ärenden, äldst först."""
        await reading.at_least(OPEN_MATTERS.name)
        matters = await queries.open_matters(
            reading.store,
            reading.sight,
            kind=kind,
            unit=unit,
            official=official,
            stage=stage,
            limit=reading.page.fetch,
            offset=reading.page.offset,
        )
        rows = [OpenMatterRow.of(matter) for matter in matters]
        return await reading.listing(rows, shows=OpenMatterRow.shown)

    @router.get("/open-matter-counts", **reads(rights="reporting:read", answer=OpenMatterCounts))
    async def count_open_matters(reading: ReadingOf) -> Response:
        """Räkna öppna ärenden per skede, enhet och handläggare."""
        await reading.at_least(OPEN_MATTERS.name)
        counted = await queries.open_matter_counts(reading.store, reading.sight)
        counts = tuple(OpenMatterCount(**told(row)) for row in counted)
        return await reading.one(OpenMatterCounts(counts=counts), shows=shown_in(counted))

    return router
