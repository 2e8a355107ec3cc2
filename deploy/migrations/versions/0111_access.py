"""Access: what the policy of each service asks of a case and of a guarded person."""

from alembic import op

from deploy.roles import SERVICES

revision = "0111"
down_revision = "0110"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE {schema}.access_matter (
    matter_id uuid PRIMARY KEY,
    thread_id uuid NOT NULL,
    joined_thread_id uuid,
    person_id uuid,
    report_id uuid,
    case_type text,
    unit text,
    official text,
    asked_roles jsonb NOT NULL,
    is_ended boolean NOT NULL
);
CREATE INDEX ON {schema}.access_matter (thread_id);
CREATE INDEX ON {schema}.access_matter (person_id);
CREATE INDEX ON {schema}.access_matter (report_id) WHERE report_id IS NOT NULL;
CREATE TABLE {schema}.guarded_person (
    person_id uuid PRIMARY KEY,
    is_protected boolean NOT NULL,
    kinds jsonb NOT NULL,
    admitted jsonb NOT NULL,
    glasses jsonb,
    same_as jsonb NOT NULL
);
CREATE INDEX ON {schema}.guarded_person USING gin (same_as)"""

GLASS = """
CREATE TABLE intake.glass_breaking (
    glass_id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    official text NOT NULL,
    official_role text NOT NULL,
    unit text,
    reason_code text NOT NULL,
    broken_on date NOT NULL,
    until_at timestamptz NOT NULL,
    finding text,
    reviewed_on date,
    reviewed_by text
)"""
SIDES = """
CREATE TABLE intake.opposed_pair (
    pair_key text PRIMARY KEY,
    person_id uuid NOT NULL,
    other_person_id uuid NOT NULL,
    marked_on date NOT NULL
)"""


def upgrade() -> None:
    """Create the read models. Each schema's default rights let its service write to them."""
    for service in SERVICES:
        for statement in TABLES.format(schema=service).split(";"):
            op.execute(statement)
    op.execute(GLASS)
    op.execute(SIDES)
    op.execute("CREATE INDEX ON intake.opposed_pair (person_id)")
    op.execute("CREATE INDEX ON intake.opposed_pair (other_person_id)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
