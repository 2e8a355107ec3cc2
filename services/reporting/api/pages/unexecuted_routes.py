"""Routes of the pages of decisions not carried out: what waits, and a quarter's report."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Query, Response

from services.reporting.api.fit_reports import fit
from services.reporting.api.pages.fields import MaybeCode
from services.reporting.api.pages.gate import PageRouter, View, ViewOf
from services.reporting.api.pages.unexecuted_view import (
    council_tables,
    sections,
    waiting_chart,
)
from services.reporting.api.unexecuted_schemas import WaitingDecision
from services.reporting.application.granted import quarterly, waiting_now
from services.reporting.application.report_views import as_csv
from services.reporting.application.unexecuted import Known, Law
from services.reporting.domain.council_statistics import statistics_of
from services.reporting.domain.quarters import WRITTEN, Quarter
from services.reporting.domain.unexecuted_report import Content
from services.reporting.projections.granted_decisions import GRANTED_DECISIONS
from shared.catalogue import catalogue
from shared.kernel.clock import today
from shared.kernel.shown import Shown

RIGHT = "reporting:read"
MOST = 500
SEVERAL = 8

Unit = Annotated[MaybeCode, Query()]
InQuarter = Annotated[str | None, Query(alias="quarter", pattern=WRITTEN)]


async def _quarter(quarter: InQuarter = None) -> Quarter:
    """Return the quarter asked for; else the last that has ended."""
    return Quarter.parse(quarter) if quarter else Quarter.of(today()).preceding()


QuarterOf = Annotated[Quarter, Depends(_quarter)]


def unexecuted_pages(router: PageRouter) -> None:
    """Add the pages of decisions not carried out."""

    @router.page("/unexecuted", rights=RIGHT)
    async def unexecuted(view: ViewOf, unit: Unit = None) -> Response:
        """Beviljade beslut som väntar på att verkställas eller återupptas."""
        found = await _waiting(view, unit)
        days = {each.decision_id: (today() - each.decided_on).days for each in found}
        return await view.render(
            "unexecuted.html",
            models=(GRANTED_DECISIONS.name,),
            shows=Shown.all_of(each.shown() for each in found),
            unit=unit,
            waiting=found,
            days=days,
            is_cut=len(found) == MOST,
            chart=waiting_chart(found, days),
            quarters=_quarters(),
        )

    @router.page("/unexecuted/report", rights=RIGHT)
    async def report(view: ViewOf, quarter: QuarterOf) -> Response:
        """Kvartalsrapporten, att läsa och skriva ut."""
        content = await _content(view, quarter)
        seen, shows = await fit(view, content)
        return await view.render(
            "report.html",
            models=(GRANTED_DECISIONS.name,),
            shows=shows,
            quarter=quarter,
            quarters=_quarters(),
            sections=sections(seen, catalogue()),
            council=council_tables(statistics_of(content), catalogue()),
            downloads=view.downloads(("table.csv", "Rapporten som CSV")),
        )

    @router.page("/unexecuted/report/table.csv", rights=RIGHT)
    async def download_report(view: ViewOf, quarter: QuarterOf) -> Response:
        """Kvartalsrapporten som en tabell."""
        seen, shows = await fit(view, await _content(view, quarter))
        name = f'attachment; filename="ej-verkstallda-{quarter}.csv"'
        return await view.content(
            as_csv(seen, catalogue()),
            shows=shows,
            media_type="text/csv; charset=utf-8",
            headers={"content-disposition": name},
        )


async def _waiting(view: View, unit: str | None) -> Sequence[WaitingDecision]:
    law = Law(catalogue())
    found = await waiting_now(view.store, law, view.sight, unit=unit, limit=MOST, offset=0)
    return [WaitingDecision.of(each, today()) for each in found]


async def _content(view: View, quarter: Quarter) -> Content:
    return await quarterly(view.store, Law(catalogue()), quarter, Known())


def _quarters() -> list[Quarter]:
    """Return the quarters to choose among, this one first."""
    chosen = [Quarter.of(today())]
    while len(chosen) < SEVERAL:
        chosen.append(chosen[-1].preceding())
    return chosen
