"""investigation: which investigations and decisions there are, for those who read them."""

from alembic import op

revision = "0020"
down_revision = "0010"
branch_labels = None
depends_on = None

SQL = """
create table investigation.investigation (
    investigation_id uuid primary key,
    person_id uuid not null,
    intake_id uuid not null,
    case_type text not null,
    legal_basis_id text not null,
    opened_on date not null,
    official text,
    unit text,
    assigned_on date,
    planned_on date,
    last_contact_on date,
    communicated_on date,
    extended_until_on date,
    closed_on date,
    is_with_intervention boolean
);
create index investigation_queue on investigation.investigation (opened_on, investigation_id)
    where closed_on is null and official is null;
create index investigation_open on investigation.investigation (opened_on, investigation_id)
    where closed_on is null;
create index investigation_of_official on investigation.investigation (official, opened_on)
    where closed_on is null;
create index investigation_of_unit on investigation.investigation (unit, opened_on)
    where closed_on is null;
create index investigation_of_person on investigation.investigation (person_id);

create table investigation.decision (
    decision_id uuid primary key,
    investigation_id uuid not null,
    person_id uuid not null,
    case_type text not null,
    decision_type text not null,
    outcome text not null,
    intervention_type text,
    legal_basis_id text not null,
    decided_on date not null,
    decided_by text not null,
    decider_role text not null,
    delegation_rule_id text not null,
    appealed_on date,
    is_appeal_in_time boolean
);
create index decision_of_investigation on investigation.decision (investigation_id, decided_on);
"""


def upgrade() -> None:
    """Create the read models; their rights follow from the schema's."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(SQL)


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
