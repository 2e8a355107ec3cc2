"""Routes of the page of the delegation sweep: who decided, and whether they could that day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from fastapi import Depends, Query, Response

from services.reporting.api.delegation_routes import YEAR
from services.reporting.api.delegation_schemas import TriedDecision
from services.reporting.api.pages.delegation_view import table_of, verdicts_chart
from services.reporting.api.pages.fields import Blank, MaybeDay
from services.reporting.api.pages.gate import PageRouter, ViewOf
from services.reporting.api.pages.tables import csv_response
from services.reporting.api.pages.words import VERDICTS
from services.reporting.application.delegation import Tried, Verdict
from services.reporting.application.delegation_sweep import Sweep, sweep
from services.reporting.application.moments import position_known
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.http.problems import Problem
from shared.kernel.clock import today
from shared.kernel.shown import Shown

RIGHT = "reporting:read"
MOST = 200
QUARTER = timedelta(91)
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)

From = Annotated[MaybeDay, Query(alias="from")]
To = Annotated[MaybeDay, Query(alias="to")]
InVerdict = Annotated[Verdict | None, Blank, Query(alias="verdict")]


async def _swept(view: ViewOf, first: From = None, last: To = None) -> Sweep:
    until = last or today()
    since = first or max(until, EARLIEST + QUARTER) - QUARTER
    if not EARLIEST <= since <= until <= LATEST or until - since > YEAR:
        detail = "Tiden ska börja före sitt slut, vara högst ett år och ligga i vår tid."
        raise Problem(400, "invalid-request", detail)
    known = await position_known(view.store, None)
    return await sweep(view.store, view.sight, since, until, known)


SweptOf = Annotated[Sweep, Depends(_swept)]


def delegation_pages(router: PageRouter) -> None:
    """Add the page of the sweep, and its table as a file."""

    @router.page("/delegation", rights=RIGHT)
    async def delegation(view: ViewOf, swept: SweptOf, verdict: InVerdict = None) -> Response:
        """Besluten under en tid, prövade mot delegationsordningen den dag de fattades."""
        found = _chosen(swept, verdict)
        return await view.render(
            "delegation.html",
            models=(THREAD_ENTRIES.name,),
            shows=_shown(swept.tried),
            swept=swept,
            verdict=verdict,
            verdicts=VERDICTS,
            found=found[:MOST],
            total=len(found),
            lines=[TriedDecision.of(each, catalogue()) for each in found[:MOST]],
            chart=verdicts_chart(swept.tried),
            downloads=view.downloads(("decisions.csv", "Besluten som CSV")),
        )

    @router.page("/delegation/decisions.csv", rights=RIGHT)
    async def download_decisions(
        view: ViewOf, swept: SweptOf, verdict: InVerdict = None
    ) -> Response:
        """De prövade besluten som en tabell."""
        found = _chosen(swept, verdict)
        table = table_of(found, catalogue())
        return await view.file(csv_response(table, "delegation"), shows=_shown(found))


def _chosen(swept: Sweep, verdict: Verdict | None) -> Sequence[Tried]:
    """Return those that stand so; the most serious first where all are asked for."""
    order = list(VERDICTS)
    found = [each for each in swept.tried if verdict in (None, each.verdict)]
    return sorted(found, key=lambda each: order.index(each.verdict))


def _shown(tried: Sequence[Tried]) -> Shown:
    decided = [each.decided for each in tried]
    return Shown.all_of(Shown.of(each.person_id, each.matter_id) for each in decided)
