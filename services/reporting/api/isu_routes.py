"""Routes of systematic follow-up: HTTP in, chains out."""

from uuid import UUID

from fastapi.responses import Response

from services.reporting.api.clock_routes import KnownPosition
from services.reporting.api.isu_schemas import IsuAnswer, shown_of
from services.reporting.application.isu import chains_of
from services.reporting.domain.isu.chain import Chain
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.http.edge import EdgeRouter, ReadingOf, reads
from shared.http.reading import Reading
from shared.kernel.refusal import NotFound


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

    return router


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
