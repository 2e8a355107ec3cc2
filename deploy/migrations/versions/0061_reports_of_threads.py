"""Reporting: the threads that a report of concern led to are found without reading them all."""

from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the report that an intake names; what names none is left out."""
    op.execute("""
        CREATE INDEX thread_entry_report ON reporting.thread_entry ((facts ->> 'report_id'))
        WHERE (facts ->> 'report_id') IS NOT NULL""")
