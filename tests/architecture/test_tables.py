"""Every read model's table is the same in the migrations and beside its projection."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any, TypeAlias

from sqlalchemy import Engine, Table, create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from deploy.roles import SERVICES
from shared.process.process import access_of
from shared.testing.database import Database

TABLES: list[Table] = [
    projection.table
    for service in SERVICES
    for projection in (
        *import_module(f"services.{service}.main").PROJECTIONS,
        *access_of(service),
    )
]
Shape: TypeAlias = tuple[dict[str, tuple[str, bool]], list[str]]
"""Type and nullability by column, and the primary key."""


def sql_of(of: TypeEngine[Any]) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    return of.compile(dialect)


def described(tables: Iterable[Table]) -> dict[str, Shape]:
    return {
        str(table): (
            {
                column.name: (sql_of(column.type), bool(column.nullable))
                for column in table.columns
            },
            [each.name for each in table.primary_key],
        )
        for table in tables
    }


def migrated(engine: Engine, tables: Iterable[Table]) -> dict[str, Shape]:
    found = inspect(engine)
    return {
        str(table): (
            {
                column["name"]: (sql_of(column["type"]), column["nullable"])
                for column in found.get_columns(table.name, schema=table.schema)
            },
            found.get_pk_constraint(table.name, schema=table.schema)["constrained_columns"],
        )
        for table in tables
    }


def test_each_table_is_migrated_as_its_projection_describes_it(database: Database) -> None:
    engine = create_engine(database.admin_url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        assert migrated(engine, TABLES) == described(TABLES)
    finally:
        engine.dispose()
