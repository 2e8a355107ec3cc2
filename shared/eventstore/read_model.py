"""The table of a projection: its rows to and from the database, many at a time."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import (
    Any,
    Generic,
    LiteralString,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

import msgspec
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy.dialects.postgresql import JSONB

from shared.eventstore.connections import Connection
from shared.eventstore.projections import Projection
from shared.eventstore.remaking import Past, fold, remakings
from shared.kernel.context import Recorded

Row = TypeVar("Row")
AS_THEY_ARE = (bytes, UUID, date, datetime, Decimal)
PLAIN = {bool, int, float, str, NoneType, *AS_THEY_ARE}


class ReadModel(Generic[Row]):
    """One projection's table, live unless another is named."""

    def __init__(self, projection: Projection[Row], named: sql.Identifier | None = None) -> None:
        self.projection = projection
        table = projection.table
        self.columns = tuple(
            field.name
            for field in dataclasses.fields(projection.row)  # type: ignore[arg-type]  # a dataclass
        )
        if set(self.columns) != {column.name for column in table.columns}:
            raise TypeError(f"{projection.name}: the row's fields are not the table's columns")
        (key,) = table.primary_key.columns
        self.key = key.name
        self.named = named or sql.Identifier(*filter(None, (table.schema, table.name)))
        self._json = {c.name for c in table.columns if isinstance(c.type, JSONB)}
        self._key_and_all = attrgetter(self.key, *self.columns)
        self._unlike = self._stored_otherwise()
        self._load_statement = self._composed("SELECT {names} FROM {table} WHERE {key} = ANY (%s)")
        self._delete_statement = self._composed("DELETE FROM {table} WHERE {key} = ANY (%s)")
        self._upsert_statement = self._composed(
            "INSERT INTO {table} ({names}) VALUES ({values})"
            " ON CONFLICT ({key}) DO UPDATE SET {changes}"
        )

    async def take_in(
        self, connection: Connection, events: Sequence[Recorded[Any]], past: Past
    ) -> None:
        """Bring the table past ``events``: the touched rows read and written once."""
        touched = self.projection.touched(events)
        remade = await remakings(self.projection, events, past)
        if not (touched or remade):
            return
        rows = await self._load(connection, touched)
        before = set(rows).union(*(each.rows for each in remade))
        fold(self.projection, rows, events, remade)
        await self._save(connection, rows, gone=before - set(rows))

    async def content_hash(self, connection: Connection) -> str:
        """Return a hash of every row; the same for the same rows, whatever wrote them."""
        query = sql.SQL(
            "SELECT encode(sha256(coalesce(string_agg(sha256(convert_to(t::text, 'UTF8')),"
            " ''::bytea ORDER BY t.{}), '')), 'hex') FROM {} t"
        )
        cursor = await connection.execute(query.format(sql.Identifier(self.key), self.named))
        ((content,),) = await cursor.fetchall()
        return str(content)

    def names(self) -> sql.Composed:
        """Return the columns, as they stand in a statement."""
        return sql.SQL(", ").join(map(sql.Identifier, self.columns))

    def values(self, row: Row) -> Sequence[Any]:
        """Return the row as psycopg takes it."""
        _, *values = self._key_and_all(row)
        for place, name in self._unlike:
            values[place] = self._written(name, values[place])
        return values

    async def _load(self, connection: Connection, keys: Collection[Any]) -> dict[Any, Row]:
        cursor = await connection.execute(self._load_statement, (list(keys),), prepare=True)
        rows = [self._read(values) for values in await cursor.fetchall()]
        return {getattr(row, self.key): row for row in rows}

    async def _save(
        self, connection: Connection, rows: Mapping[Any, Row], gone: Collection[Any]
    ) -> None:
        async with connection.cursor() as cursor:
            if gone:
                await cursor.execute(self._delete_statement, (list(gone),), prepare=True)
            if rows:
                written = [self.values(row) for row in rows.values()]
                await cursor.executemany(self._upsert_statement, written)

    def _stored_otherwise(self) -> Sequence[tuple[int, str]]:
        """Return the place and name of each column whose values psycopg does not take as such."""
        hints = get_type_hints(self.projection.row)
        return [
            (place, name)
            for place, name in enumerate(self.columns)
            if name in self._json or not _is_plain(hints[name])
        ]

    def _composed(self, statement: LiteralString) -> bytes:
        """Return a statement about the table; composed once, for that is dear."""
        comma = sql.SQL(", ")
        parts = sql.SQL(statement).format(
            table=self.named,
            names=self.names(),
            key=sql.Identifier(self.key),
            values=comma.join([sql.Placeholder()] * len(self.columns)),
            changes=comma.join(
                sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in self.columns
            ),
        )
        return parts.as_bytes(None)

    def _read(self, values: Iterable[Any]) -> Row:
        by_name = dict(zip(self.columns, values, strict=True))
        return msgspec.convert(by_name, self.projection.row, builtin_types=AS_THEY_ARE)

    def _written(self, name: str, value: Any) -> Any:
        if name in self._json:
            return None if value is None else Jsonb(value, dumps=msgspec.json.encode)
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, tuple):
            return [self._written("", item) for item in value]
        return value


def _is_plain(hint: Any) -> bool:
    """Say whether psycopg takes every value of this type as it is."""
    is_union = get_origin(hint) in (Union, UnionType)
    return all(each in PLAIN for each in (get_args(hint) if is_union else (hint,)))
