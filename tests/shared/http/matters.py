"""A small service to drive the edge with: matters that are opened, noted and closed."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from shared.http.app import ServiceApp, service_app
from shared.http.edge import (
    Accepted,
    ChangeOf,
    EdgeRouter,
    FeedOf,
    ListingOf,
    ReadingOf,
    changes,
    creates,
    feeds,
    lists,
    reads,
    searches,
    streams,
)
from shared.http.info import ApiInfo
from shared.http.limits import Limits
from shared.http.metrics import Gauge
from shared.kernel.access_log import AccessLog
from shared.kernel.handling import begin
from shared.kernel.refusal import NotFound
from shared.kernel.shown import NOBODY, NOTHING, Shown
from shared.kernel.store import Store, Stream, Transaction
from shared.testing.access_log import MemoryAccessLog
from shared.testing.every_case import EveryCase
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import reader_for_tests
from tests.shared.http.matter_rules import MATTER, Closed, Opened, Sort
from tests.shared.http.matter_schemas import (
    CloseBody,
    Found,
    MatterAnswer,
    MatterRow,
    OpenBody,
    SearchBody,
)


def matters() -> EdgeRouter:
    router = EdgeRouter(prefix="/matters", tags=["Ärenden"])
    for add in (add_opening, add_changes, add_readings, add_feeds):
        add(router)
    return router


def add_opening(router: EdgeRouter) -> None:
    @router.post("", **creates("intake:handle"))
    async def open_matter(body: OpenBody, change: ChangeOf) -> Response:
        """Öppna ett ärende.

        Ett ärende öppnas för barnen.
        """
        matter_id = change.id_for("matter")

        async def work(tx: Transaction) -> Accepted:
            context = change.context(thread_id=matter_id)
            command = Opened(received_on=body.received_on)
            appended = await begin(tx, MATTER, matter_id, command, context)
            return Accepted.of(appended, location=f"/matters/{matter_id}")

        return await change.run(work)

    @router.post("/reports", **creates("intake:report", max_body=2000))
    async def report(body: CloseBody, change: ChangeOf) -> Response:
        """Lämna en anmälan."""
        matter_id = change.id_for("matter")

        async def work(tx: Transaction) -> Accepted:
            context = change.context(thread_id=matter_id)
            command = Opened(received_on=body.closed_on)
            return Accepted.of(await begin(tx, MATTER, matter_id, command, context))

        return await change.run(work)


def add_changes(router: EdgeRouter) -> None:
    @router.post("/{matter_id}/close", **changes("intake:handle"))
    async def close_matter(matter_id: UUID, body: CloseBody, change: ChangeOf) -> Response:
        """Avsluta ärendet."""
        return await change.handle(MATTER, matter_id, Closed(closed_on=body.closed_on))

    @router.post("/{matter_id}/touch", **changes("intake:work", versioned=False))
    async def touch_matter(matter_id: UUID, change: ChangeOf) -> Response:
        """Visa att arbetet pågår."""
        return await change.handle(MATTER, matter_id, Closed(closed_on=date(2026, 3, 9)))


def add_readings(router: EdgeRouter) -> None:
    @router.post("/search", **searches("intake:read", answer=Found))
    async def search_matters(body: SearchBody, reading: ReadingOf) -> Response:
        """Sök ärenden.

        Sökningen är en POST för att det som söks inte ska stå i en adress.
        """
        return await reading.one(Found(matters=()), shows=NOTHING)

    @router.get("/{matter_id}", **reads("intake:read", answer=MatterAnswer))
    async def read_matter(matter_id: UUID, reading: ReadingOf) -> Response:
        """Läs ett ärende."""
        await reading.at_least("matters")
        stream: Stream[Opened | Closed] = await reading.store.read(matter_id)
        if not stream.version:
            raise NotFound
        return await reading.one(shown(stream), shows=stream.shown, version=stream.version)

    @router.get("", **lists(("intake:read", "reporting:read"), item=MatterRow))
    async def list_matters(
        reading: ListingOf,
        sort: Annotated[Sort | None, Query(description="Bara av den sorten.")] = None,
        case_types: Annotated[
            tuple[str, ...], Query(alias="caseTypes", description="Flera får anges.")
        ] = (),
    ) -> Response:
        """Lista ärenden."""
        await reading.at_least("matters")
        rows = await reading.store.rows("matters", {"sort": sort})
        page = rows[reading.page.offset :][: reading.page.fetch]
        items = [MatterRow.model_validate(row) for row in page]
        return await reading.listing(items, shows=lambda row: Shown.of(None, row.id))


def add_feeds(router: EdgeRouter) -> None:
    @router.get("/feed/events", **feeds("reporting:feed", item=MatterRow))
    async def follow_matters(reading: FeedOf) -> Response:
        """Följ ärenden."""
        return await reading.feed([], shows=NOBODY, next_cursor=reading.cursor)

    @router.get("/feed/text", **streams("reporting:feed", media_type="text/csv", example="a,b"))
    async def matters_as_text(reading: ReadingOf) -> Response:
        """Ärenden som text."""
        return await reading.content("a,b\n", shows=NOBODY, media_type="text/csv", headers={})


def shown(stream: Stream[Opened | Closed]) -> MatterAnswer:
    opened = stream.events[0]
    assert isinstance(opened, Opened)
    return MatterAnswer(
        id=stream.stream_id,
        received_on=opened.received_on,
        is_closed=MATTER.fold(stream.events)[1],
    )


INFO = ApiInfo(
    name="matters",
    title="Ärenden",
    description="Ett litet API för prov av kanten.",
    description_en="A small API to try the edge with.",
    public_url="https://rodatraden.example/matters/v0",
    tags={"Ärenden": "Allt om ärenden."},
)


async def ready() -> list[str]:
    return []


async def lag() -> dict[str, float]:
    return {"matters": 3.0}


def build(
    store: Store | None = None,
    *,
    info: ApiInfo = INFO,
    access_log: AccessLog | None = None,
    routers: Sequence[EdgeRouter] | None = None,
    ready: Callable[[], Awaitable[Sequence[str]]] = ready,
    limits: Limits | None = None,
) -> ServiceApp:
    gauge = Gauge("rodatraden_projection_lag", "Händelser kvar", lag, label="projection")
    return service_app(
        info,
        store=store or MemoryStore(),
        authenticator=reader_for_tests(),
        policy=EveryCase(),
        access_log=access_log or MemoryAccessLog(),
        routers=[matters()] if routers is None else routers,
        ready=ready,
        gauges=[gauge],
        limits=limits,
    )
