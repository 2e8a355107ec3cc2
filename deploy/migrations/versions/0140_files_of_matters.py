"""An index on the file that a matter rests in: retention asks for everybody in it."""

from alembic import op

revision = "0140"
down_revision = "0111"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the matters by file."""
    op.execute(
        "create index filed_matter_of_file on intake.filed_matter (file_id) where not is_disposed"
    )


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
