"""The thread that a report led to is found by index, however many lines there are."""

from uuid import UUID

import psycopg
from sqlalchemy.dialects import postgresql

from services.reporting.api.queries import threads_named
from services.reporting.application.clocks import HISTORY
from shared.testing.database import Database

REPORT = UUID(int=3)


def plan(database: Database, question: str, parameters: dict[str, object]) -> str:
    """Return how PostgreSQL would answer, if reading the whole table were out of the question."""
    with psycopg.connect(database.url_for("reporting")) as connection:
        connection.execute("SET enable_seqscan = off")
        rows = connection.execute(f"EXPLAIN {question}".encode(), parameters).fetchall()
    return "\n".join(str(row[0]) for row in rows)


def test_a_thread_is_found_by_its_report(database: Database) -> None:
    dialect = postgresql.dialect(paramstyle="pyformat")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    asked = threads_named(REPORT).compile(dialect=dialect)
    steps = plan(database, str(asked), dict(asked.params))
    assert "thread_entry_report" in steps
    assert "Seq Scan" not in steps


def test_the_clocks_of_a_thread_are_found_by_its_report(database: Database) -> None:
    steps = plan(database, HISTORY, {"id": REPORT, "text": str(REPORT)})
    assert "thread_entry_report" in steps
