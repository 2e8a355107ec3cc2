"""Moved matters: what was recorded on one person and is about another."""

from alembic import op

revision = "0141"
down_revision = "0180"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create reporting's read model."""
    op.execute(
        """
        CREATE TABLE reporting.moved_matter (
            stream_id uuid PRIMARY KEY,
            person_id uuid NOT NULL,
            spans jsonb NOT NULL,
            said jsonb NOT NULL
        )"""
    )
    op.execute("CREATE INDEX ON reporting.moved_matter (person_id)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
