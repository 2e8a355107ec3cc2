"""What officials do with the work that robots have failed at too often."""

from typing import Any
from uuid import UUID

from fastapi import Response

from shared.http.edge import Accepted, ChangeOf, EdgeRouter, ListingOf, changes, lists
from shared.http.worklist_routes import WorklistRoutes, add_route
from shared.http.worklist_schemas import ParkedRow, ReturnedAnswer
from shared.kernel.shown import Shown
from shared.kernel.store import Transaction
from shared.worklists.items import PROJECTION


class ParkedRoutes:
    """What officials may do with the parked work of one list."""

    def __init__(self, of: WorklistRoutes[Any]) -> None:
        self._of = of
        self._list = of.worklist

    def add_to(self, router: EdgeRouter, right: str) -> None:
        """Add the routes to ``router``, for those who have ``right``."""
        parked, returned = "/parked-items", "/parked-items/{item_id}/return"
        listed = {"methods": ["GET"], **lists(right, item=ParkedRow)}
        changed = {"methods": ["POST"], **changes(right, answer=ReturnedAnswer, versioned=False)}
        add_route(router, self._of, parked, self.list_parked, listed)
        add_route(router, self._of, returned, self.give_back, changed)

    async def list_parked(self, reading: ListingOf) -> Response:
        """Lista arbete som väntar på en handläggare: {title}.

        Arbete som robotar har misslyckats med för många gånger.
        """
        await reading.at_least(PROJECTION)
        page = reading.page
        parked = await self._list.parked(reading.store, limit=page.fetch, offset=page.offset)
        rows = [ParkedRow.of(each) for each in parked]
        return await reading.listing(rows, shows=ParkedRow.shown)

    async def give_back(self, item_id: UUID, change: ChangeOf) -> Response:
        """Lägg tillbaka ett arbete på listan: {title}.

        Robotar får försöka på nytt, från början räknat.
        """

        async def work(tx: Transaction) -> Accepted:
            await self._list.give_back(tx, item_id)
            answer = ReturnedAnswer(item_id=item_id)
            return Accepted(shows=Shown.of(None, item_id), body=answer)

        return await change.run(work)
