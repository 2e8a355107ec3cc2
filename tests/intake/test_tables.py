"""The read models' tables are the same in the migration and beside the projections."""

from typing import Any

import pytest
from sqlalchemy import ARRAY, create_engine, inspect
from sqlalchemy.types import TypeEngine

from services.intake.main import PROJECTIONS
from shared.testing.database import Database


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda each: each.name)
def test_the_migrated_table_is_the_one_described(projection: Any, database: Database) -> None:
    table = projection.table
    engine = create_engine(database.admin_url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        found = inspect(engine).get_columns(table.name, schema=table.schema)
        keys = inspect(engine).get_pk_constraint(table.name, schema=table.schema)
    finally:
        engine.dispose()
    described = {c.name: (kind(c.type), c.nullable) for c in table.columns}
    assert {c["name"]: (kind(c["type"]), c["nullable"]) for c in found} == described
    assert keys["constrained_columns"] == [c.name for c in table.primary_key]


def kind(of: TypeEngine[Any]) -> str:
    """Return the name of a column's type, the same for SQL's and for Core's."""
    if isinstance(of, ARRAY):
        return f"{kind(of.item_type)}[]"
    return of.__visit_name__.upper()
