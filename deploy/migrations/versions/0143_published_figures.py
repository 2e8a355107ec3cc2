"""An index on published figures: a correction asks which of them are counted otherwise now."""

from alembic import op

revision = "0143"
down_revision = "0131"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the few events that say so."""
    op.execute(
        "create index event_figure_published on store.event (name)"
        " where name = 'reporting.figure-published.v1'"
    )


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
