"""Reporting: what figures count, as known from position to position."""

from alembic import op

revision = "0180"
down_revision = "0120"
branch_labels = None
depends_on = None

FACTS = """
    CREATE TABLE reporting.figure_fact (
        fact_id uuid NOT NULL,
        from_position bigint NOT NULL,
        until_position bigint NOT NULL,
        kind text NOT NULL,
        parent_id uuid,
        person_id uuid,
        case_type text,
        type_code text,
        origin text,
        reason_codes text[] NOT NULL,
        legal_basis_id text,
        outcome text,
        ending_code text,
        channel text,
        is_external boolean,
        is_needs_assessed boolean,
        is_over_four_months boolean,
        began_on date NOT NULL,
        granted_on date,
        executed_on date,
        last_contact_on date,
        ended_on date,
        PRIMARY KEY (fact_id, from_position)
    )"""
PERSONS = """
    CREATE TABLE reporting.figure_person (
        person_id uuid NOT NULL,
        from_position bigint NOT NULL,
        until_position bigint NOT NULL,
        one_id uuid NOT NULL,
        sex text NOT NULL,
        birth_year integer,
        district_code text,
        PRIMARY KEY (person_id, from_position)
    )"""


def upgrade() -> None:
    """Create the read model, and the indexes by which a year of it is counted."""
    op.execute(FACTS)
    op.execute(PERSONS)
    op.execute("CREATE INDEX ON reporting.figure_fact (kind, began_on)")
    op.execute("CREATE INDEX ON reporting.figure_fact (kind, ended_on)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
