"""The pages: who is logged in and who is about to be; whether the database is a simulation."""

from alembic import op

from deploy.migrations.roles import role

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create reporting's own tables, and the one answer to what kind of database this is."""
    op.execute("""
        CREATE TABLE reporting.web_session (
            secret_hash bytea PRIMARY KEY,
            subject text NOT NULL,
            role text NOT NULL,
            client_id text NOT NULL,
            unit text,
            scopes text[] NOT NULL,
            begun_at timestamptz NOT NULL,
            seen_at timestamptz NOT NULL
        )""")
    op.execute("""
        CREATE TABLE reporting.web_login (
            secret_hash bytea PRIMARY KEY,
            state text NOT NULL,
            nonce text NOT NULL,
            verifier text NOT NULL,
            return_to text NOT NULL,
            begun_at timestamptz NOT NULL
        )""")
    op.execute("""
        CREATE FUNCTION store.is_simulation() RETURNS boolean
        LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS 'SELECT false'""")
    op.execute("REVOKE ALL ON FUNCTION store.is_simulation() FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION store.is_simulation() TO {role('reporting')}")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
