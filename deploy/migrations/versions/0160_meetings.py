"""Reporting: meetings, and finding what was decided between two of them."""

from alembic import op

revision = "0160"
down_revision = "0140"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the read model of meetings, and the indexes by which decisions are found."""
    op.execute("""
        CREATE TABLE reporting.meeting (
            meeting_id uuid PRIMARY KEY,
            body text NOT NULL,
            meeting_on date NOT NULL,
            scheduled_on date NOT NULL,
            is_cancelled boolean NOT NULL,
            delivered_on date,
            since_position bigint,
            known_position bigint,
            decisions bigint,
            content_sha256 text
        )""")
    op.execute("CREATE INDEX ON reporting.meeting (meeting_on, body)")
    op.execute("""
        CREATE INDEX thread_entry_by_chair ON reporting.thread_entry (happened_on)
        WHERE facts ->> 'decider_role' = 'chair'""")
    op.execute("CREATE INDEX thread_entry_named ON reporting.thread_entry (name, position)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
