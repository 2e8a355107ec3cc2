"""Arrays as PostgreSQL receives them in binary, each made in one go.

psycopg looks at every item of a list to find out what it is: 72 µs for the lists of one append,
against 20 µs here.
"""

from collections.abc import Iterable, Sequence
from struct import Struct
from typing import Any, ClassVar
from uuid import UUID

import psycopg
from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import Dumper
from psycopg.pq import Format

_header = Struct("!iiIii").pack  # dimensions, has nulls, type of the items, length, lower bound
_length = Struct("!i").pack
_integer = Struct("!ii").pack
_NULL = _length(-1)
_SIXTEEN = _length(16)


class Array:
    """A one-dimensional array, ready to be sent."""

    __slots__ = ("sent",)
    item: ClassVar[str]
    oid: ClassVar[int]

    def __init_subclass__(cls) -> None:
        cls.oid = psycopg.adapters.types[cls.item].oid

    def __init__(self, items: Sequence[bytes]) -> None:
        self.sent = b"".join((_header(1, _NULL in items, self.oid, len(items), 1), *items))


class UuidArray(Array):
    """A ``uuid[]``; None is null."""

    __slots__ = ()
    item = "uuid"

    def __init__(self, items: Iterable[UUID | None]) -> None:
        super().__init__([_NULL if each is None else _SIXTEEN + each.bytes for each in items])


class IntegerArray(Array):
    """An ``integer[]``."""

    __slots__ = ()
    item = "int4"

    def __init__(self, items: Iterable[int]) -> None:
        super().__init__([_integer(4, each) for each in items])


class ByteaArray(Array):
    """A ``bytea[]``."""

    __slots__ = ()
    item = "bytea"

    def __init__(self, items: Iterable[bytes]) -> None:
        super().__init__([_length(len(each)) + each for each in items])


class TextArray(ByteaArray):
    """A ``text[]``."""

    __slots__ = ()
    item = "text"

    def __init__(self, items: Iterable[str]) -> None:
        super().__init__(each.encode() for each in items)


def register(connection: psycopg.AsyncConnection[Any] | psycopg.Connection[Any]) -> None:
    """Let ``connection`` send these arrays."""
    for kind in (UuidArray, IntegerArray, ByteaArray, TextArray):
        connection.adapters.register_dumper(kind, _dumper(kind))


def _dumper(kind: type[Array]) -> type[Dumper]:
    class ArrayDumper(Dumper):
        format = Format.BINARY

        def __init__(self, cls: type, context: AdaptContext | None = None) -> None:
            super().__init__(cls, context)
            # the instance's alone: a class with an oid would take over every list of that type
            self.oid = psycopg.adapters.types[kind.item].array_oid

        def dump(self, obj: Array) -> Buffer:
            return obj.sent

    return ArrayDumper
