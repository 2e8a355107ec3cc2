"""Disposal: what each file holds, the disposal lists, and when something was last written."""

from alembic import op

from deploy.migrations.roles import role

revision = "0100"
down_revision = "0070"
branch_labels = None
depends_on = None

SQL = """
create table intake.filed_matter (
    matter_id uuid primary key,
    file_id uuid not null,
    person_id uuid not null,
    thread_id uuid not null,
    report_id uuid,
    case_type text,
    intervention_type text,
    is_investigated boolean not null,
    joined_id uuid,
    opened_on date not null,
    ended_on date,
    is_disposed boolean not null
);
create index filed_matter_of_person on intake.filed_matter (person_id) where not is_disposed;
create index filed_matter_in_file on intake.filed_matter (file_id);

create table intake.disposal_list (
    list_id uuid primary key,
    year integer not null,
    drawn_up_on date not null,
    stage text not null
);

-- When anything was last written in some matters, by whichever service: a day, and no content.
create function store.last_notes(stream_ids uuid[])
returns table (stream_id uuid, noted_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $function$
    select e.stream_id, max(e.recorded_at)
    from store.event e where e.stream_id = any (stream_ids) group by e.stream_id
$function$;
revoke all on function store.last_notes(uuid[]) from public;
grant execute on function store.last_notes(uuid[]) to @intake@;
"""


def upgrade() -> None:
    """Create the tables and the function that intake alone may ask."""
    statements = SQL.replace("@intake@", role("intake"))
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(statements)


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
