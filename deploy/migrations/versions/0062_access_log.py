"""The access log: who looked at whom, and that it was so; and whom a kept answer shows."""

from pathlib import Path

from alembic import op

from deploy.migrations.roles import role
from deploy.roles import SERVICES, STORE_LOGINS

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

SQL = Path(__file__).parents[1] / "sql" / "0062_access_log.sql"


def upgrade() -> None:
    """Create the log and the one function that adds to it."""
    statements = SQL.read_text()
    for login in STORE_LOGINS:
        statements = statements.replace(f"@{login}@", role(login))
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(statements)
    for service in SERVICES:
        op.execute(
            f"ALTER TABLE {service}.answer ADD person_ids uuid[] DEFAULT '{{}}',"
            " ADD hit_ids uuid[] DEFAULT '{}'"
        )


def downgrade() -> None:
    """Refuse: the log is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
