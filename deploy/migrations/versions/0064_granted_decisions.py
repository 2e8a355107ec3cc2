"""Reporting: the read model of granted decisions, and of what was delivered about them."""

from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the read models; what waits is found by unit and day, what is told of by position."""
    op.execute("""
        CREATE TABLE reporting.granted_decision (
            intervention_id uuid PRIMARY KEY,
            decision_id uuid NOT NULL,
            thread_id uuid NOT NULL,
            person_id uuid NOT NULL,
            case_type text NOT NULL,
            intervention_type text,
            legal_basis_id text NOT NULL,
            decided_on date NOT NULL,
            unit text,
            open_since_on date,
            ended_reason_code text,
            awaits_telling boolean NOT NULL,
            latest_on date NOT NULL,
            latest_position bigint NOT NULL,
            facts jsonb NOT NULL
        )""")
    op.execute("""
        CREATE INDEX ON reporting.granted_decision (unit, open_since_on, intervention_id)
        WHERE open_since_on IS NOT NULL""")
    op.execute("""
        CREATE INDEX ON reporting.granted_decision (open_since_on, intervention_id)
        WHERE open_since_on IS NOT NULL""")
    op.execute("CREATE INDEX ON reporting.granted_decision (decided_on) WHERE awaits_telling")
    op.execute("CREATE INDEX ON reporting.granted_decision (latest_on)")
    op.execute("CREATE INDEX ON reporting.granted_decision (latest_position)")
    op.execute("""
        CREATE TABLE reporting.delivered_report (
            report_id uuid PRIMARY KEY,
            kind_code text NOT NULL,
            period_code text NOT NULL,
            recipient_codes text[] NOT NULL,
            delivered_on date NOT NULL,
            known_position bigint NOT NULL,
            definition_version text NOT NULL,
            catalogue_version text NOT NULL,
            content_sha256 text NOT NULL,
            position bigint NOT NULL,
            items bigint NOT NULL
        )""")
    op.execute("CREATE INDEX ON reporting.delivered_report (period_code, position)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
