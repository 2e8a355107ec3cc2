"""What officials do with the work that robots have failed at too often."""

from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

from fastapi import Response

from shared.http.edge import Accepted, ChangeOf, EdgeRouter, ListingOf, changes, lists
from shared.http.worklist_routes import WorklistRoutes, add_route
from shared.http.worklist_schemas import CompletedAnswer, ParkedRow, ReturnedAnswer
from shared.kernel.shown import Shown
from shared.kernel.store import Appended, Transaction
from shared.worklists.items import PROJECTION
from shared.worklists.worklists import Claim


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
        taken = {"methods": ["POST"], **changes(right, answer=CompletedAnswer, versioned=False)}
        path = "/parked-items/{item_id}/complete"
        add_route(router, self._of, path, self._completing(), taken)

    async def list_parked(self, reading: ListingOf) -> Response:
        """Lista arbete som väntar på en handläggare: {title}.

        Arbete som robotar har misslyckats med för många gånger, och arbete som rör skyddade
        personer: det lämnas aldrig till robotar.
        """
        await reading.at_least(PROJECTION)
        page = reading.page
        parked = await self._list.parked(
            reading.store, reading.sight, limit=page.fetch, offset=page.offset
        )
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

    def _completing(self) -> Callable[..., Coroutine[Any, Any, Response]]:
        result, finish = self._of.result, self._of.finish

        async def complete_parked(item_id: UUID, body: result, change: ChangeOf) -> Response:  # type: ignore[valid-type]  # known at run time only
            """Slutför ett arbete för hand: {title}.

            Det som handläggaren har gjort blir en händelse med handläggaren som aktör.
            """

            async def work(tx: Transaction) -> Accepted:
                async def finishing(claim: Claim) -> Appended:
                    return await finish(tx, claim, body, change.actor, change.request_id)

                appended = await self._list.take(tx, item_id, change.actor.subject, finishing)
                shows = Shown.of(appended.person_id, appended.stream_id)
                answer = CompletedAnswer.of(item_id, appended)
                return Accepted(stream_id=item_id, shows=shows, body=answer)

            return await change.run(work)

        return complete_parked
