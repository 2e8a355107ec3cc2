"""Routes of delivered reports: hand one over, show it again, and what was learned since."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from services.reporting.api.delivered_queries import delivered_reports
from services.reporting.api.delivery_schemas import (
    DeliverBody,
    DeliveredAnswer,
    DeliveredItem,
    DifferenceAnswer,
)
from services.reporting.api.fit_reports import fit, fit_differences
from services.reporting.application.delivering import (
    Kind,
    between,
    deliver,
    frozen,
    learned_since,
    reproduced,
)
from services.reporting.application.unexecuted import Law
from services.reporting.domain.quarters import WRITTEN
from services.reporting.projections.delivered_reports import DELIVERED_REPORTS
from services.reporting.projections.granted_decisions import GRANTED_DECISIONS
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
from shared.kernel.shown import Shown
from shared.kernel.store import Transaction

READ = "reporting:read"
InQuarter = Annotated[
    str | None, Query(description="Kvartal.", pattern=WRITTEN, examples=["2026Q3"])
]
Against = Annotated[
    UUID | None,
    Query(description="En senare lämnad rapport. Utelämnas: det som är känt nu."),
]


def delivery_routes() -> EdgeRouter:
    """Return the routes of delivered reports."""
    router = EdgeRouter(prefix="/delivered-reports", tags=["Ej verkställda beslut"])

    @router.post("", **creates(rights="reporting:deliver"))
    async def deliver_report(body: DeliverBody, change: ChangeOf) -> Response:
        """Lämna en rapport: den fryses som den är känd nu, med position och kontrollsumma.

        Rapporten per beslut lämnas till IVO och kommunens revisorer, statistiken till
        kommunfullmäktige. En lämnad rapport ändras aldrig; det som blir känt senare visas som
        en skillnad.
        """
        report_id = change.id_for("report")
        wanted = body.wanted(report_id)

        async def work(tx: Transaction) -> Accepted:
            context = change.context(thread_id=report_id)
            appended = await deliver(tx, Law(catalogue()), wanted, context, today())
            return Accepted(
                shows=Shown.of(None, report_id),
                stream_id=appended.stream_id,
                version=appended.version,
                last_event_id=appended.last_event_id,
                location=f"/delivered-reports/{report_id}",
            )

        return await change.run(work)

    @router.get("", **lists(rights=READ, item=DeliveredItem))
    async def list_delivered(reading: ListingOf, quarter: InQuarter = None) -> Response:
        """Lista lämnade rapporter, den senaste först."""
        await reading.at_least(DELIVERED_REPORTS.name)
        rows = await delivered_reports(
            reading.store, quarter, limit=reading.page.fetch, offset=reading.page.offset
        )
        return await reading.listing(
            [DeliveredItem.of(row) for row in rows], shows=DeliveredItem.shown
        )

    @router.get("/{report_id}", **reads(rights=READ, answer=DeliveredAnswer))
    async def read_delivered(report_id: UUID, reading: ReadingOf) -> Response:
        """Läs en rapport som den lämnades, och om den blir likadan på nytt ur liggaren.

        Raden om den som har skyddade personuppgifter är maskerad, och står kvar.
        """
        await reading.at_least(GRANTED_DECISIONS.name)
        report = await frozen(reading.store, report_id)
        again = await reproduced(reading.store, Law(catalogue()), report)
        shows = Shown.of(None, report_id)
        seen = report.plain
        if report.event.kind_code != Kind.STATISTICS:
            seen, persons = await fit(reading, seen)
            shows |= persons
        answer = DeliveredAnswer.of(report, again, seen)
        return await reading.one(answer, shows=shows, version=report.version)

    @router.get("/{report_id}/differences", **reads(rights=READ, answer=DifferenceAnswer))
    async def read_differences(
        report_id: UUID, reading: ReadingOf, against: Against = None
    ) -> Response:
        """Läs vad som har blivit känt sedan rapporten lämnades, och vilka som ska få veta det."""
        await reading.at_least(GRANTED_DECISIONS.name)
        report = await frozen(reading.store, report_id)
        if against is None:
            found = await learned_since(reading.store, Law(catalogue()), report)
        else:
            found = between(report, await frozen(reading.store, against))
        seen, persons = await fit_differences(reading, found)
        answer = DifferenceAnswer.of(report, against, found, seen)
        return await reading.one(answer, shows=Shown.of(None, report_id) | persons)

    return router
