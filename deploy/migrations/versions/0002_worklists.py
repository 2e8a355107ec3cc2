"""worklists: the pieces of work intake has for robots, and who has claimed them."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQL = """
-- A projection: rebuilt from the ledger at will.
create table intake.work_item (
    item_id uuid primary key,
    worklist text not null,
    stream_id uuid not null,
    person_id uuid,
    created_on date not null,
    state text not null
);
create index work_item_waiting on intake.work_item (worklist, created_on, item_id)
    where state = 'waiting';

-- Who has taken what: not in the ledger, so never rebuilt, and it refers to no work_item.
-- leased_until is null once handed back, completed_at from when it was completed.
create table intake.claim (
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
    """Create both tables; their rights follow from the schema's."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(SQL)


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
