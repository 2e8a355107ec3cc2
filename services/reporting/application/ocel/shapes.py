"""The event and object types of a log, worked out once from the published events' own fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from services.reporting.application.ocel.words import BEGINS, OBJECTS, TOLD, stream_of
from shared.contracts.names import PUBLISHED


class Kind(StrEnum):
    """The types that the standard knows for an attribute."""

    STRING = "string"
    TIME = "time"
    INTEGER = "integer"
    BOOLEAN = "boolean"


ALWAYS: Final[Mapping[str, Kind]] = {
    "happened_on": Kind.TIME,
    "recorded_at": Kind.TIME,
    "actor_role": Kind.STRING,
    "actor_client": Kind.STRING,
}
"""What every event tells beside its own fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShape:
    """One event type: its name in the log, its attributes, and the fields that name objects."""

    name: str  # the stored name without its version
    stream: str  # the type of the object whose stream it stands in
    attributes: Mapping[str, Kind]
    objects: Sequence[tuple[str, str, str]]  # field, object type, qualifier
    begins: Sequence[str]  # fields that describe the object that begins with it; none otherwise


def event_shapes() -> Mapping[str, EventShape]:
    """Return the shape of each event that is told, by its stored name."""
    told = {name: (stream_of(name), cls) for name, cls in PUBLISHED.items()}
    return {name: _event_shape(name, cls, of) for name, (of, cls) in told.items() if of}


def object_attributes() -> Mapping[str, Mapping[str, Kind]]:
    """Return the attributes of each object type."""
    found: dict[str, dict[str, Kind]] = {kind: {} for kind in OBJECTS.values()}
    for name, begins in BEGINS.items():
        kinds = _kinds(PUBLISHED[name])
        found[stream_of(name) or ""] |= {field: kinds[field] for field in begins}
    return found


def table_name(name: str) -> str:
    """Return a type's name as the SQLite format writes it in a table's name."""
    parts = name.replace(".", "-").split("-")
    return "".join(part.capitalize() for part in parts)


def _event_shape(name: str, cls: type, stream: str) -> EventShape:
    names = [field.name for field in fields(cls)]
    kinds = _kinds(cls)
    return EventShape(
        name=name.rpartition(".")[0],
        stream=stream,
        attributes={**ALWAYS, **{each: kinds[each] for each in names if each in TOLD}},
        objects=[(each, OBJECTS[each], _qualifier(each)) for each in names if each in OBJECTS],
        begins=BEGINS.get(name, ()),
    )


def _qualifier(field: str) -> str:
    return field.removesuffix("s").removesuffix("_id").replace("_", "-")


def _kinds(cls: type) -> Mapping[str, Kind]:
    return {name: _kind(hint) for name, hint in get_type_hints(cls).items() if name in TOLD}


def _kind(hint: Any) -> Kind:
    (plain,) = [each for each in get_args(hint) or (hint,) if each not in (NoneType, Ellipsis)]
    if get_origin(hint) is tuple or issubclass(plain, str):
        return Kind.STRING
    if plain is bool:
        return Kind.BOOLEAN
    if plain is int:
        return Kind.INTEGER
    if plain is date:
        return Kind.TIME
    raise TypeError(f"an object-centric log has no attributes of type {hint}")
