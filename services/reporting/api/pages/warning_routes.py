"""Routes of the page of warnings: what has been warned of, the latest first."""

from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Query, Response

from services.reporting.api.pages.fields import MaybeCode
from services.reporting.api.pages.gate import PageRouter, View, ViewOf
from services.reporting.api.pages.watch_routes import Number
from services.reporting.api.warning_routes import WarningLine
from services.reporting.projections.sent_warnings import SENT_WARNINGS, TABLE, SentWarning
from shared.catalogue import catalogue
from shared.kernel.shown import Shown

PER_PAGE = 50
Unit = Annotated[MaybeCode, Query()]
Official = Annotated[MaybeCode, Query()]


def warning_pages(router: PageRouter) -> None:
    """Add the page of warnings."""

    @router.page("/watch/warnings", rights="reporting:warnings")
    async def warnings(
        view: ViewOf, unit: Unit = None, official: Official = None, page: Number = 1
    ) -> Response:
        """Varningar som gått ut, den senaste först."""
        whose = {"unit": unit, "official": official}
        lines = await _lines(view, whose, offset=PER_PAGE * (page - 1))
        shown = lines[:PER_PAGE]
        return await view.render(
            "warnings.html",
            models=(SENT_WARNINGS.name,),
            shows=Shown.all_of(each.shown() for each in shown),
            unit=unit,
            official=official,
            lines=shown,
            pages=view.pager(page, is_more=len(lines) > PER_PAGE),
        )


async def _lines(view: View, whose: dict[str, Any], *, offset: int) -> list[WarningLine]:
    mine = [TABLE.c[name] == value for name, value in whose.items() if value is not None]
    seen = view.sight.threads(f"{TABLE}.thread_id")
    asked = sa.select(TABLE).where(*mine, seen).order_by(TABLE.c.position.desc())
    rows = await view.store.rows(asked.limit(PER_PAGE + 1).offset(offset))
    return [WarningLine.of(SentWarning(**row), catalogue()) for row in rows]
