"""What a route file imports: the router, the kinds of route, and what its functions are given."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel

from shared.http.bodies import MIB
from shared.http.call import call_of
from shared.http.change import Accepted, Change
from shared.http.components import shape_of
from shared.http.gate import EdgeRoute, Gate, behind
from shared.http.reading import Page, Reading
from shared.http.schemas import CURSOR, Answer, Changed, feed_of, list_of

__all__ = [
    "MIB",
    "Accepted",
    "Change",
    "ChangeOf",
    "EdgeRouter",
    "FeedOf",
    "ListingOf",
    "Page",
    "Reading",
    "ReadingOf",
    "StreamOf",
    "changes",
    "creates",
    "feeds",
    "lists",
    "reads",
    "searches",
    "streams",
]

_AtLeast = Annotated[
    UUID | None,
    Query(
        alias="atLeast",
        description="Händelse som svaret minst ska innehålla: `eventId` ur ett tidigare svar.",
        examples=["016b0000-0000-7000-8000-000000000001"],
    ),
]
_Number = Annotated[
    int,
    Query(alias="page", ge=0, le=1_000_000, description="Sida; den första är 1.", examples=[1]),
]
_Limit = Annotated[
    int, Query(alias="limit", ge=1, le=100, description="Högst antal poster.", examples=[20])
]
_Cursor = Annotated[
    str | None,
    Query(
        alias="cursor",
        min_length=1,
        max_length=512,
        description="Märke ur ett tidigare svar; utelämnas för att börja från början.",
        examples=[CURSOR],
        json_schema_extra={"format": "cursor"},
    ),
]


async def _change(request: Request) -> Change:
    return Change(call_of(request), request.scope["route"].status_code)


async def _reading(request: Request, event_id: _AtLeast = None) -> Reading:
    return Reading(call=call_of(request), event_id=event_id)


async def _listing(
    request: Request, event_id: _AtLeast = None, number: _Number = 1, limit: _Limit = 20
) -> Reading:
    return Reading(call=call_of(request), event_id=event_id, page=Page(number, limit))


async def _feed(request: Request, cursor: _Cursor = None, limit: _Limit = 20) -> Reading:
    return Reading(call=call_of(request), page=Page(1, limit), cursor=cursor)


async def _stream(request: Request) -> Reading:
    return Reading(call=call_of(request))


ChangeOf = Annotated[Change, Depends(_change)]
ReadingOf = Annotated[Reading, Depends(_reading)]
ListingOf = Annotated[Reading, Depends(_listing)]
FeedOf = Annotated[Reading, Depends(_feed)]
StreamOf = Annotated[Reading, Depends(_stream)]


def _operation_id(route: APIRoute) -> str:
    return to_camel(route.name)


class EdgeRouter(APIRouter):
    """A router whose every route stands behind a gate."""

    def __init__(self, *, prefix: str = "", tags: list[str] | None = None) -> None:
        super().__init__(
            prefix=prefix,
            tags=[*(tags or [])],
            route_class=EdgeRoute,
            redirect_slashes=False,
            generate_unique_id_function=_operation_id,
        )


Rights = str | tuple[str, ...]


def creates(
    rights: Rights, *, answer: type[Answer] = Changed, max_body: int = MIB, status: int = 201
) -> dict[str, Any]:
    """Return the settings of a route that makes something new."""
    gate = Gate(
        rights=_all(rights),
        is_change=True,
        max_body=max_body,
        problems=(404, 409, 413, 415, 422),
    )
    return _settings(gate, "Skapat.", status_code=status, response_model=answer)


def changes(
    rights: Rights,
    *,
    answer: type[Answer] = Changed,
    versioned: bool = True,
    max_body: int = MIB,
) -> dict[str, Any]:
    """Return the settings of a route that changes something which exists.

    Args:
        versioned: False for what has no version of its own, such as a claim.
    """
    gate = Gate(
        rights=_all(rights),
        is_change=True,
        is_versioned=versioned,
        max_body=max_body,
        problems=(404, 409, 412, 413, 415, 422, 428) if versioned else (404, 409, 413, 415, 422),
    )
    return _settings(gate, "Ändrat.", status_code=200, response_model=answer)


def reads(rights: Rights, *, answer: type[Answer]) -> dict[str, Any]:
    """Return the settings of a route that reads one thing."""
    gate = Gate(rights=_all(rights), is_conditional=True, problems=(404, 409))
    return _settings(gate, "Det som efterfrågades.", status_code=200, response_model=answer)


def lists(rights: Rights, *, item: type[Answer]) -> dict[str, Any]:
    """Return the settings of a route that reads a page of a list."""
    gate = Gate(rights=_all(rights), problems=(404, 409))
    return _settings(gate, "En sida.", status_code=200, response_model=list_of(item))


def feeds(rights: Rights, *, item: type[Answer]) -> dict[str, Any]:
    """Return the settings of a route that reads on from a cursor."""
    gate = Gate(rights=_all(rights), problems=(404, 409))
    return _settings(gate, "Nästa del.", status_code=200, response_model=feed_of(item))


def searches(rights: Rights, *, answer: type[Answer], max_body: int = MIB) -> dict[str, Any]:
    """Return the settings of a POST that only asks, so that no person stands in a URL."""
    gate = Gate(rights=_all(rights), max_body=max_body, problems=(404, 413, 415))
    return _settings(gate, "Det som hittades.", status_code=200, response_model=answer)


def streams(rights: Rights, *, media_type: str | tuple[str, ...], example: str) -> dict[str, Any]:
    """Return the settings of a route that answers with something else than JSON."""
    kinds = (media_type,) if isinstance(media_type, str) else media_type
    content = {kind: {**shape_of(kind), "example": example} for kind in kinds}
    gate = Gate(rights=_all(rights), problems=(404, 409))
    return {
        "dependencies": [behind(gate)],
        "responses": {200: {"description": "Strömmen.", "content": content}},
        "response_class": Response,
        "response_model": None,
    }


def _all(rights: Rights) -> tuple[str, ...]:
    return (rights,) if isinstance(rights, str) else rights


def _settings(gate: Gate, description: str, **settings: Any) -> dict[str, Any]:
    return {"dependencies": [behind(gate)], "response_description": description, **settings}
