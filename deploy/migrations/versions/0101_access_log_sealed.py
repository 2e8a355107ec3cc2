"""The access log as reporting reads and seals it, and for how long it is kept."""

from pathlib import Path

from alembic import op

from deploy.migrations.roles import role
from deploy.roles import STORE_LOGINS

revision = "0101"
down_revision = "0100"
branch_labels = None
depends_on = None

SQL = Path(__file__).parents[1] / "sql" / "0101_access_log_sealed.sql"


def upgrade() -> None:
    """Create what reads and keeps the log."""
    statements = SQL.read_text()
    for login in STORE_LOGINS:
        statements = statements.replace(f"@{login}@", role(login))
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(statements)


def downgrade() -> None:
    """Refuse: the log is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
