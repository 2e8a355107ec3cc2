"""Reporting: subscriptions to events. No secret is kept; each is derived from a key elsewhere."""

from alembic import op

revision = "0103"
down_revision = "0102"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table. The schema's default rights let reporting's role write to it."""
    op.execute("""
        CREATE TABLE reporting.webhook (
            webhook_id uuid PRIMARY KEY,
            client_id text NOT NULL,
            subject text NOT NULL,
            role text NOT NULL,
            url text NOT NULL,
            types text[] NOT NULL,
            created_at timestamptz NOT NULL,
            generation integer NOT NULL CHECK (generation > 0),
            previous_until timestamptz,
            epoch integer NOT NULL,
            position bigint NOT NULL CHECK (position >= 0),
            chain_hash bytea,
            state text NOT NULL CHECK (state IN ('active', 'stopped')),
            fault text CHECK (fault ~ '^[a-z0-9-]{1,64}$'),
            failing_since timestamptz,
            attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            next_attempt_at timestamptz NOT NULL,
            lease_id uuid,
            leased_until timestamptz
        )""")
    op.execute("CREATE INDEX ON reporting.webhook (client_id, webhook_id)")
