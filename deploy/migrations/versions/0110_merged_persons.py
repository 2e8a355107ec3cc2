"""Merged persons: who is whom, in intake and in reporting; and more than one number each."""

from alembic import op

from deploy.migrations.roles import role

revision = "0110"
down_revision = "0104"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the read models, and let several numbers find one person."""
    for schema in ("intake", "reporting"):
        op.execute(
            f"create table {schema}.merged_person ("
            " person_id uuid primary key,"
            " into_person_id uuid not null,"
            " merged_on date not null)"
        )
        op.execute(f"create index merged_into on {schema}.merged_person (into_person_id)")
        op.execute(
            f"grant select, insert, update, delete on {schema}.merged_person to {role(schema)}"
        )
    op.execute("alter table intake.person_lookup drop constraint person_lookup_person_id_key")


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
