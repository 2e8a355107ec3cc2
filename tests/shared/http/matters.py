"""A small service to drive the edge with: matters that are opened, noted and closed."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, assert_never
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response
from pydantic import Field

from shared.access.policy import RightsTable
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
from shared.http.metrics import Gauge
from shared.http.schemas import Answer, Body, Day, Fault, Instant, Resource
from shared.kernel.decider import Decider
from shared.kernel.handling import begin
from shared.kernel.refusal import NotFound, Refusal
from shared.kernel.store import Store, Stream, Transaction
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import reader_for_tests


class Sort(StrEnum):
    """Sort: what kind of matter."""

    REPORT = "report"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    closed_on: date


class ClosedAlready(Refusal):
    """A matter is closed once."""

    code = "matter-closed-already"
    detail = "Ärendet är redan avslutat."


State = tuple[bool, bool]


def decide(state: State, command: Opened | Closed) -> list[Opened | Closed]:
    if isinstance(command, Closed) and state[1]:
        raise ClosedAlready
    return [command]


def evolve(state: State, event: Opened | Closed) -> State:
    match event:
        case Opened():
            return (True, False)
        case Closed():
            return (True, True)
        case _:
            assert_never(event)


MATTER: Decider[State, Opened | Closed, Opened | Closed] = Decider((False, False), decide, evolve)


class ChildBody(Body):
    """Ett barn."""

    birth_year: int | None = Field(default=None, title="Födelseår", ge=1900, le=2100)
    note: str = Field(title="Notering", max_length=100, examples=["Går i förskola."])

    def model_post_init(self, _context: object) -> None:
        if self.note == "otillåten":
            raise Fault("note-not-allowed", "Den noteringen är inte tillåten.")


class OpenBody(Body):
    """Öppna ett ärende."""

    sort: Sort = Field(title="Sort")
    received_on: Day = Field(title="Inkom", examples=["2026-03-02"])
    seen_at: Instant | None = Field(default=None, title="Sågs")
    children: tuple[ChildBody, ...] = Field(title="Barn", min_length=1, max_length=5)


class CloseBody(Body):
    """Avsluta ärendet."""

    closed_on: Day = Field(title="Avslutat", examples=["2026-03-09"])


class MatterRow(Answer):
    """Ärende i en lista."""

    id: UUID = Field(title="Identitet")
    received_on: date = Field(title="Inkom", examples=["2026-03-02"])


class MatterAnswer(Resource):
    """Ett ärende."""

    id: UUID = Field(title="Identitet")
    received_on: date = Field(title="Inkom", examples=["2026-03-02"])
    is_closed: bool = Field(title="Avslutat")


class SearchBody(Body):
    """Sök ärenden."""

    text: str = Field(title="Text", min_length=1, max_length=100, examples=["förskola"])


class Found(Resource):
    """Det som hittades."""

    matters: tuple[MatterRow, ...] = Field(title="Ärenden")


def matters() -> EdgeRouter:
    router = EdgeRouter(prefix="/matters", tags=["Ärenden"])

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

    @router.post("/{matter_id}/close", **changes("intake:handle"))
    async def close_matter(matter_id: UUID, body: CloseBody, change: ChangeOf) -> Response:
        """Avsluta ärendet."""
        return await change.handle(MATTER, matter_id, Closed(closed_on=body.closed_on))

    @router.post("/{matter_id}/touch", **changes("intake:work", versioned=False))
    async def touch_matter(matter_id: UUID, change: ChangeOf) -> Response:
        """Visa att arbetet pågår."""
        return await change.handle(MATTER, matter_id, Closed(closed_on=date(2026, 3, 9)))

    @router.post("/search", **searches("intake:read", answer=Found))
    async def search_matters(body: SearchBody, reading: ReadingOf) -> Response:
        """Sök ärenden.

        Sökningen är en POST för att det som söks inte ska stå i en adress.
        """
        return reading.one(Found(matters=()))

    @router.get("/{matter_id}", **reads("intake:read", answer=MatterAnswer))
    async def read_matter(matter_id: UUID, reading: ReadingOf) -> Response:
        """Läs ett ärende."""
        await reading.at_least("matters")
        stream: Stream[Opened | Closed] = await reading.store.read(matter_id)
        if not stream.version:
            raise NotFound
        return reading.one(shown(stream), version=stream.version)

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
        return reading.listing([MatterRow.model_validate(row) for row in page])

    @router.get("/feed/events", **feeds("reporting:feed", item=MatterRow))
    async def follow_matters(reading: FeedOf) -> Response:
        """Följ ärenden."""
        return reading.feed([], next_cursor=reading.cursor)

    @router.get("/feed/text", **streams("reporting:feed", media_type="text/csv", example="a,b"))
    async def matters_as_text(reading: ReadingOf) -> Response:
        """Ärenden som text."""
        return Response("a,b\n", media_type="text/csv")

    return router


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
    routers: Sequence[EdgeRouter] | None = None,
    ready: Callable[[], Awaitable[Sequence[str]]] = ready,
) -> ServiceApp:
    gauge = Gauge("rodatraden_projection_lag", "Händelser kvar", lag, label="projection")
    return service_app(
        info,
        store=store or MemoryStore(),
        authenticator=reader_for_tests(),
        policy=RightsTable(),
        routers=[matters()] if routers is None else routers,
        ready=ready,
        gauges=[gauge],
    )
