"""Reporting: the read models of threads and of open matters."""

from alembic import op

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the read models. The schema's default rights let reporting's role write to them."""
    op.execute("""
        CREATE TABLE reporting.thread_entry (
            event_id uuid PRIMARY KEY,
            position bigint NOT NULL,
            epoch integer NOT NULL,
            thread_id uuid NOT NULL,
            stream_id uuid NOT NULL,
            person_id uuid,
            causation_id uuid NOT NULL,
            name text NOT NULL,
            happened_on date NOT NULL,
            recorded_at timestamptz NOT NULL,
            actor_subject text NOT NULL,
            actor_role text NOT NULL,
            client_kind text NOT NULL,
            client_id text NOT NULL,
            legal_basis_id text,
            facts jsonb NOT NULL
        )""")
    op.execute("CREATE INDEX ON reporting.thread_entry (thread_id, position)")
    op.execute("CREATE INDEX ON reporting.thread_entry (stream_id, position)")
    op.execute("CREATE INDEX ON reporting.thread_entry (person_id, position)")
    op.execute("""
        CREATE TABLE reporting.open_matter (
            matter_id uuid PRIMARY KEY,
            kind text NOT NULL,
            thread_id uuid NOT NULL,
            person_id uuid NOT NULL,
            type_code text NOT NULL,
            stage text NOT NULL,
            unit text,
            official text,
            opened_on date NOT NULL,
            stage_since_on date NOT NULL
        )""")
    op.execute("CREATE INDEX ON reporting.open_matter (unit, official, opened_on)")
    op.execute("CREATE INDEX ON reporting.open_matter (opened_on, matter_id)")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
