"""Routes of unexecuted decisions: what waits now, and a quarter's report in four shapes."""

from typing import Annotated

from fastapi import Depends, Path, Query
from fastapi.responses import Response

from services.reporting.api.clock_routes import KnownAt, KnownPosition
from services.reporting.api.few import FEW
from services.reporting.api.fit_reports import fit
from services.reporting.api.statistics_schemas import StatisticsAnswer
from services.reporting.api.unexecuted_schemas import (
    QuarterlyReport,
    WaitingDecision,
    Window,
)
from services.reporting.application.granted import quarterly, waiting_now
from services.reporting.application.moments import position_at
from services.reporting.application.report_views import as_csv, as_page
from services.reporting.application.unexecuted import Known, Law
from services.reporting.domain.council_statistics import statistics_of
from services.reporting.domain.quarters import WRITTEN, Quarter
from services.reporting.domain.unexecuted_report import KIND
from services.reporting.projections.granted_decisions import GRANTED_DECISIONS
from shared.catalogue import catalogue
from shared.http.edge import EdgeRouter, ListingOf, ReadingOf, lists, reads, streams
from shared.kernel.clock import today
from shared.kernel.shown import NOTHING

READ = "reporting:read"
CSV, HTML = "text/csv; charset=utf-8", "text/html; charset=utf-8"
InQuarter = Annotated[
    str, Path(description="Kvartal: år och nummer.", pattern=WRITTEN, examples=["2026Q3"])
]
Unit = Annotated[str | None, Query(description="Enhet", max_length=64, examples=["oppenvard"])]


async def _known(
    reading: ReadingOf, known_at: KnownAt = None, known_position: KnownPosition = None
) -> Known:
    await reading.at_least(GRANTED_DECISIONS.name)
    if known_at is None:
        return Known(position=known_position)
    position = await position_at(reading.store, known_at)
    return Known(position=min(position, known_position if known_position else position))


KnownOf = Annotated[Known, Depends(_known)]


def unexecuted_routes() -> EdgeRouter:
    """Return the routes of what waits, and of the quarterly report."""
    router = EdgeRouter(tags=["Ej verkställda beslut"])

    @router.get("/unexecuted-decisions", **lists(rights=READ, item=WaitingDecision))
    async def list_waiting(reading: ListingOf, unit: Unit = None) -> Response:
        """Lista beviljade beslut som väntar på att verkställas eller återupptas, äldst först.

        Från beslutets dag, också när ingen insats har öppnats än. Varje väntetid har sina egna
        tre månader (34 kap. 1 § socialtjänstlagen). En chef ser den egna enhetens.
        """
        await reading.at_least(GRANTED_DECISIONS.name)
        law, page, on = Law(catalogue()), reading.page, today()
        found = await waiting_now(
            reading.store, law, reading.sight, unit=unit, limit=page.fetch, offset=page.offset
        )
        items = [WaitingDecision.of(each, on) for each in found]
        return await reading.listing(items, shows=WaitingDecision.shown)

    @router.get("/unexecuted-reports/{quarter}", **reads(rights=READ, answer=QuarterlyReport))
    async def read_report(quarter: InQuarter, reading: ReadingOf, known: KnownOf) -> Response:
        """Läs kvartalsrapporten som den är känd nu, eller var känd då.

        Pseudonymer och koder. Identiteten i IVO:s form läses i aktualiseringen och skälens text
        i insatsen när rapporten lämnas. Rapportperioden är praxis och inte kontrollerad.
        """
        asked = Quarter.parse(quarter)
        content = await quarterly(reading.store, Law(catalogue()), asked, known)
        window = catalogue().report_window(KIND, asked.number, asked.last_on)
        seen, shows = await fit(reading, content)
        answer = QuarterlyReport.of(content, seen, known.position, Window.of(window, asked))
        return await reading.one(answer, shows=shows)

    @router.get(
        "/unexecuted-reports/{quarter}/table",
        **streams(READ, media_type="text/csv", example="Del;Identitet;Slag\r\n"),
    )
    async def read_table(quarter: InQuarter, reading: ReadingOf, known: KnownOf) -> Response:
        """Läs kvartalsrapporten som en tabell som öppnas rätt i svenskt Excel."""
        asked = Quarter.parse(quarter)
        content = await quarterly(reading.store, Law(catalogue()), asked, known)
        seen, shows = await fit(reading, content)
        file = {"content-disposition": f'attachment; filename="ej-verkstallda-{asked}.csv"'}
        return await reading.content(
            as_csv(seen, catalogue()), shows=shows, media_type=CSV, headers=file
        )

    @router.get(
        "/unexecuted-reports/{quarter}/page",
        **streams(READ, media_type="text/html", example="<!doctype html>"),
    )
    async def read_page(quarter: InQuarter, reading: ReadingOf, known: KnownOf) -> Response:
        """Läs kvartalsrapporten som en sida att skriva ut."""
        asked = Quarter.parse(quarter)
        content = await quarterly(reading.store, Law(catalogue()), asked, known)
        seen, shows = await fit(reading, content)
        page = as_page(seen, catalogue())
        return await reading.content(page, shows=shows, media_type=HTML, headers={})

    @router.get(
        "/unexecuted-reports/{quarter}/statistics", **reads(rights=READ, answer=StatisticsAnswer)
    )
    async def read_statistics(quarter: InQuarter, reading: ReadingOf, known: KnownOf) -> Response:
        """Läs statistiken till kommunfullmäktige: hur många, vilka typer, hur länge.

        Avidentifierad (34 kap. 3 §). Ett antal mellan ett och fyra visas inte, och inte heller
        det antal som det annars kunde räknas fram ur.
        """
        asked = Quarter.parse(quarter)
        content = await quarterly(reading.store, Law(catalogue()), asked, known)
        answer = StatisticsAnswer.of(statistics_of(content))
        _, shows = await fit(reading, content) if answer.total < FEW else (content, NOTHING)
        return await reading.one(answer, shows=shows)

    return router
