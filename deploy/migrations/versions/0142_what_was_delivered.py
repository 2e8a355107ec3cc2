"""An index on what was handed over: a correction asks which of it told otherwise."""

from alembic import op

revision = "0142"
down_revision = "0151"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the few events that say so."""
    op.execute(
        "create index event_delivered on store.event (name) where name in"
        " ('reporting.report-delivered.v1', 'reporting.delegation-list-delivered.v1')"
    )


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
