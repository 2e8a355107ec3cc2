"""Reporting: the warnings that have been sent."""

from alembic import op

revision = "0070"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the read model."""
    op.execute("""
        CREATE TABLE reporting.sent_warning (
            event_id uuid PRIMARY KEY,
            position bigint NOT NULL,
            item_id text NOT NULL,
            rule text NOT NULL,
            is_risk boolean NOT NULL,
            kind text NOT NULL,
            thread_id uuid NOT NULL,
            matter_id uuid NOT NULL,
            person_id uuid,
            unit text,
            official text,
            days_before integer NOT NULL,
            due_on date NOT NULL,
            overdue_after date NOT NULL,
            warned_on date NOT NULL
        )""")
    op.execute("CREATE INDEX ON reporting.sent_warning (item_id, due_on)")
    for whose in ("unit, ", "official, ", ""):
        op.execute(f"CREATE INDEX ON reporting.sent_warning ({whose}position)")
    op.execute("""
        CREATE INDEX watch_item_news ON reporting.watch_item (from_position, item_id)
        WHERE until_position = 9223372036854775807 AND closed_on = '9999-12-31'""")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
