"""Work lists over HTTP: what a service's ``main.py`` and API join together."""

from collections.abc import Sequence
from typing import Any

from shared.http.edge import EdgeRouter
from shared.http.metrics import Gauge
from shared.http.parked_routes import ParkedRoutes
from shared.http.worklist_routes import RobotRoutes, WorklistRoutes
from shared.kernel.store import Store
from shared.worklists.worklists import Worklist

__all__ = ["WORKLIST_TAGS", "WorklistRoutes", "worklist_gauges", "worklist_router"]

TAG = "Arbetslistor"
WORKLIST_TAGS = {TAG: "Arbete som robotar tar ut och slutför eller lämnar tillbaka."}


def worklist_router(*, right: str, lists: Sequence[WorklistRoutes[Any]]) -> EdgeRouter:
    """Return the routes of ``lists``.

    Args:
        right: the robots', e.g. ``intake:work``; parked work takes ``intake:handle``.
    """
    router = EdgeRouter(prefix="/worklists", tags=[TAG])
    for each in lists:
        RobotRoutes(each).add_to(router, right)
        ParkedRoutes(each).add_to(router, f"{right.partition(':')[0]}:handle")
    return router


def worklist_gauges(store: Store, worklists: Sequence[Worklist]) -> list[Gauge]:
    """Return how much waits, is claimed and is parked on each list."""

    def gauge(kind: str, description: str) -> Gauge:
        async def read() -> dict[str, float]:
            return {each.name: getattr(await each.counts(store), kind) for each in worklists}

        return Gauge(f"rodatraden_work_{kind}", description, read, label="worklist")

    return [
        gauge("waiting", "Pieces of work that a robot may claim"),
        gauge("claimed", "Open claims"),
        gauge("parked", "Pieces of work that wait for an official"),
    ]
