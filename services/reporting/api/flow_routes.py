"""Routes of flow: HTTP in, the queue and what moves it out."""

from datetime import timedelta
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from services.reporting.api.clock_routes import KnownPosition
from services.reporting.api.delegation_routes import To
from services.reporting.api.flow_schemas import FlowAnswer
from services.reporting.application.flow import FlowAsked, flow, position_counted
from services.reporting.projections.passages import PASSAGES
from shared.http import problems
from shared.http.edge import EdgeRouter, ReadingOf, reads
from shared.http.schemas import Day
from shared.kernel.clock import today
from shared.kernel.shown import NOBODY

MOST = timedelta(days=3 * 366)
From = Annotated[
    Day | None, Query(alias="from", description="Från och med. Utelämnas: ett halvår bakåt.")
]
Kind = Annotated[
    Literal["intake", "investigation"],
    Query(alias="kind", description="Slag av ärende.", examples=["investigation"]),
]
CaseType = Annotated[str | None, Query(alias="caseType", description="Ärendetyp.", max_length=64)]


def flow_routes() -> EdgeRouter:
    """Return the routes of flow."""
    router = EdgeRouter(tags=["Flöde"])

    @router.get("/flow", **reads(rights="reporting:read", answer=FlowAnswer))
    async def read_flow(
        reading: ReadingOf,
        kind: Kind = "investigation",
        case_type: CaseType = None,
        first: From = None,
        last: To = None,
        known_position: KnownPosition = None,
    ) -> Response:
        """Läs flödet: kön per vecka, tid i varje skede, in- och utflöde och kön framöver.

        Som känt vid en position; samma fråga ger samma svar. Tal utan enhet och handläggare.
        """
        await reading.at_least(PASSAGES.name)
        until = last or today()
        since = first or until - timedelta(days=182)
        if not since <= until <= since + MOST:
            told = "Tiden ska börja före sitt slut och vara högst tre år."
            raise problems.Problem(409, "period-impossible", told)
        known = await position_counted(reading.store, known_position)
        asked = FlowAsked(kind=kind, case_type=case_type, first=since, last=until, known=known)
        return await reading.one(
            FlowAnswer.of(asked, await flow(reading.store, reading.sight, asked)), shows=NOBODY
        )

    return router
