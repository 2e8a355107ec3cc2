"""Intake: its read models, the lookup of persons, and the sealed contents of attachments."""

from alembic import op

revision = "0010"
down_revision = "0002"
branch_labels = None
depends_on = None

SQL = """
-- Which pseudonym a number belongs to: by a keyed hash, never by the number.
create table intake.person_lookup (
    number_hash bytea primary key check (length(number_hash) = 32),
    person_id uuid not null unique
);

-- Contents sealed under the report's file key; the events tell of them, with their SHA-256.
create table intake.attachment (
    attachment_id uuid primary key,
    report_id uuid not null,
    sealed bytea not null
);
alter table intake.attachment alter column sealed set storage external;
create index attachment_of_report on intake.attachment (report_id);

-- Read models, rebuilt from the ledger at will.
create table intake.intake (
    intake_id uuid primary key,
    person_id uuid not null,
    report_id uuid not null,
    thread_id uuid not null,
    origin text not null,
    case_type text not null,
    reason_codes text[] not null,
    received_on date not null,
    is_danger_reported boolean not null,
    stage text not null,
    protection text,
    official text,
    unit text,
    extended_until_on date,
    way text,
    concluded_on date,
    investigation_id uuid,
    is_feedback_pending boolean not null
);
create index intake_open on intake.intake (received_on, intake_id) where stage <> 'concluded';
create index intake_of_person on intake.intake (person_id, received_on);

create table intake.person (
    person_id uuid primary key,
    birth_year integer,
    sex text not null,
    district_code text,
    registered_on date not null,
    is_identified boolean not null
);

create table intake.relation (
    relation_key text primary key,
    person_id uuid not null,
    relation text not null,
    other_person_id uuid not null,
    kept_on date not null
);
create index relation_of on intake.relation (person_id, relation);
create index relation_to on intake.relation (other_person_id, relation);

create table intake.open_investigation (
    investigation_id uuid primary key,
    person_id uuid not null,
    intake_id uuid not null,
    case_type text not null,
    opened_on date not null
);
create index open_investigation_of on intake.open_investigation (person_id, case_type);
"""


def upgrade() -> None:
    """Create the tables. The schema's default rights let intake's role write to them."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(SQL)


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
