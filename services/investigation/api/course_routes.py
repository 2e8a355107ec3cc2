"""Routes of a matter's course: what time limits count from and to."""

from uuid import UUID

from fastapi.responses import Response

from services.investigation.api.asking import asked_by
from services.investigation.api.course_schemas import CircumstanceBody, CircumstanceItem
from services.investigation.application.course import course_of, note_circumstance
from shared.catalogue import catalogue
from shared.http.edge import (
    Accepted,
    ChangeOf,
    EdgeRouter,
    ListingOf,
    creates,
    lists,
)
from shared.kernel.store import Transaction

ROUTER = EdgeRouter(prefix="/investigations", tags=["Ärendets gång"])


@ROUTER.get(
    "/{investigation_id}/circumstances",
    **lists(rights="investigation:read", item=CircumstanceItem),
)
async def list_circumstances(investigation_id: UUID, reading: ListingOf) -> Response:
    """Lista omständigheter i ärendet, efter den dag de hände."""
    stream, noted = await course_of(reading.store, investigation_id)
    page = noted[reading.page.offset : reading.page.offset + reading.page.fetch]
    items = [CircumstanceItem.of(each, catalogue()) for each in page]
    return await reading.listing(items, shows=CircumstanceItem.shown, about=stream.shown)


@ROUTER.post("/{investigation_id}/circumstances", **creates(rights="investigation:handle"))
async def note(investigation_id: UUID, body: CircumstanceBody, change: ChangeOf) -> Response:
    """Anteckna en omständighet som en frist räknas från eller till.

    Också efter att utredningen har avslutats: vård övervägs, umgänge begränsas och
    placeringar upphör medan ärendet löper. En omständighet som avslutar något kräver att det
    har börjat.
    """

    async def work(tx: Transaction) -> Accepted:
        wanted, asked = body.wanted(), asked_by(change)
        noted = await note_circumstance(tx, catalogue(), investigation_id, wanted, asked)
        return Accepted.of(noted)

    return await change.run(work)
