"""Disclosures: what was given to whom about each person."""

from alembic import op

revision = "0120"
down_revision = "0130"
branch_labels = None
depends_on = None

DISCLOSURE = """
CREATE TABLE intake.disclosure (
    disclosure_id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    recipient text NOT NULL,
    recipient_person_id uuid,
    matter_id uuid,
    administrative_matter_id uuid,
    opened_on date NOT NULL,
    stage text NOT NULL,
    decided_on date,
    withheld_count integer,
    manifest_sha256 text,
    channel text,
    delivered_on date,
    delivered_by text
)"""


def upgrade() -> None:
    """Create the read model. The schema's default rights let intake write to it."""
    op.execute(DISCLOSURE)
    op.execute("CREATE INDEX ON intake.disclosure (person_id, opened_on)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
