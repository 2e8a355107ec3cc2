"""SQLAlchemy Core statements as the text and parameters that psycopg takes."""

from collections.abc import Mapping
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import ClauseElement, Executable
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.compiler import SQLCompiler

DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # SQLAlchemy does not say


def text_of(
    statement: object, parameters: Mapping[str, object] | None
) -> tuple[str, Mapping[str, object] | None]:
    """Return a statement (Core, or SQL text with ``%(name)s``) as psycopg executes it."""
    if isinstance(statement, str):
        return statement, parameters
    if not isinstance(statement, ClauseElement) or not isinstance(statement, Executable):
        raise TypeError(f"not a statement: {type(statement).__name__}")
    compiled = statement.compile(
        dialect=DIALECT, compile_kwargs={"render_postcompile": True}, column_keys=None
    )
    assert isinstance(compiled, SQLCompiler)
    values = compiled.construct_params(dict(parameters or {}))
    return compiled.string, {
        name: _as_sent(compiled, name, value) for name, value in values.items()
    }


def _as_sent(compiled: SQLCompiler, name: str, value: Any) -> Any:
    bind = compiled.binds.get(name)
    if value is not None and bind is not None and isinstance(bind.type, JSONB):
        return Jsonb(value)
    return value
