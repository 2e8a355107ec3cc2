"""Indexes on whom events are about and in which thread they happened.

For what must be known of a person without a read model, and for making rows anew when a fact is
corrected.
"""

from alembic import op

revision = "0060"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the events by person and by thread."""
    op.execute("create index event_person on store.event (person_id) where person_id is not null")
    op.execute("create index event_thread on store.event (thread_id)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
