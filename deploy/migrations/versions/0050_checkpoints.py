"""Checkpoints: what was signed of the ledger, and the upper levels of the tree over it."""

from pathlib import Path

from alembic import op

from deploy.migrations.roles import role
from deploy.roles import STORE_LOGINS

revision = "0050"
down_revision = "0040"
branch_labels = None
depends_on = None

SQL = Path(__file__).parents[1] / "sql" / "0050_checkpoints.sql"


def upgrade() -> None:
    """Create the tables, and the one function that writes them."""
    statements = SQL.read_text()
    for login in STORE_LOGINS:
        statements = statements.replace(f"@{login}@", role(login))
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(statements)


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
