"""A reading, from the gate to the answer: as fresh as asked for, with version and links."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.datastructures import Headers
from starlette.responses import Response

from shared.http.call import Call
from shared.http.links import link, with_query
from shared.http.problems import Problem
from shared.http.schemas import Answer, Link, Resource
from shared.kernel.caller import Caller
from shared.kernel.clock import now
from shared.kernel.context import Actor
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

    def link(self, path: str) -> str:
        """Return the absolute address of ``path`` within this API."""
        return f"{self.call.base}{path}"

    async def at_least(self, read_model: str) -> None:
        """Wait, bounded, until ``read_model`` has taken in the event that was asked for.

        Raises:
            Problem: 404 when there can be no such event, 503 when it is not there yet.
        """
        if self.event_id is None:
            return
        if not _may_exist(self.event_id):
            raise Problem(404, "event-unknown", "Det finns ingen händelse med den identiteten.")
        if not await self.store.wait_for(self.event_id, read_model, seconds=WAIT_SECONDS):
            detail = "Läsmodellen har inte hunnit till den händelsen. Försök igen."
            raise Problem(503, "read-model-behind", detail, headers={"retry-after": "1"})

    def one(self, answer: Answer, *, version: int | None = None) -> Response:
        """Answer with one thing; 304 when the caller has that version already."""
        headers = {} if version is None else {"etag": f'"{version}"'}
        if version is not None and _has(self.call, headers["etag"]):
            return Response(status_code=304, headers=headers)
        if isinstance(answer, Resource):
            own = Link(rel="self", href=self.link(self.call.scope["path"]), method="GET")
            answer = answer.model_copy(update={"links": (own, *answer.links)})
        body = answer.model_dump_json()
        return Response(body, headers=headers, media_type="application/json")

    def listing(self, items: Sequence[Answer], *, total: int | None = None) -> Response:
        """Answer with a page of ``items`` (up to ``page.fetch``), and the way to the others."""
        page = self.page
        shown = items[: page.limit] if page.number else ()
        links = [self._page("self", page.number), self._page("first", 1)]
        if page.number > 1:
            links.append(self._page("prev", page.number - 1))
        if len(items) > page.limit:
            links.append(self._page("next", page.number + 1))
        meta: dict[str, object] = {"page": page.number, "limit": page.limit, "offset": page.offset}
        if total is not None:
            meta["totalRecords"] = total
            links.append(self._page("last", max(1, -(-total // page.limit))))
        return _collection(shown, {**meta, "count": len(shown)}, links)

    def feed(self, items: Sequence[Answer], *, next_cursor: str | None) -> Response:
        """Answer with the next ``items`` of a feed, and where to go on."""
        links = [link("self", with_query(self.call.base, self.call.scope, {}))]
        meta: dict[str, object] = {"limit": self.page.limit, "count": len(items)}
        onward = self.onward(next_cursor)
        if onward is not None:
            links.append(link("next", onward))
            meta["cursor"] = next_cursor
        return _collection(items, meta, links)

    def onward(self, cursor: str | None) -> str | None:
        """Return the address that asks the same from ``cursor`` on; None when there is none."""
        if cursor is None:
            return None
        return with_query(self.call.base, self.call.scope, {"cursor": cursor})

    def _page(self, rel: str, number: int) -> dict[str, str]:
        changed = {"page": number, "limit": self.page.limit}
        return link(rel, with_query(self.call.base, self.call.scope, changed))


def _collection(
    items: Sequence[Answer], meta: Mapping[str, object], links: Sequence[Mapping[str, str]]
) -> Response:
    rows = ",".join(item.model_dump_json() for item in items)
    tail = json.dumps({"_meta": meta, "_links": links}, ensure_ascii=False)
    return Response(f'{{"items":[{rows}],{tail[1:]}', media_type="application/json")


def _may_exist(event_id: UUID) -> bool:
    """Say whether ``event_id`` is a UUIDv7 of our time; others need no waiting for."""
    made_at = event_id.int >> 80
    return event_id.version == 7 and FIRST_EVENTS <= made_at <= now().timestamp() * 1000 + 5_000


def _has(call: Call, etag: str) -> bool:
    """Say whether the caller has this version (If-None-Match, compared weakly as RFC 9110)."""
    known = Headers(scope=call.scope).get("if-none-match", "")
    return known.strip() == "*" or etag in [
        tag.strip().removeprefix("W/") for tag in known.split(",")
    ]
