"""Routes of the pages of figures: every definition, and each figure with what it counts."""

from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Response
from pydantic import Field

from services.reporting.api.figure_routes import CODE
from services.reporting.api.pages.fields import Blank
from services.reporting.api.pages.figure_view import by_chapter, chart, divisions, table
from services.reporting.api.pages.gate import PageRouter, ViewOf
from services.reporting.application.as_of import as_of
from services.reporting.application.figures.asking import (
    FigureAsked,
    answer,
    checked,
    definition,
)
from services.reporting.application.figures.catalogued import every_figure
from services.reporting.application.figures.table import as_csv
from services.reporting.domain.figures.periods import WRITTEN, Period
from services.reporting.domain.unexecuted_report import canonical, digest
from services.reporting.projections.figure_keeping import FIGURE_FACTS
from shared.catalogue import catalogue
from shared.kernel.clock import today
from shared.kernel.shown import NOBODY

RIGHT = "reporting:read"
AUDIENCES = {"internal": "internt, tal under 5 hålls inne", "public": "allmänheten, under 10"}
CSV = "text/csv; charset=utf-8"
FigureCode = Annotated[str, Path(pattern=CODE)]
InPeriod = Annotated[Annotated[str, Field(pattern=WRITTEN)] | None, Blank, Query()]
By = Annotated[str | None, Query(max_length=128, pattern=r"^[a-z-]*(,[a-z-]+)*$")]
For = Annotated[Literal["internal", "public"], Query(alias="for")]


async def _asked(
    figure: FigureCode,
    view: ViewOf,
    period: InPeriod = None,
    by: By = None,
    audience: For = "internal",
) -> FigureAsked:
    defined = definition(catalogue(), figure, None, today())
    divided = defined.shown_by if by is None else tuple(name for name in by.split(",") if name)
    return FigureAsked(
        figure=defined,
        period=Period.parse(period or str(today().year - 1)),
        by=divided,
        known=(await as_of(view.store, [FIGURE_FACTS.name])).position,
        audience=audience,
    )


AskedOf = Annotated[FigureAsked, Depends(_asked)]


def figure_pages(router: PageRouter) -> None:
    """Add the pages of figures, and each as a file."""

    @router.page("/figures", rights=RIGHT)
    async def figures_page(view: ViewOf) -> Response:
        """Måtten, kapitel för kapitel."""
        figures = [figure for figure, _ in every_figure(catalogue())]
        return await view.render(
            "figures.html",
            models=(FIGURE_FACTS.name,),
            shows=NOBODY,
            chapters=by_chapter(figures),
        )

    @router.page("/figures/{figure}", rights=RIGHT)
    async def figure_page(view: ViewOf, asked: AskedOf) -> Response:
        """Ett mått: diagram, tabell och definition."""
        law, figure = catalogue(), asked.figure
        told = answer(view.store, law, checked(law, asked)) if figure.counting else None
        content = await told if told is not None else None
        return await view.render(
            "figure.html",
            models=(FIGURE_FACTS.name,),
            shows=NOBODY,
            asked=asked,
            figure=figure,
            divisions=divisions(figure),
            audiences=AUDIENCES,
            chart=chart(law, figure, content) if content else None,
            table=table(law, figure, content) if content else None,
            content_hash=digest(canonical(content)) if content else None,
            downloads=view.downloads(("table.csv", "Måttet som CSV")) if content else [],
        )

    @router.page("/figures/{figure}/table.csv", rights=RIGHT)
    async def download_figure(view: ViewOf, asked: AskedOf) -> Response:
        """Ett mått som en tabell."""
        law = catalogue()
        content = await answer(view.store, law, checked(law, asked))
        name = f"{asked.figure.id}-{asked.period}.csv"
        file = {"content-disposition": f'attachment; filename="{name}"'}
        made = Response(as_csv(law, asked.figure, content), media_type=CSV, headers=file)
        return await view.file(made, shows=NOBODY)
