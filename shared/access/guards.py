"""Guards: what was said of who may see a person, under whichever pseudonym it was said; as SQL."""

_GUARDS = """(
    SELECT person_id, is_protected, admitted, coalesce(glasses, '{}') AS glasses
    FROM @.guarded_person WHERE same_as = '[]'
    UNION ALL
    SELECT * FROM (
        WITH RECURSIVE same (said_of, person_id) AS (
            SELECT person_id, person_id FROM @.guarded_person
            WHERE same_as <> '[]' AND (is_protected OR admitted <> '[]' OR glasses IS NOT NULL)
            UNION
            SELECT s.said_of, CAST(other AS uuid)
            FROM same s JOIN @.guarded_person g USING (person_id)
            CROSS JOIN LATERAL jsonb_array_elements_text(g.same_as) AS other)
        SELECT s.person_id, bool_or(g.is_protected),
               coalesce(jsonb_agg(DISTINCT a.listed) FILTER (WHERE a.listed <> ''), '[]'),
               coalesce(jsonb_object_agg(b.official, b.until_at ORDER BY b.until_at)
                            FILTER (WHERE b.official <> ''), '{}')
        FROM same s JOIN @.guarded_person g ON g.person_id = s.said_of
        LEFT JOIN LATERAL jsonb_array_elements_text(g.admitted) AS a (listed) ON true
        LEFT JOIN LATERAL jsonb_each_text(coalesce(g.glasses, '{}'))
            AS b (official, until_at) ON true
        GROUP BY s.person_id) of_merged)"""


def guards(schema: str) -> str:
    """Return SQL for a table of ``person_id, is_protected, admitted, glasses``: a row a pseudonym.

    What was said of one pseudonym holds for every other that was found to be the same person, for
    as long as the merges hold. Who was merged with nobody is found by the primary key.
    """
    return _GUARDS.replace("@.", f"{schema}.")
