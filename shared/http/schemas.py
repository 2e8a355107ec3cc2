"""The bases of every body and answer: camelCase names, nothing unknown, RFC 3339."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError as Fault
from pydantic_core import PydanticKnownError

__all__ = [
    "CURSOR",
    "NOT_BLANK",
    "Answer",
    "Body",
    "Changed",
    "Day",
    "Fault",
    "Instant",
    "Link",
    "Resource",
]

CURSOR = "AAAAAQAAAAAAAAARbx7QAqtVlYWQFOvwlRUi2aGyw9Tl9gcYKTpLXG1-j5A"
"""A cursor as examples show it."""

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_INSTANT = r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$"


NOT_BLANK = r"^[^\x00]*[^\s\x00][^\x00]*$"
"""The pattern of a text that says something; like all our patterns it has no room for NUL."""


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        if re.match(_DAY, value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticKnownError("date_parsing", {"error": "RFC 3339"})


def _instant(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        if re.match(_INSTANT, value, re.ASCII):
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise PydanticKnownError("datetime_parsing", {"error": "RFC 3339"})


Day = Annotated[date, BeforeValidator(_day), Field(json_schema_extra={"pattern": _DAY})]
"""A civil date, written ``2026-03-02`` and in no other way."""

Instant = Annotated[
    AwareDatetime, BeforeValidator(_instant), Field(json_schema_extra={"pattern": _INSTANT})
]
"""An instant with its offset, any zone; kept and answered in UTC."""


def _title(model: type[Any]) -> str:
    """Return the Swedish title of a schema: the first sentence of its docstring."""
    return (model.__doc__ or "").partition("\n")[0].rstrip(".")


_SHAPE = ConfigDict(
    alias_generator=to_camel,
    extra="forbid",
    frozen=True,
    strict=True,
    allow_inf_nan=False,
    serialize_by_alias=True,
    model_title_generator=_title,
    field_title_generator=lambda _name, _field: "",
)


class Body(BaseModel):
    """Det som skickas."""

    model_config = _SHAPE


class Answer(BaseModel):
    """Det som besvaras."""

    model_config = ConfigDict(**{**_SHAPE, "strict": False, "validate_by_name": True})


class Link(Answer):
    """Länk till något som hör ihop med svaret."""

    rel: str = Field(title="Relation", description="Enligt IANA:s lista.", examples=["self"])
    href: str = Field(
        title="Adress",
        description="Absolut adress.",
        examples=["https://rodatraden.example/intake/v0/intakes"],
        json_schema_extra={"format": "uri"},
    )
    method: str = Field(title="Metod", description="HTTP-metoden.", examples=["GET"])


Links = Annotated[
    tuple[Link, ...],
    Field(
        alias="_links",
        title="Länkar",
        examples=[[{"rel": "self", "href": "https://rodatraden.example/", "method": "GET"}]],
    ),
]


class Resource(Answer):
    """Ett svar med länkar."""

    links: Links = ()


class Changed(Resource):
    """Kvitto på en ändring."""

    id: UUID = Field(title="Identitet", description="Det som skapades eller ändrades.")
    event_id: UUID = Field(
        title="Händelse",
        description="Den sista händelsen; kan anges som `atLeast` vid läsning.",
        examples=["019e0000-0000-7000-8000-000000000001"],
    )
    version: int = Field(title="Version", description="Samma som ETag.", ge=1, examples=[7])


class PageMeta(Answer):
    """Uppgifter om sidan."""

    page: int = Field(title="Sida", description="Den första är 1.", examples=[1])
    limit: int = Field(title="Högst antal per sida", examples=[20])
    offset: int = Field(title="Antal poster före sidan", examples=[0])
    count: int = Field(title="Antal poster på sidan", examples=[1])
    total_records: int | None = Field(
        default=None,
        title="Antal poster i allt",
        description="Utelämnas när antalet inte hålls uppdaterat.",
        examples=[1],
    )


class FeedMeta(Answer):
    """Uppgifter om utdraget."""

    limit: int = Field(title="Högst antal", examples=[20])
    count: int = Field(title="Antal poster", examples=[1])
    cursor: str | None = Field(
        default=None,
        title="Märke att fortsätta från",
        description="Ogenomskinligt.",
        examples=[CURSOR],
    )


def list_of(item: type[Answer]) -> type[Answer]:
    """Return the shape of a page of ``item``."""
    return _collection(item, "List", PageMeta)


def feed_of(item: type[Answer]) -> type[Answer]:
    """Return the shape of a piece of an endless feed of ``item``."""
    return _collection(item, "Feed", FeedMeta)


def _collection(item: type[Answer], suffix: str, meta: type[Answer]) -> type[Answer]:
    return create_model(
        f"{item.__name__}{suffix}",
        __base__=Answer,
        __doc__=f"{_title(item)}: flera.",
        items=(tuple[item, ...], Field(title="Poster")),  # type: ignore[valid-type]  # built at run time
        meta=(meta, Field(alias="_meta", title="Om svaret")),
        links=(Links, Field(alias="_links", title="Länkar")),
    )
