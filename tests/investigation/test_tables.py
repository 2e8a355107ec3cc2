"""The read models' tables are the same in the migration and beside the projections."""

from typing import Any

import pytest
from sqlalchemy import create_engine, inspect

from services.investigation.main import PROJECTIONS
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
    described = {c.name: (c.type.__visit_name__.upper(), c.nullable) for c in table.columns}
    assert {c["name"]: (str(c["type"]), c["nullable"]) for c in found} == described
    assert keys["constrained_columns"] == [c.name for c in table.primary_key]
