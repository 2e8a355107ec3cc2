"""What a review of the access log must be told from outside."""

from pathlib import Path

from alembic import op

from deploy.migrations.roles import role
from deploy.roles import STORE_LOGINS

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None

SQL = Path(__file__).parents[1] / "sql" / "0104_access_review.sql"


def upgrade() -> None:
    """Create the table of what is told."""
    statements = SQL.read_text()
    for login in STORE_LOGINS:
        statements = statements.replace(f"@{login}@", role(login))
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(statements)


def downgrade() -> None:
    """Refuse: the log is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
