"""Guards hear merges: who was merged before they did is told to them, in every service."""

from alembic import op

from deploy.roles import SERVICES

revision = "0130"
down_revision = "0160"
branch_labels = None
depends_on = None

TELL = """
WITH latest AS (
    SELECT DISTINCT ON (stream_id) name, convert_from(data, 'UTF8')::jsonb AS told
    FROM store.event
    WHERE name IN ('intake.persons-merged.v1', 'intake.merge-reversed.v1')
    ORDER BY stream_id, version DESC),
pair AS (
    SELECT told ->> 'person_id' AS one, told ->> 'into_person_id' AS other
    FROM latest WHERE name = 'intake.persons-merged.v1'),
told AS (
    SELECT one AS person_id, other FROM pair UNION SELECT other, one FROM pair)
INSERT INTO {schema}.guarded_person (person_id, is_protected, kinds, admitted, same_as)
SELECT person_id::uuid, false, '[]', '[]', jsonb_agg(other ORDER BY other)
FROM told GROUP BY person_id
ON CONFLICT (person_id) DO UPDATE SET same_as = excluded.same_as"""


def upgrade() -> None:
    """Write the merges that hold, beside what was said of each."""
    for service in SERVICES:
        op.execute(TELL.format(schema=service))
        op.execute(f"DROP INDEX {service}.guarded_person_same_as_idx")
        op.execute(
            f"CREATE INDEX guarded_person_merged ON {service}.guarded_person (person_id)"
            " WHERE same_as <> '[]'"
        )


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
