"""Routes of proof: what was signed of the ledger, and what follows from it."""

from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from services.reporting.api.proof_answers import (
    CheckpointAnswer,
    CheckpointRow,
    ConsistencyAnswer,
    InclusionAnswer,
)
from shared.http.edge import EdgeRouter, ListingOf, ReadingOf, lists, reads
from shared.kernel.shown import NOBODY
from shared.proofs import reading as proofs

MOST = 2**53 - 1  # what every JSON reader takes for a whole number

Size = Annotated[
    int | None,
    Query(
        ge=1,
        le=MOST,
        description="Antal poster i liggaren; utelämnas för den senaste kontrollpunktens.",
        examples=[20],
    ),
]
Position = Annotated[
    int | None,
    Query(
        ge=1,
        le=MOST,
        description="Position i liggaren; utelämnas för den sista.",
        examples=[17],
    ),
]
First = Annotated[
    int | None,
    Query(
        ge=1,
        le=MOST,
        description="Antal poster först; utelämnas för den näst senaste kontrollpunktens.",
        examples=[17],
    ),
]


def proof_routes() -> EdgeRouter:
    """Return the routes of checkpoints and proofs."""
    router = EdgeRouter(tags=["Bevis"])

    @router.get("/checkpoints", **lists(rights="reporting:feed", item=CheckpointRow))
    async def list_checkpoints(reading: ListingOf) -> Response:
        """Lista kontrollpunkter, nyast först.

        En kontrollpunkt är en signerad uppgift om vad liggaren var vid en storlek. `note` är det
        signerade i klartext (C2SP tlog-checkpoint, Ed25519) och kan sparas, skrivas ut och
        kontrasigneras.
        """
        page = reading.page
        found = await proofs.newest(reading.store, limit=page.fetch, offset=page.offset)
        return await reading.listing([CheckpointRow.of(each) for each in found], shows=NOBODY)

    @router.get("/checkpoints/latest", **reads(rights="reporting:feed", answer=CheckpointAnswer))
    async def read_latest_checkpoint(reading: ReadingOf) -> Response:
        """Läs den senaste kontrollpunkten."""
        found = await proofs.latest(reading.store)
        answer = CheckpointAnswer.of(found)
        return await reading.one(answer, shows=NOBODY, version=found.number)

    @router.get("/proofs/inclusion", **reads(rights="reporting:feed", answer=InclusionAnswer))
    async def prove_inclusion(
        reading: ReadingOf, position: Position = None, size: Size = None
    ) -> Response:
        """Bevisa att en position ingår i liggaren.

        Beviset är det i RFC 6962 (`hashes`, från lövet uppåt; lövets index är positionen minus
        ett) mot roten i en kontrollpunkt med storleken `size`.
        """
        found = await proofs.inclusion(reading.store, position, size)
        return await reading.one(InclusionAnswer.of(found), shows=NOBODY)

    @router.get("/proofs/consistency", **reads(rights="reporting:feed", answer=ConsistencyAnswer))
    async def prove_consistency(
        reading: ReadingOf, first: First = None, second: Size = None
    ) -> Response:
        """Bevisa att liggaren bara har vuxit.

        Beviset (RFC 6962) visar att de `first` första posterna i en liggare med `second` poster
        är desamma som när liggaren hade `first`.
        """
        found = await proofs.consistency(reading.store, first, second)
        return await reading.one(ConsistencyAnswer.of(found), shows=NOBODY)

    return router
