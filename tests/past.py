"""Letting a test's database record as of a day in the past, for what takes years to fall due."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
from psycopg import sql

_DEFINITION = """
    SELECT pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'store'::regnamespace AND prosrc LIKE '%clock_timestamp(),%'"""
_CLOCK = "clock_timestamp(),"


@contextmanager
def recorded_at(admin_url: str, at: datetime) -> Iterator[None]:
    """Have events recorded as of ``at`` for as long as the block lasts; the chain is real."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        ((definition,),) = admin.execute(_DEFINITION).fetchall()
        then = sql.Literal(at.isoformat()).as_string() + "::timestamptz,"
        admin.execute(definition.replace(_CLOCK, then))
        yield
        admin.execute(definition)
