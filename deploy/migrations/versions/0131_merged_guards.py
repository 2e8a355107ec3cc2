"""Merged guards: what was said of any pseudonym of a merged person, added up once a statement."""

from alembic import op

from deploy.roles import SERVICES

revision = "0131"
down_revision = "0162"
branch_labels = None
depends_on = None

# A function of its own, so that it is planned and made once where a list asks of every row; the
# planner guesses far too much of a recursion, and would compile it each time.
ADDED_UP = """
CREATE FUNCTION {schema}.merged_guards() RETURNS TABLE (
    person_id uuid, is_protected boolean, admitted jsonb, glasses jsonb)
LANGUAGE sql STABLE ROWS 20 COST 1000 SET jit = off AS $function$
    WITH RECURSIVE same (said_of, person_id) AS (
        SELECT g.person_id, g.person_id FROM {schema}.guarded_person g
        WHERE g.same_as <> '[]'
          AND (g.is_protected OR g.admitted <> '[]' OR g.glasses IS NOT NULL)
        UNION
        SELECT s.said_of, CAST(other AS uuid)
        FROM same s JOIN {schema}.guarded_person g USING (person_id)
        CROSS JOIN LATERAL jsonb_array_elements_text(g.same_as) AS other)
    SELECT s.person_id, bool_or(g.is_protected),
           coalesce(jsonb_agg(DISTINCT a.listed) FILTER (WHERE a.listed <> ''), '[]'),
           coalesce(jsonb_object_agg(b.official, b.until_at ORDER BY b.until_at)
                        FILTER (WHERE b.official <> ''), '{{}}')
    FROM same s JOIN {schema}.guarded_person g ON g.person_id = s.said_of
    LEFT JOIN LATERAL jsonb_array_elements_text(g.admitted) AS a (listed) ON true
    LEFT JOIN LATERAL jsonb_each_text(coalesce(g.glasses, '{{}}'))
        AS b (official, until_at) ON true
    GROUP BY s.person_id
$function$"""


def upgrade() -> None:
    """Create the function beside each service's guarded persons."""
    for service in SERVICES:
        op.execute(ADDED_UP.format(schema=service))


def downgrade() -> None:
    """Refuse: the store is append-only, and the way back is a restore."""
    raise RuntimeError("restore a backup instead")
