"""Letting a trial database record as of a day in the past, for what takes years to fall due.

Only ever a database that was made for the demo: a real one tells the time that it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
from psycopg import sql

from deploy.urls import database_of

TRIAL = "_trial"
_CLOCK = "clock_timestamp(),"
_DEFINITION = """
    SELECT pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'store'::regnamespace AND prosrc LIKE '%clock_timestamp(),%'"""


@contextmanager
def recorded_at(admin_url: str, at: datetime) -> Iterator[None]:
    """Have a trial's events recorded as of ``at`` for as long as the block lasts.

    Raises:
        ValueError: the database is no trial's.
    """
    if not database_of(admin_url).endswith(TRIAL):
        raise ValueError("only a trial's database may tell another time")
    with psycopg.connect(admin_url, autocommit=True) as admin:
        ((definition,),) = admin.execute(_DEFINITION).fetchall()
        then = f"{sql.Literal(at.isoformat()).as_string()}::timestamptz,"
        admin.execute(definition.replace(_CLOCK, then))
        try:
            yield
        finally:
            admin.execute(definition)
