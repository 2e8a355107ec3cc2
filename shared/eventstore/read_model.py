"""The table of a projection: its rows to and from the database, many at a time."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy.dialects.postgresql import JSONB

from shared.eventstore.projections import Projection

Row = TypeVar("Row")
AS_THEY_ARE = (bytes, UUID, date, datetime, Decimal)


class ReadModel(Generic[Row]):
    """The statements of one projection's table."""

    def __init__(self, projection: Projection[Row]) -> None:
        self._row = projection.row
        table = projection.table
        self.columns = tuple(
            field.name
            for field in dataclasses.fields(projection.row)  # type: ignore[arg-type]  # a dataclass
        )
        if set(self.columns) != {column.name for column in table.columns}:
            raise TypeError(f"{projection.name}: the row's fields are not the table's columns")
        (key,) = table.primary_key.columns
        self.key = key.name
        self.table = sql.Identifier(*filter(None, (table.schema, table.name)))
        self._json = {c.name for c in table.columns if isinstance(c.type, JSONB)}

    async def load(
        self, connection: psycopg.AsyncConnection[Any], keys: Collection[Any]
    ) -> dict[Any, Row]:
        """Return those of the rows that exist, by key."""
        query = sql.SQL("SELECT {} FROM {} WHERE {} = ANY (%s)").format(
            self._names(), self.table, sql.Identifier(self.key)
        )
        cursor = await connection.execute(query, (list(keys),), prepare=True)
        rows = [self._read(values) for values in await cursor.fetchall()]
        return {getattr(row, self.key): row for row in rows}

    async def save(
        self,
        connection: psycopg.AsyncConnection[Any],
        rows: Mapping[Any, Row],
        gone: Collection[Any],
    ) -> None:
        """Write ``rows``, and delete those whose keys are ``gone``."""
        async with connection.cursor() as cursor:
            if gone:
                delete = sql.SQL("DELETE FROM {} WHERE {} = ANY (%s)")
                await cursor.execute(
                    delete.format(self.table, sql.Identifier(self.key)), (list(gone),)
                )
            if rows:
                await cursor.executemany(self._upsert(), [self.values(r) for r in rows.values()])

    def values(self, row: Row) -> Sequence[Any]:
        """Return the row as psycopg takes it."""
        return [self._written(name, getattr(row, name)) for name in self.columns]

    def _upsert(self) -> sql.Composed:
        rest = [name for name in self.columns if name != self.key]
        changes = sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in rest
        )
        return sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO {}").format(
            self.table,
            self._names(),
            sql.SQL(", ").join([sql.Placeholder()] * len(self.columns)),
            sql.Identifier(self.key),
            sql.SQL("UPDATE SET ") + changes if rest else sql.SQL("NOTHING"),
        )

    def _names(self) -> sql.Composed:
        return sql.SQL(", ").join(map(sql.Identifier, self.columns))

    def _read(self, values: Iterable[Any]) -> Row:
        by_name = dict(zip(self.columns, values, strict=True))
        return msgspec.convert(by_name, self._row, builtin_types=AS_THEY_ARE)

    def _written(self, name: str, value: Any) -> Any:
        if name in self._json:
            return None if value is None else Jsonb(msgspec.to_builtins(value))
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, tuple):
            return [self._written("", item) for item in value]
        return value
