"""What the authority's own duties are read by: of the thread entries, and of the watch items."""

from alembic import op

revision = "0151"
down_revision = "0150"
branch_labels = None
depends_on = None

NAMED = ("administrative_matter_id", "period_code")


def upgrade() -> None:
    """Index the few entries that name a duty, and the few watch items about nobody."""
    for name in NAMED:
        op.execute(
            f"CREATE INDEX ON reporting.thread_entry ((facts ->> '{name}'))"
            f" WHERE facts ->> '{name}' IS NOT NULL"
        )
    op.execute("CREATE INDEX ON reporting.watch_item (matter_id) WHERE person_id IS NULL")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
