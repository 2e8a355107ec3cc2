"""The store: events, the ledger, append-only by rights, and what each service keeps for itself."""

from pathlib import Path

from alembic import op

from deploy.migrations.roles import role
from deploy.roles import SERVICES, STORE_LOGINS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQL = Path(__file__).parents[1] / "sql"


def upgrade() -> None:
    """Create the store, in the order its parts need each other."""
    for part in ("tables", "append", "register", "rights"):
        _run(part, {f"@{login}@": role(login) for login in STORE_LOGINS})
    for service in SERVICES:
        own = role(service)
        literal = "'{}'".format(own.strip('"'))
        _run("service", {"@service@": service, "@role@": own, "@role_name@": literal})


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")


def _run(part: str, names: dict[str, str]) -> None:
    statements = (SQL / f"0001_{part}.sql").read_text()
    for placeholder, name in names.items():
        statements = statements.replace(placeholder, name)
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(statements)
