"""Routes of the pages of watch lists: per official, unit or the whole committee, any day."""

from typing import Annotated

from fastapi import Depends, Query, Response
from pydantic import BeforeValidator

from services.reporting.api.few import shown_in
from services.reporting.api.following import EITHER, own_only
from services.reporting.api.pages.fields import Blank, MaybeCode, MaybeDay, MaybeDays
from services.reporting.api.pages.gate import PageRouter, View, ViewOf
from services.reporting.api.pages.tables import csv_response
from services.reporting.api.pages.watch_view import counts_chart, rows_of, shown_by, table_of
from services.reporting.api.watch_lists import (
    Asked,
    Band,
    Line,
    moment,
    seen_by,
    steps,
    watch_counts,
    watch_list,
)
from services.reporting.projections.watching import WATCH_LIST
from shared.catalogue import catalogue

PER_PAGE = 50
MOST_AT_ONCE = 10_000

On = Annotated[MaybeDay, Query(alias="on")]
Unit = Annotated[MaybeCode, Query()]
Official = Annotated[MaybeCode, Query()]
InBand = Annotated[Band | None, Blank, Query(alias="band")]
Within = Annotated[MaybeDays, Query()]
Number = Annotated[
    int, BeforeValidator(lambda given: given or 1), Query(alias="page", ge=1, le=10_000)
]


async def _asked(
    view: ViewOf,
    on: On = None,
    unit: Unit = None,
    official: Official = None,
    band: InBand = None,
    within: Within = None,
) -> Asked:
    day, known = await moment(view.store, on, None, None)
    seen = seen_by(view.sight)
    whose = {"unit": unit, "official": official}
    own = own_only(view)
    return Asked(on=day, seen=seen, own=own, band=band, within=within, known=known, **whose)


AskedOf = Annotated[Asked, Depends(_asked)]


def watch_pages(router: PageRouter) -> None:
    """Add the pages of watch lists."""

    @router.page("/watch", rights=EITHER)
    async def watch(view: ViewOf, asked: AskedOf, page: Number = 1) -> Response:
        """Bevakningar."""
        lines = await _lines(view, asked, limit=PER_PAGE + 1, offset=PER_PAGE * (page - 1))
        shown, counts = lines[:PER_PAGE], await watch_counts(view.store, asked)
        return await view.render(
            "watch.html",
            models=(WATCH_LIST.name,),
            shows=shown_by(shown) | shown_in(counts),
            asked=asked,
            steps=steps(catalogue(), asked.on),
            mine=view.actor,
            total=sum(row["items"] for row in counts),
            chart=counts_chart(counts),
            lines=rows_of(shown, catalogue()),
            pages=view.pager(page, is_more=len(lines) > PER_PAGE),
            downloads=view.downloads(("list.csv", "Listan som CSV")),
        )

    @router.page("/watch/list.csv", rights=EITHER)
    async def download_watch(view: ViewOf, asked: AskedOf, page: Number = 1) -> Response:
        """Hela bevakningslistan som en tabell."""
        lines = await _lines(view, asked, limit=MOST_AT_ONCE, offset=0)
        table = table_of(rows_of(lines, catalogue()))
        return await view.file(csv_response(table, "bevakningar"), shows=shown_by(lines))


async def _lines(view: View, asked: Asked, *, limit: int, offset: int) -> list[Line]:
    return list(await watch_list(view.store, asked, limit=limit, offset=offset))
