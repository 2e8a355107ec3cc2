"""Which fields of an event are sealed, found by their type hints; and walking over them."""

import dataclasses
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from shared.kernel.sealed import Seal

Change: TypeAlias = Callable[[str, str], str]
"""From a field's path and its text to what it should be instead."""

Walk: TypeAlias = Callable[[Any, str, Change], Any]
"""Return the value at a path with every sealed text in it changed."""


def sealed_walk(cls: type) -> Walk | None:
    """Return how to change the sealed texts of a dataclass; None when it has none."""
    return _walk_of(cls)


@cache
def _walk_of(cls: Hashable) -> Walk | None:
    if not dataclasses.is_dataclass(cls):
        return None
    hints = get_type_hints(cls, include_extras=True)
    found = {name: _walk(hint) for name, hint in hints.items()}
    walks = {name: walk for name, walk in found.items() if walk is not None}
    return _over_fields(walks) if walks else None


def _walk(hint: Any) -> Walk | None:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        is_sealed = any(isinstance(mark, Seal) for mark in hint.__metadata__)
        return _text if is_sealed else _walk(arguments[0])
    if origin in (Union, UnionType):
        return _the_one(hint, [arg for arg in arguments if arg is not type(None)])
    if origin is tuple:
        return _over_items(_the_one(hint, [arg for arg in arguments if arg is not Ellipsis]))
    return sealed_walk(hint) if isinstance(hint, type) else None


def _the_one(hint: object, alternatives: list[Any]) -> Walk | None:
    walks = [_walk(alternative) for alternative in alternatives]
    if not any(walks):
        return None
    if len(walks) > 1:
        raise TypeError(f"{hint}: sealed text cannot be one alternative among several")
    return walks[0]


def _text(value: Any, path: str, change: Change) -> Any:
    return None if value is None else change(path, value)


def _over_items(walk: Walk | None) -> Walk | None:
    if walk is None:
        return None

    def over_items(value: Any, path: str, change: Change) -> Any:
        if value is None:
            return None
        return tuple(walk(item, f"{path}.{index}", change) for index, item in enumerate(value))

    return over_items


def _over_fields(walks: Mapping[str, Walk]) -> Walk:
    def over_fields(value: Any, path: str, change: Change) -> Any:
        if value is None:
            return None
        changed = {
            name: walk(getattr(value, name), f"{path}.{name}" if path else name, change)
            for name, walk in walks.items()
        }
        return dataclasses.replace(value, **changed)

    return over_fields
