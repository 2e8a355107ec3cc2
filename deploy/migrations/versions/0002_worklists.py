"""worklists: the pieces of work a service has for robots, and who has claimed them."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SERVICES = ("intake", "investigation", "interventions")

SQL = """
-- A projection: rebuilt from the ledger at will.
create table @service@.work_item (
    item_id uuid primary key,
    worklist text not null,
    stream_id uuid not null,
    person_id uuid,
    created_on date not null,
    state text not null
);
create index work_item_waiting on @service@.work_item (worklist, created_on, item_id)
    where state = 'waiting';

-- Who has taken what: not in the ledger, so never rebuilt, and it refers to no work_item.
-- leased_until is null once handed back, completed_at from when it was completed.
create table @service@.claim (
    item_id uuid primary key,
    worklist text not null,
    stream_id uuid not null,
    person_id uuid,
    created_on date not null,
    claim_id uuid not null unique,
    subject text not null,
    leased_until timestamptz,
    attempts integer not null check (attempts >= 0),
    reason text check (reason ~ '^[a-z0-9-]{1,64}$'),
    completed_at timestamptz,
    check (completed_at is null or leased_until is null)
);
"""


def upgrade() -> None:
    """Create both tables for each service; their rights follow from the schema's."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for service in SERVICES:
        connection.exec_driver_sql(SQL.replace("@service@", service))


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
