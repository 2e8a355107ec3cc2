"""Routes of systematic follow-up: HTTP in, chains out."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import Response

from services.reporting.api.clock_routes import KnownPosition
from services.reporting.api.figure_routes import For, InPeriod
from services.reporting.api.isu_result_schemas import IsuResultsAnswer
from services.reporting.api.isu_schemas import IsuAnswer, shown_of
from services.reporting.application.figures.asking import position_asked
from services.reporting.application.isu import chains_of
from services.reporting.application.isu_results import ResultsAsked, isu_results
from services.reporting.domain.figures.periods import Period
from services.reporting.domain.isu.chain import Chain
from services.reporting.projections.figure_keeping import FIGURE_FACTS
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.http.edge import EdgeRouter, ReadingOf, reads
from shared.http.reading import Reading
from shared.kernel.clock import today
from shared.kernel.refusal import NotFound
from shared.kernel.shown import NOBODY

By = Annotated[
    Literal["problem", "target-group", "sex", "age", "place"] | None,
    Query(
        description="En uppdelning utöver metod: insatsorsak, målgrupp, kön, ålder eller ort.",
        examples=["sex"],
    ),
]


def isu_routes() -> EdgeRouter:
    """Return the routes of systematic follow-up."""
    router = EdgeRouter(tags=["ISU"])

    @router.get("/isu-chains/{any_id}", **reads(rights="reporting:read", answer=IsuAnswer))
    async def read_isu_chains(
        any_id: UUID, reading: ReadingOf, known_position: KnownPosition = None
    ) -> Response:
        """Läs den systematiska uppföljningen av en person, en tråd eller en insats.

        För varje insats kedjan från behov till resultat: mål, metod, dos, mätningar före, under
        och efter, uppföljningar, måluppfyllelse och den enskildes svar. Ord finns inte här. Det
        som registrerades en senare dag än det hände är märkt.
        """
        await reading.at_least(THREAD_ENTRIES.name)
        chains = await seen_chains(reading, any_id, known_position)
        answer = IsuAnswer.of(any_id, chains, catalogue())
        return await reading.one(answer, shows=shown_of(chains))

    @router.get("/isu-results", **reads(rights="reporting:read", answer=IsuResultsAnswer))
    async def read_isu_results(reading: ReadingOf, asked: ResultsAskedOf) -> Response:
        """Läs resultat för en grupp, per metod och en uppdelning till.

        Nådda, genomförda och avbrutna insatser, måluppfyllelse, dagar till start, förändring på
        varje skala med antal och intervall, och återkomst inom 6, 12 och 24 månader. Små tal hålls
        inne, och så mycket bredvid att de inte kan räknas fram. Svaret säger vad som inte kan
        slutas av en jämförelse mellan metoder.
        """
        law = catalogue()
        found = await isu_results(reading.store, law, asked)
        return await reading.one(IsuResultsAnswer.of(asked, found, law), shows=NOBODY)

    return router


async def results_asked(
    reading: ReadingOf,
    period: InPeriod = None,
    by: By = None,
    audience: For = "internal",
    known_position: KnownPosition = None,
) -> ResultsAsked:
    """Return what the query asks for, as far as the figures' facts have come."""
    await reading.at_least(FIGURE_FACTS.name)
    known = await position_asked(reading.store, known_position, FIGURE_FACTS.name)
    wanted = Period.parse(period or str(today().year - 1))
    return ResultsAsked(period=wanted, division=by, audience=audience, known=known)


ResultsAskedOf = Annotated[ResultsAsked, Depends(results_asked)]


async def seen_chains(reading: Reading, any_id: UUID, known: int | None) -> list[Chain]:
    """Return the chains that the reader may see.

    Raises:
        NotFound: there are none.
    """
    cleared = reading.call.clearance.threads
    found = await chains_of(reading.store, any_id, cleared, known=known)
    closed = await reading.closed({each.person_id for each in found})
    seen = [each for each in found if each.person_id not in closed]
    if not seen:
        raise NotFound
    return seen
