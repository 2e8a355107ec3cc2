"""Routes of figures: HTTP in, a figure by its definition out."""

from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from fastapi.responses import Response

from services.reporting.api.clock_routes import KnownAt, KnownPosition
from services.reporting.api.figure_schemas import FigureAnswer, FigureDefinition
from services.reporting.application.figures.asking import (
    FigureAsked,
    answer,
    checked,
    definition,
    position_asked,
)
from services.reporting.application.figures.catalogued import every_figure
from services.reporting.application.figures.table import as_csv
from services.reporting.application.moments import position_at
from services.reporting.domain.figures.periods import WRITTEN, Period
from services.reporting.projections.figure_keeping import FIGURE_FACTS
from shared.catalogue import catalogue
from shared.http.edge import EdgeRouter, ListingOf, ReadingOf, lists, reads, streams
from shared.http.schemas import Day
from shared.kernel.clock import today
from shared.kernel.shown import NOBODY

READ = "reporting:read"
CSV = "text/csv; charset=utf-8"
CODE = r"^[a-z][a-z0-9-]{0,63}$"
FigureId = Annotated[
    str, Path(description="Måttets namn.", pattern=CODE, examples=["children-intakes"])
]
Version = Annotated[
    str | None,
    Query(
        description="Definitionens version. Utelämnas: den som gällde enligt `rulesAt`.",
        max_length=16,
        examples=["1"],
    ),
]
InPeriod = Annotated[
    str | None,
    Query(
        description="Ett år, en månad av ett år, eller flera. Utelämnas: det senaste hela året.",
        pattern=WRITTEN,
        examples=["2025"],
    ),
]
By = Annotated[
    str | None,
    Query(
        description="Uppdelning, med komma mellan. Definitionen säger vilka som finns. Utelämnas: "
        "så som rapporten visar måttet.",
        max_length=128,
        pattern=r"^[a-z-]*(,[a-z-]+)*$",
        examples=["sex,age"],
    ),
]
RulesAt = Annotated[
    Day | None,
    Query(
        alias="rulesAt",
        description="Definitionen så som den gällde denna dag. Utelämnas: i dag.",
        examples=["2026-01-15"],
    ),
]
For = Annotated[
    Literal["internal", "public"],
    Query(
        alias="for",
        description="Internt hålls tal under 5 inne, för allmänheten tal under 10.",
        examples=["internal"],
    ),
]


async def _asked(
    figure: FigureId,
    reading: ReadingOf,
    period: InPeriod = None,
    version: Version = None,
    by: By = None,
    rules_at: RulesAt = None,
    audience: For = "internal",
    known_at: KnownAt = None,
    known_position: KnownPosition = None,
) -> FigureAsked:
    await reading.at_least(FIGURE_FACTS.name)
    law, store = catalogue(), reading.store
    defined = definition(law, figure, version, rules_at or today())
    divided = defined.shown_by if by is None else tuple(name for name in by.split(",") if name)
    if known_at is not None:
        at = await position_at(store, known_at)
        known_position = at if known_position is None else min(at, known_position)
    asked = FigureAsked(
        figure=defined,
        period=Period.parse(period or str(today().year - 1)),
        by=divided,
        known=await position_asked(store, known_position, FIGURE_FACTS.name),
        audience=audience,
    )
    return checked(law, asked)


AskedOf = Annotated[FigureAsked, Depends(_asked)]


def figure_routes() -> EdgeRouter:
    """Return the routes of figures and of their definitions."""
    router = EdgeRouter(tags=["Mått"])

    @router.get("/figure-definitions", **lists(rights=READ, item=FigureDefinition))
    async def list_definitions(reading: ListingOf) -> Response:
        """Lista måtten: vad varje siffra räknar, och vad den väntar på om den inte kan räknas.

        Inget mått finns utanför sin definition. En definition ändras aldrig: den får
        en ny version.
        """
        page = reading.page
        chosen = every_figure(catalogue())[page.offset : page.offset + page.fetch]
        items = [FigureDefinition.of(*each) for each in chosen]
        return await reading.listing(items, shows=NOBODY)

    @router.get("/figures/{figure}", **reads(rights=READ, answer=FigureAnswer))
    async def read_figure(reading: ReadingOf, asked: AskedOf) -> Response:
        """Läs ett mått för en period, så som det är känt nu eller var känt vid en position.

        Samma fråga ger samma svar, vem som än frågar och när. Små tal hålls inne, och så mycket
        bredvid att de inte kan räknas fram; noll visas.
        """
        content = await answer(reading.store, catalogue(), asked)
        return await reading.one(FigureAnswer.of(content), shows=NOBODY)

    @router.get(
        "/figures/{figure}/table",
        **streams(READ, media_type="text/csv", example="År;Kön;Antal\r\n"),
    )
    async def read_figure_table(reading: ReadingOf, asked: AskedOf) -> Response:
        """Läs ett mått som en tabell som öppnas rätt i svenskt Excel."""
        content = await answer(reading.store, catalogue(), asked)
        name = f"{asked.figure.id}-{asked.period}.csv"
        file = {"content-disposition": f'attachment; filename="{name}"'}
        written = as_csv(catalogue(), asked.figure, content)
        return await reading.content(written, shows=NOBODY, media_type=CSV, headers=file)

    return router
