"""Routes of watch lists: HTTP in, what has to be done soon out."""

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Query
from fastapi.responses import Response

from services.reporting.api.clock_routes import KnownAt, KnownPosition
from services.reporting.api.few import shown_in, told
from services.reporting.api.following import EITHER, own_only
from services.reporting.api.watch_lists import (
    Asked,
    Band,
    moment,
    seen_by,
    steps,
    watch_counts,
    watch_list,
)
from services.reporting.api.watch_schemas import WatchCount, WatchCounts, WatchLine
from services.reporting.projections.watching import WATCH_LIST
from shared.catalogue import catalogue
from shared.http.edge import EdgeRouter, ListingOf, ReadingOf, lists, reads
from shared.http.schemas import Day

On = Annotated[
    Day | None,
    Query(
        alias="on",
        description="Dagen listan ses från. Utelämnas: i dag. En tidigare dag visas som den var "
        "känd när dagen tog slut, om inte `knownAt` eller `knownPosition` säger annat.",
        examples=["2026-03-13"],
    ),
]
Unit = Annotated[str | None, Query(description="Enhet", max_length=64, examples=["barn-norr"])]
Official = Annotated[
    str | None, Query(description="Handläggare", max_length=128, examples=["handlaggare-7"])
]
InBand = Annotated[Band | None, Query(alias="band", description="Bara det i detta läge.")]
Within = Annotated[
    int | None,
    Query(
        ge=0,
        le=366,
        description="Så många dagar framåt. Utelämnas: så långt som listan ser.",
        examples=[7],
    ),
]


async def _asked(
    reading: ReadingOf,
    on: On = None,
    unit: Unit = None,
    official: Official = None,
    known_at: KnownAt = None,
    known_position: KnownPosition = None,
) -> Asked:
    await reading.at_least(WATCH_LIST.name)
    day, known = await moment(reading.store, on, known_at, known_position)
    seen = seen_by(reading.sight)
    own = own_only(reading)
    return Asked(on=day, seen=seen, own=own, unit=unit, official=official, known=known)


AskedOf = Annotated[Asked, Depends(_asked)]


def watch_routes() -> EdgeRouter:
    """Return the routes of watch lists."""
    router = EdgeRouter(tags=["Bevakningar"])

    @router.get("/watch-list", **lists(EITHER, item=WatchLine))
    async def read_watch_list(
        reading: ListingOf, asked: AskedOf, band: InBand = None, within: Within = None
    ) -> Response:
        """Läs en bevakningslista: för en handläggare, en enhet eller hela nämnden.

        Det som förfaller i dag eller snart, det som har passerat och det som är i riskzonen.
        Allvarligast först: det som förfaller, sedan lagstadgade frister, sedan mål; därefter
        efter dagar kvar. Vad listan visade en tidigare dag kan visas igen. Med rätten
        `reporting:follow` visas bara den egna listan.
        """
        wanted = replace(asked, band=band, within=within)
        page = reading.page
        lines = await watch_list(reading.store, wanted, limit=page.fetch, offset=page.offset)
        rows = [WatchLine.of(line, catalogue()) for line in lines]
        return await reading.listing(rows, shows=WatchLine.shown)

    @router.get("/watch-counts", **reads(EITHER, answer=WatchCounts))
    async def count_watch_list(reading: ReadingOf, asked: AskedOf) -> Response:
        """Räkna raderna i en bevakningslista: per handläggare, slag, läge och steg."""
        rows = await watch_counts(reading.store, asked)
        answer = WatchCounts(
            on=asked.on,
            known_position=asked.known,
            steps=tuple(steps(catalogue(), asked.on)),
            counts=tuple(WatchCount(**told(row)) for row in rows),
        )
        return await reading.one(answer, shows=shown_in(rows))

    return router
