"""Guards: what was said of who may see a person, under whichever pseudonym it was said; as SQL."""

_GUARDS = """(
    SELECT person_id, is_protected, admitted, coalesce(glasses, '{}') AS glasses
    FROM @.guarded_person WHERE same_as = '[]'
    UNION ALL
    SELECT person_id, is_protected, admitted, glasses FROM @.merged_guards())"""


def guards(schema: str) -> str:
    """Return SQL for a table of ``person_id, is_protected, admitted, glasses``: a row a pseudonym.

    What was said of one pseudonym holds for every other that was found to be the same person, for
    as long as the merges hold. Who was merged with nobody is found by the primary key; the others
    are added up once for each statement.
    """
    return _GUARDS.replace("@.", f"{schema}.")
