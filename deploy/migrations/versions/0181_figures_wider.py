"""Reporting: who decided, who came back; and the figures that are published."""

from alembic import op

revision = "0181"
down_revision = "0131"
branch_labels = None
depends_on = None

PUBLISHED = """
    CREATE TABLE reporting.published_figure (
        publication_id uuid PRIMARY KEY,
        figure_code text NOT NULL,
        definition_version text NOT NULL,
        definition_sha256 text NOT NULL,
        period_code text NOT NULL,
        division_codes text[] NOT NULL,
        known_position bigint NOT NULL,
        content_sha256 text NOT NULL,
        published_on date NOT NULL,
        revises_publication_id uuid,
        position bigint NOT NULL
    )"""


def upgrade() -> None:
    """Widen the facts, which are taken in anew from the ledger, and create the list."""
    op.execute("ALTER TABLE reporting.figure_fact ADD COLUMN decider_role text")
    op.execute("DELETE FROM reporting.figure_fact")
    op.execute("DELETE FROM reporting.figure_person")
    op.execute("DELETE FROM reporting.tracking WHERE name = 'reporting.figure-facts'")
    op.execute("CREATE INDEX ON reporting.figure_fact (person_id)")
    op.execute("CREATE INDEX ON reporting.figure_fact (parent_id)")
    op.execute("CREATE INDEX ON reporting.figure_person (one_id)")
    op.execute(PUBLISHED)
    op.execute("CREATE INDEX ON reporting.published_figure (figure_code, period_code)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
