"""One deterministic instance of any event class, made from its type hints."""

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

PLAIN: dict[type, object] = {
    bool: True,
    int: 7,
    float: 0.5,
    str: "kod-1",
    date: date(2026, 3, 2),
    datetime: datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    UUID: UUID("00000000-0000-7000-8000-000000000001"),
    bytes: b"7",
}


def _value(hint: Any) -> object:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _value(arguments[0])
    if origin in (Union, types.UnionType):
        return _value(next(arg for arg in arguments if arg is not type(None)))
    if origin is tuple:
        return (_value(arguments[0]),)
    if is_dataclass(hint):
        return sample(hint)
    if issubclass(hint, Enum):
        return next(iter(hint))
    return PLAIN[hint]


def sample(event: Any) -> object:
    """Return an ``event`` with every field filled in; optional ones too."""
    hints = get_type_hints(event, include_extras=True)
    return event(**{field.name: _value(hints[field.name]) for field in fields(event)})
