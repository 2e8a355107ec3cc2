"""Reporting: finding who was merged into somebody."""

from alembic import op

revision = "0162"
down_revision = "0142"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index of merges by the pseudonym that remains."""
    op.execute("""
        CREATE INDEX thread_entry_merged_into
        ON reporting.thread_entry ((facts ->> 'into_person_id'))
        WHERE name = 'intake.persons-merged.v1'""")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
