"""interventions: which interventions and goals there are, for those who read them."""

from alembic import op

revision = "0030"
down_revision = "0020"
branch_labels = None
depends_on = None

SQL = """
create table interventions.intervention (
    intervention_id uuid primary key,
    person_id uuid not null,
    thread_id uuid not null,
    decision_id uuid,
    investigation_id uuid,
    case_type text,
    intervention_type text not null,
    legal_basis_id text not null,
    is_needs_assessed boolean not null,
    prevention_level text not null,
    granted_on date,
    opened_on date not null,
    stage text not null,
    stage_since_on date not null,
    unit text,
    provider text,
    official text,
    executed_on date,
    unexecuted_since_on date,
    method_code text,
    appealed_on date,
    ended_on date,
    ending_reason_code text
);
create index intervention_in_order on interventions.intervention (opened_on, intervention_id);
create index intervention_open on interventions.intervention (opened_on, intervention_id)
    where ended_on is null;
create index intervention_of_unit on interventions.intervention (unit, opened_on)
    where ended_on is null;
create index intervention_of_provider on interventions.intervention (provider, opened_on)
    where ended_on is null;
create index intervention_of_official on interventions.intervention (official, opened_on)
    where ended_on is null;
create index intervention_of_person on interventions.intervention (person_id, opened_on);
create index intervention_unexecuted
    on interventions.intervention (unexecuted_since_on, intervention_id)
    where unexecuted_since_on is not null;

create table interventions.goal (
    goal_id uuid primary key,
    intervention_id uuid not null,
    area_code text not null,
    set_on date not null,
    attainment text,
    assessed_on date
);
create index goal_of_intervention on interventions.goal (intervention_id, set_on, goal_id);

create table interventions.person (
    person_id uuid primary key,
    birth_year integer
);
"""


def upgrade() -> None:
    """Create the read models; their rights follow from the schema's."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(SQL)


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
