"""A reading, from the gate to the answer: as fresh as asked for, with version and links."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.datastructures import Headers
from starlette.responses import Response, StreamingResponse

from shared.http.call import Call
from shared.http.collecting import Item, Part, ShowsEach, all_shown, collection
from shared.http.links import link, with_query
from shared.http.looking import disclose
from shared.http.problems import Problem
from shared.http.schemas import Answer, Link, Resource
from shared.kernel.caller import Caller, Sight
from shared.kernel.clock import now
from shared.kernel.context import Actor
from shared.kernel.shown import NOBODY, NOTHING, Shown, Shows
from shared.kernel.store import Store

FIRST_EVENTS = 1_577_836_800_000  # 2020-01-01 in milliseconds: no event of ours is older
WAIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for. ``number`` 0 is a page outside it, and empty."""

    number: int
    limit: int

    @property
    def offset(self) -> int:
        """How many items come before the page."""
        return max(self.number - 1, 0) * self.limit

    @property
    def fetch(self) -> int:
        """How many items to ask for: one more than shown, to know whether there are more."""
        return self.limit + 1 if self.number else 0


@dataclass(slots=True, kw_only=True)
class Reading:
    """One question somebody asks."""

    call: Call
    event_id: UUID | None = None
    page: Page = Page(1, 20)
    cursor: str | None = None

    @property
    def caller(self) -> Caller:
        """The verified token."""
        return self.call.caller

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return self.call.caller.actor

    @property
    def request_id(self) -> UUID:
        """The id of this request."""
        return self.call.request_id

    @property
    def store(self) -> Store:
        """The service's store."""
        return self.call.edge.store

    @property
    def sight(self) -> Sight:
        """What the caller may see of lists: every list is narrowed by it."""
        return self.call.edge.policy.sight(self.caller)

    async def closed(self, persons: Collection[UUID]) -> frozenset[UUID]:
        """Return those of ``persons`` who are protected, and closed to the caller."""
        return await self.call.edge.policy.closed(self.caller, persons, self.store)

    def clear(self, persons: Iterable[UUID]) -> None:
        """Say that the route itself has ruled on ``persons``: the caller may be shown them."""
        self.call.clear(persons)

    def link(self, path: str) -> str:
        """Return the absolute address of ``path`` within this API."""
        return f"{self.call.base}{path}"

    async def at_least(self, read_model: str) -> None:
        """Wait, bounded, until ``read_model`` has taken in the event that was asked for.

        So have what the policy rests on: else a list would lack what just became the reader's.

        Raises:
            Problem: 404 when there can be no such event, 503 when it is not there yet.
        """
        if self.event_id is None:
            return
        if not may_exist(self.event_id):
            raise Problem(404, "event-unknown", "Det finns ingen händelse med den identiteten.")
        for awaited in (read_model, *self.call.edge.policy.read_models):
            if not await self.store.wait_for(self.event_id, awaited, seconds=WAIT_SECONDS):
                detail = "Läsmodellen har inte hunnit till den händelsen. Försök igen."
                raise Problem(503, "read-model-behind", detail, headers={"retry-after": "1"})

    async def show(self, shows: Shows) -> None:
        """Log that an answer shows ``shows``; before it does.

        Raises:
            NotLogged: it could not be logged; nothing may be shown.
        """
        await disclose(self.call, shows, self.store)

    async def one(self, answer: Answer, *, shows: Shows, version: int | None = None) -> Response:
        """Answer with one thing; 304, which confirms it, when the caller has that version."""
        await self.show(shows)
        headers = {} if version is None else {"etag": f'"{version}"'}
        if version is not None and _has(self.call, headers["etag"]):
            return Response(status_code=304, headers=headers)
        if isinstance(answer, Resource):
            own = Link(rel="self", href=self.link(self.call.scope["path"]), method="GET")
            answer = answer.model_copy(update={"links": (own, *answer.links)})
        body = answer.model_dump_json()
        return Response(body, headers=headers, media_type="application/json")

    async def listing(
        self,
        items: Sequence[Item],
        *,
        shows: ShowsEach[Item],
        about: Shown = NOTHING,
        total: int | None = None,
    ) -> Response:
        """Answer with a page of ``items`` (up to ``page.fetch``), and the way to the others.

        Args:
            shows: whom each item shows.
            about: whom the list is of, also when it is empty.
        """
        page = self.page
        shown = items[: page.limit] if page.number else ()
        await self.show(all_shown(shown, shows, about))
        links = [self._page("self", page.number), self._page("first", 1)]
        if page.number > 1:
            links.append(self._page("prev", page.number - 1))
        if len(items) > page.limit:
            links.append(self._page("next", page.number + 1))
        meta: dict[str, object] = {"page": page.number, "limit": page.limit, "offset": page.offset}
        if total is not None:
            meta["totalRecords"] = total
            links.append(self._page("last", max(1, -(-total // page.limit))))
        return collection(shown, {**meta, "count": len(shown)}, links)

    async def feed(
        self, items: Sequence[Item], *, shows: ShowsEach[Item], next_cursor: str | None
    ) -> Response:
        """Answer with the next ``items`` of a feed, and where to go on."""
        await self.show(all_shown(items, shows, NOTHING))
        links = [link("self", with_query(self.call.base, self.call.scope, {}))]
        meta: dict[str, object] = {"limit": self.page.limit, "count": len(items)}
        onward = self.onward(next_cursor)
        if onward is not None:
            links.append(link("next", onward))
            meta["cursor"] = next_cursor
        return collection(items, meta, links)

    async def content(
        self, body: str | bytes, *, shows: Shows, media_type: str, headers: Mapping[str, str]
    ) -> Response:
        """Answer with ``body`` as it is."""
        await self.show(shows)
        return Response(body, headers=headers, media_type=media_type)

    async def stream(self, parts: AsyncIterator[Part], *, media_type: str) -> Response:
        """Answer with ``parts`` as they come, each logged before it is sent.

        The first is waited for, so that a log that cannot be written is answered as such.
        """
        first = await anext(parts, Part("", NOTHING))
        await self.show(NOTHING if first.shows is NOBODY else first.shows)
        return StreamingResponse(self._told(first, parts), media_type=media_type)

    async def _told(self, first: Part, parts: AsyncIterator[Part]) -> AsyncIterator[str]:
        yield first.text
        async for part in parts:
            await self.show(part.shows)
            yield part.text

    def onward(self, cursor: str | None) -> str | None:
        """Return the address that asks the same from ``cursor`` on; None when there is none."""
        if cursor is None:
            return None
        return with_query(self.call.base, self.call.scope, {"cursor": cursor})

    def _page(self, rel: str, number: int) -> dict[str, str]:
        changed = {"page": number, "limit": self.page.limit}
        return link(rel, with_query(self.call.base, self.call.scope, changed))


def may_exist(event_id: UUID) -> bool:
    """Say whether ``event_id`` is a UUIDv7 of our time; others need no waiting for."""
    made_at = event_id.int >> 80
    return event_id.version == 7 and FIRST_EVENTS <= made_at <= now().timestamp() * 1000 + 5_000


def _has(call: Call, etag: str) -> bool:
    """Say whether the caller has this version (If-None-Match, compared weakly as RFC 9110)."""
    known = Headers(scope=call.scope).get("if-none-match", "")
    return known.strip() == "*" or etag in [
        tag.strip().removeprefix("W/") for tag in known.split(",")
    ]
