"""Reporting: what is watched, and finding what happened by its name."""

from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

STILL = "until_position = 9223372036854775807 AND closed_on = '9999-12-31'"


def upgrade() -> None:
    """Create the read model, and the indexes by which a list is read in its order."""
    op.execute("""
        CREATE TABLE reporting.watch_item (
            item_id text NOT NULL,
            from_position bigint NOT NULL,
            until_position bigint NOT NULL,
            rule text NOT NULL,
            is_risk boolean NOT NULL,
            kind text NOT NULL,
            severity smallint NOT NULL,
            thread_id uuid NOT NULL,
            matter_id uuid NOT NULL,
            person_id uuid,
            unit text,
            official text,
            shown_from date NOT NULL,
            due_on date NOT NULL,
            overdue_after date NOT NULL,
            closed_on date NOT NULL,
            state text,
            PRIMARY KEY (item_id, from_position)
        )""")
    order = "severity, due_on, item_id"
    for whose in ("unit, ", "official, ", ""):
        op.execute(f"CREATE INDEX ON reporting.watch_item ({whose}{order}) WHERE {STILL}")
    op.execute("CREATE INDEX ON reporting.watch_item (person_id, until_position)")
    op.execute("CREATE INDEX ON reporting.watch_item (unit, from_position)")
    op.execute("CREATE INDEX ON reporting.watch_item (official, from_position)")
    op.execute("""
        CREATE INDEX thread_entry_by_name ON reporting.thread_entry (name, happened_on, stream_id)
    """)


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
