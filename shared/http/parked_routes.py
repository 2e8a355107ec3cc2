"""What officials do with the work that robots have failed at too often."""

from typing import Any
from uuid import UUID

from fastapi import Response

from shared.http.edge import Accepted, ChangeOf, EdgeRouter, ListingOf, changes, lists
from shared.http.worklist_routes import WorklistRoutes, add_route
from shared.http.worklist_schemas import ParkedRow, ReturnedAnswer
from shared.kernel.store import Transaction


def add_parked_routes(of: WorklistRoutes[Any], router: EdgeRouter, right: str) -> None:
    """Add the routes of one list's parked work, for those who have ``right``."""

    async def list_parked(reading: ListingOf) -> Response:
        """Lista arbete som väntar på en handläggare: {title}.

        Arbete som robotar har misslyckats med för många gånger.
        """
        page = reading.page
        parked = await of.worklist.parked(reading.store, limit=page.fetch, offset=page.offset)
        return reading.listing([ParkedRow.of(each) for each in parked])

    async def give_back(item_id: UUID, change: ChangeOf) -> Response:
        """Lägg tillbaka ett arbete på listan: {title}.

        Robotar får försöka på nytt, från början räknat.
        """

        async def work(tx: Transaction) -> Accepted:
            await of.worklist.give_back(tx, item_id)
            return Accepted(body=ReturnedAnswer(item_id=item_id))

        return await change.run(work)

    parked, returned = (
        lists(right, item=ParkedRow),
        changes(right, answer=ReturnedAnswer, versioned=False),
    )
    add_route(router, of, "/parked-items", list_parked, {"methods": ["GET"], **parked})
    path = "/parked-items/{item_id}/return"
    add_route(router, of, path, give_back, {"methods": ["POST"], **returned})
