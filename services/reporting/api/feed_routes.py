"""Routes of the feed: what has happened, by position, for those who ask and those who wait."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from math import inf
from time import monotonic
from typing import Annotated, Any

from fastapi import Header, Query
from fastapi.responses import Response
from pydantic import AfterValidator, Field

from services.reporting.api.cloud_events import CloudEvent, cloud_event, shown_by
from services.reporting.application.feed import Place, read_on
from shared.contracts.names import PUBLISHED
from shared.eventstore.cursor import Cursor, CursorMalformed
from shared.http import problems
from shared.http.collecting import Part
from shared.http.edge import EdgeRouter, FeedOf, Reading, StreamOf, feeds, streams
from shared.http.schemas import CURSOR, Fault
from shared.kernel.shown import NOBODY, Shown
from shared.kernel.store import Store

BATCH_TYPE = "application/cloudevents-batch+json"
STREAM_SECONDS = 240.0  # shorter than a token lives: whoever listens on comes back with a new one
PAUSE_SECONDS = 0.1
SILENCE_SECONDS = 15.0
PER_READ = 100


def _published(name: str) -> str:
    if name not in PUBLISHED:
        raise Fault("unknown-event-type", "Det finns ingen publicerad händelse av den typen.")
    return name


EventType = Annotated[
    str, AfterValidator(_published), Field(json_schema_extra={"enum": sorted(PUBLISHED)})
]
Types = Annotated[
    list[EventType] | None,
    Query(
        alias="type",
        max_length=len(PUBLISHED),
        description="Bara händelser av dessa typer; utelämnas för alla.",
        examples=[["intake.opened.v1"]],
    ),
]
Accept = Annotated[
    str | None,
    Header(description=f"`{BATCH_TYPE}` ger en ren CloudEvents-bunt.", examples=[BATCH_TYPE]),
]
After = Annotated[
    int | None,
    Query(
        alias="after",
        ge=0,
        le=9_007_199_254_740_991,
        description="Läs det som följer på denna position, i stället för `cursor`. Märket är "
        "säkrare: det känns igen om liggaren har återställts.",
        examples=[1200],
    ),
]
LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        min_length=1,
        max_length=512,
        description="Märket ur den senast mottagna händelsen.",
        examples=[CURSOR],
        json_schema_extra={"format": "cursor"},
    ),
]


def feed_routes() -> EdgeRouter:
    """Return the routes of the feed."""
    router = EdgeRouter(tags=["Händelseflöde"])

    @router.get("/events", **feeds(rights="reporting:feed", item=CloudEvent), responses=_BATCH)
    async def list_events(
        reading: FeedOf, after: After = None, types: Types = None, accept: Accept = None
    ) -> Response:
        """Läs publicerade händelser i liggarens ordning.

        Läs vidare med `cursor` ur svaret, eller börja efter en position med `after`. Flödet
        saknar luckor: det som en gång stått före ett märke ändras inte. Med
        `Accept: application/cloudevents-batch+json` är svaret en ren CloudEvents-bunt och märket
        står i `Link` (`rel="next"`).
        """
        place = _place(_cursor(reading.cursor, "query", "/cursor"), after)
        batch = await read_on(reading.store, place, types or (), reading.page.limit)
        events = [cloud_event(row) for row in batch.rows]
        onward = batch.onward.encode() if batch.onward else None
        if accept is not None and BATCH_TYPE in accept:
            return await _bare_batch(reading, events, onward)
        return await reading.feed(events, shows=shown_by, next_cursor=onward)

    @router.get(
        "/event-stream",
        **streams("reporting:feed", media_type="text/event-stream", example=_SAMPLE),
    )
    async def stream_events(
        reading: StreamOf, types: Types = None, last_event_id: LastEventId = None
    ) -> Response:
        """Följ publicerade händelser medan de sker (server-sent events).

        Varje händelse är ett CloudEvent med märket som `id`. Strömmen stängs efter fyra minuter;
        kom tillbaka med `Last-Event-ID` för att fortsätta utan luckor.
        """
        cursor = _cursor(last_event_id, "header", "/Last-Event-ID")
        told = _tell(reading.store, cursor, types or ())
        return await reading.stream(told, media_type="text/event-stream")

    return router


_BATCH: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            BATCH_TYPE: {
                "schema": {
                    "type": "array",
                    "title": "Bunt",
                    "items": {"$ref": "#/components/schemas/CloudEvent"},
                }
            }
        }
    }
}
_SAMPLE = f'id: {CURSOR}\nevent: intake.opened.v1\ndata: {{"specversion": "1.0"}}\n\n'


def _cursor(given: str | None, place: str, pointer: str) -> Cursor | None:
    try:
        return None if given is None else Cursor.decode(given)
    except CursorMalformed as refused:
        fault = problems.Fault(place, pointer, refused.code, refused.detail)
        raise problems.invalid([fault]) from None


def _place(cursor: Cursor | None, after: int | None) -> Place | None:
    if cursor is not None and after is not None:
        detail = "Ange antingen cursor eller after, inte båda."
        raise problems.Problem(409, "two-places", detail)
    return after if cursor is None else cursor


async def _bare_batch(
    reading: Reading, events: Sequence[CloudEvent], cursor: str | None
) -> Response:
    onward = reading.onward(cursor)
    return await reading.content(
        f"[{','.join(event.model_dump_json() for event in events)}]",
        shows=Shown.all_of(shown_by(event) for event in events),
        media_type=BATCH_TYPE,
        headers={} if onward is None else {"link": f'<{onward}>; rel="next"'},
    )


async def _tell(store: Store, cursor: Cursor | None, types: Sequence[str]) -> AsyncIterator[Part]:
    """Yield each batch as one part; at the beginning and in a silence, a comment.

    So nobody between takes the silence for the end.
    """
    until, told_at = monotonic() + STREAM_SECONDS, -inf
    while monotonic() < until:
        batch = await read_on(store, cursor, types, PER_READ)
        cursor = batch.onward
        if batch.rows:
            yield _part([cloud_event(row) for row in batch.rows])
            told_at = monotonic()
        elif monotonic() - told_at > SILENCE_SECONDS:
            yield Part(":\n\n", NOBODY)
            told_at = monotonic()
        if len(batch.rows) < PER_READ:
            await asyncio.sleep(PAUSE_SECONDS)


def _part(events: Sequence[CloudEvent]) -> Part:
    told = (
        f"id: {event.cursor}\nevent: {event.type}\ndata: {event.model_dump_json()}\n\n"
        for event in events
    )
    return Part("".join(told), Shown.all_of(shown_by(event) for event in events))
