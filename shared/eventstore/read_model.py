"""The table of a projection: its rows to and from the database, many at a time."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy.dialects.postgresql import JSONB

from shared.eventstore.connections import Connection
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

Row = TypeVar("Row")
AS_THEY_ARE = (bytes, UUID, date, datetime, Decimal)


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

    async def take_in(self, connection: Connection, events: Sequence[Recorded[Any]]) -> None:
        """Bring the table past ``events``: the touched rows read and written once."""
        touched = self.projection.touched(events)
        if touched:
            rows = await self._load(connection, touched)
            before = set(rows)
            self.projection.fold(rows, events)
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
        return [self._written(name, getattr(row, name)) for name in self.columns]

    async def _load(self, connection: Connection, keys: Collection[Any]) -> dict[Any, Row]:
        query = sql.SQL("SELECT {} FROM {} WHERE {} = ANY (%s)").format(
            self.names(), self.named, sql.Identifier(self.key)
        )
        cursor = await connection.execute(query, (list(keys),), prepare=True)
        rows = [self._read(values) for values in await cursor.fetchall()]
        return {getattr(row, self.key): row for row in rows}

    async def _save(
        self, connection: Connection, rows: Mapping[Any, Row], gone: Collection[Any]
    ) -> None:
        async with connection.cursor() as cursor:
            if gone:
                delete = sql.SQL("DELETE FROM {} WHERE {} = ANY (%s)")
                await cursor.execute(
                    delete.format(self.named, sql.Identifier(self.key)), (list(gone),)
                )
            if rows:
                await cursor.executemany(self._upsert(), [self.values(r) for r in rows.values()])

    def _upsert(self) -> sql.Composed:
        changes = sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in self.columns
        )
        return sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}").format(
            self.named,
            self.names(),
            sql.SQL(", ").join([sql.Placeholder()] * len(self.columns)),
            sql.Identifier(self.key),
            changes,
        )

    def _read(self, values: Iterable[Any]) -> Row:
        by_name = dict(zip(self.columns, values, strict=True))
        return msgspec.convert(by_name, self.projection.row, builtin_types=AS_THEY_ARE)

    def _written(self, name: str, value: Any) -> Any:
        if name in self._json:
            return None if value is None else Jsonb(msgspec.to_builtins(value))
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, tuple):
            return [self._written("", item) for item in value]
        return value
