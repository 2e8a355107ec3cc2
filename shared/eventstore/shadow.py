"""A second table of a projection, seen by one transaction alone and gone with it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from psycopg import sql

from shared.eventstore.connections import Connection
from shared.eventstore.core import DIALECT
from shared.eventstore.projections import Projection
from shared.eventstore.read_model import ReadModel

Row = TypeVar("Row")


class Shadow(ReadModel[Row]):
    """Filled from memory, compared with the live table, and able to take its place."""

    def __init__(self, projection: Projection[Row]) -> None:
        super().__init__(projection, named=sql.Identifier("pg_temp", "shadow"))
        self._live = ReadModel(projection).named
        types = [projection.table.columns[name].type for name in self.columns]
        self._types = [each.compile(dialect=DIALECT).lower() for each in types]

    async def fill(self, connection: Connection, rows: Mapping[Any, Row]) -> None:
        """Make the table, of the live one's columns and key, and copy ``rows`` into it."""
        make = "CREATE TEMPORARY TABLE {} (LIKE {} INCLUDING ALL EXCLUDING INDEXES) ON COMMIT DROP"
        await connection.execute(sql.SQL(make).format(self.named, self._live))
        statement = "COPY {} ({}) FROM STDIN WITH (FORMAT binary)"
        copy_in = sql.SQL(statement).format(self.named, self.names())
        async with connection.cursor() as cursor, cursor.copy(copy_in) as copy:
            copy.set_types(self._types)
            for row in rows.values():
                await copy.write_row(self.values(row))
        add_key = sql.SQL("ALTER TABLE {} ADD PRIMARY KEY ({})")
        await connection.execute(add_key.format(self.named, sql.Identifier(self.key)))

    async def take_over(self, connection: Connection) -> None:
        """Give the live table this content; readers see the old one until the commit."""
        await connection.execute(sql.SQL("DELETE FROM {}").format(self._live))
        insert = sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM {2}")
        await connection.execute(insert.format(self._live, self.names(), self.named))
