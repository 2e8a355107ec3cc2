"""Routes of the page of flow: the queue, what moves it, and where it is heading."""

from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Query, Response

from services.reporting.api.flow_routes import MOST
from services.reporting.api.pages.fields import MaybeDay
from services.reporting.api.pages.flow_view import passing, queue, times
from services.reporting.api.pages.gate import PageRouter, View, ViewOf
from services.reporting.api.pages.tables import csv_response
from services.reporting.application.flow import Flow, FlowAsked, flow, position_counted
from services.reporting.domain.projection import FEWEST, METHOD
from services.reporting.projections.passages import PASSAGES
from shared.http.problems import Problem
from shared.kernel.clock import today
from shared.kernel.shown import NOBODY

RIGHT = "reporting:read"
HALF_A_YEAR = timedelta(182)
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
KINDS = {"investigation": "utredningar", "intake": "aktualiseringar"}

Kind = Annotated[Literal["intake", "investigation"], Query(alias="kind")]
From = Annotated[MaybeDay, Query(alias="from")]
To = Annotated[MaybeDay, Query(alias="to")]


async def _asked(
    view: ViewOf, kind: Kind = "investigation", first: From = None, last: To = None
) -> FlowAsked:
    until = last or today()
    since = first or max(until, EARLIEST + HALF_A_YEAR) - HALF_A_YEAR
    if not EARLIEST <= since <= until <= LATEST or until - since > MOST:
        detail = "Tiden ska börja före sitt slut, vara högst tre år och ligga i vår tid."
        raise Problem(400, "invalid-request", detail)
    known = await position_counted(view.store, None)
    return FlowAsked(kind=kind, case_type=None, first=since, last=until, known=known)


AskedOf = Annotated[FlowAsked, Depends(_asked)]


def flow_pages(router: PageRouter) -> None:
    """Add the page of flow, and its figures as files."""

    @router.page("/flow", rights=RIGHT)
    async def flow_page(view: ViewOf, asked: AskedOf) -> Response:
        """Flödet: kön, tiden i varje skede, in- och utflöde och kön framöver."""
        found = await flow(view.store, view.sight, asked)
        return await view.render(
            "flow.html",
            models=(PASSAGES.name,),
            shows=NOBODY,
            asked=asked,
            kinds=KINDS,
            charts=[queue(found), passing(found), times(found)],
            method=METHOD,
            fewest=FEWEST,
            is_projected=bool(found.coming),
            downloads=view.downloads(
                ("queue.csv", "Kön som CSV"), ("passing.csv", "In- och utflödet som CSV")
            ),
        )

    @router.page("/flow/queue.csv", rights=RIGHT)
    async def download_queue(view: ViewOf, asked: AskedOf) -> Response:
        """Kön per vecka, som en tabell."""
        table = queue(await _flow(view, asked)).table
        return await view.file(csv_response(table, "ko"), shows=NOBODY)

    @router.page("/flow/passing.csv", rights=RIGHT)
    async def download_passing(view: ViewOf, asked: AskedOf) -> Response:
        """In- och utflödet per vecka, som en tabell."""
        table = passing(await _flow(view, asked)).table
        return await view.file(csv_response(table, "flode"), shows=NOBODY)


async def _flow(view: View, asked: FlowAsked) -> Flow:
    return await flow(view.store, view.sight, asked)
