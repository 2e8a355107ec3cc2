"""Which keys stored JSON may have: what the decoder of plain dataclasses does not refuse."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

_object: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(
    dict[str, msgspec.Raw]
)
_objects: msgspec.json.Decoder[list[msgspec.Raw]] = msgspec.json.Decoder(list[msgspec.Raw])


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of one dataclass, and the shapes of the dataclasses inside it."""

    keys: frozenset[str]
    parts: Mapping[str, "Shape"]
    lists: Mapping[str, "Shape"]

    def check(self, raw: bytes | msgspec.Raw) -> None:
        """Refuse keys that the dataclass does not have, at any depth.

        Raises:
            msgspec.ValidationError: there is such a key.
        """
        given = _object.decode(raw)
        if not given.keys() <= self.keys:
            raise msgspec.ValidationError("unknown fields")
        for name, shape in self.parts.items():
            if name in given and bytes(given[name]) != b"null":
                shape.check(given[name])
        for name, shape in self.lists.items():
            if name in given and bytes(given[name]) != b"null":
                for item in _objects.decode(given[name]):
                    shape.check(item)


@cache
def shape_of(cls: type) -> Shape:
    """Return the shape of a dataclass."""
    hints = get_type_hints(cls)
    parts = {name: _class_in(hint) for name, hint in hints.items()}
    lists = {name: _class_in_list(hint) for name, hint in hints.items()}
    return Shape(
        keys=frozenset(hints),
        parts={name: shape_of(part) for name, part in parts.items() if part},
        lists={name: shape_of(item) for name, item in lists.items() if item},
    )


def _class_in(hint: Any) -> type | None:
    alternatives = (each for each in _alternatives(hint) if isinstance(each, type))
    found = [each for each in alternatives if dataclasses.is_dataclass(each)]
    if len(found) > 1:
        raise TypeError(f"{hint}: one dataclass at most can stand in a field")
    return found[0] if found else None


def _class_in_list(hint: Any) -> type | None:
    for each in _alternatives(hint):
        if get_origin(each) in (tuple, list):
            return _class_in(get_args(each)[0])
    return None


def _alternatives(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Annotated:
        return _alternatives(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return get_args(hint)
    return (hint,)
