"""Reporting: the days of each matter's way, by which flow is counted."""

from alembic import op

revision = "0161"
down_revision = "0141"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the read model: what holds now by its last day, what once held by its position."""
    op.execute("""
        CREATE TABLE reporting.passage (
            matter_id uuid NOT NULL,
            from_position bigint NOT NULL,
            until_position bigint NOT NULL,
            kind text NOT NULL,
            case_type text NOT NULL,
            person_id uuid NOT NULL,
            opened_on date NOT NULL,
            assigned_on date,
            last_contact_on date,
            closed_on date NOT NULL,
            PRIMARY KEY (matter_id, from_position)
        )""")
    op.execute("""
        CREATE INDEX ON reporting.passage (kind, closed_on, opened_on)
        WHERE until_position = 9223372036854775807""")
    op.execute("""
        CREATE INDEX ON reporting.passage (kind, until_position)
        WHERE until_position < 9223372036854775807""")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
