"""Administrative matters: the authority's own duties, in intake's read model."""

from alembic import op

revision = "0150"
down_revision = "0161"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the read model. The schema's default rights let its service write to it."""
    op.execute(
        """CREATE TABLE intake.administrative_matter (
            matter_id uuid PRIMARY KEY,
            kind text NOT NULL,
            unit text,
            official text,
            opened_on date NOT NULL,
            period_code text,
            closed_on date
        )"""
    )
    op.execute("CREATE INDEX ON intake.administrative_matter (opened_on DESC, matter_id)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
