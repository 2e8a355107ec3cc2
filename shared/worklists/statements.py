"""What is asked of ``work_item`` and ``claim``; ``@`` stands for the service's schema.

``@kept(...)`` stands for what keeps the work about a person from robots: it is an official's.
"""

# by the database's clock, at the moment of asking and not of the transaction's beginning
_HELD = "c.leased_until > clock_timestamp()"
_LEFT = f"c.completed_at IS NULL AND ({_HELD}) IS NOT TRUE"
_FREE = f"{_LEFT} AND c.attempts < %(most)s"
_PARKED = f"{_LEFT} AND c.attempts >= %(most)s"
_CLAIM = (
    "c.claim_id, c.item_id, c.stream_id, c.person_id, c.created_on, c.leased_until, c.attempts"
)

# Two may pick the same item when one has committed meanwhile; only one takes it then, and
# ``picked`` tells the other to ask again.
CLAIM = f"""
WITH next AS (
    SELECT i.item_id, i.worklist, i.stream_id, i.person_id, i.created_on
    FROM @.work_item i LEFT JOIN @.claim c USING (item_id)
    WHERE i.worklist = %(worklist)s AND i.state = 'waiting' AND NOT @kept(i.person_id)
      AND (c.item_id IS NULL OR {_FREE})
    ORDER BY coalesce(c.attempts, 0), i.created_on, i.item_id
    LIMIT 1 FOR UPDATE OF i SKIP LOCKED),
taken AS (
    INSERT INTO @.claim AS c (item_id, worklist, stream_id, person_id, created_on,
                              claim_id, subject, leased_until, attempts)
    SELECT next.*, %(claim_id)s, %(subject)s, clock_timestamp() + %(lease)s, 1 FROM next
    ON CONFLICT (item_id) DO UPDATE SET claim_id = excluded.claim_id, subject = excluded.subject,
        leased_until = excluded.leased_until, attempts = c.attempts + 1
    WHERE {_FREE}
    RETURNING {_CLAIM})
SELECT taken.* FROM next LEFT JOIN taken ON true"""

HOLD = f"""
SELECT {_CLAIM}, c.subject, c.completed_at IS NOT NULL AS is_completed,
       ({_HELD} AND NOT @kept(c.person_id)) IS TRUE AS is_live
FROM @.claim c
WHERE c.claim_id = %(claim_id)s AND c.worklist = %(worklist)s
FOR UPDATE"""

READ = f"""
SELECT {_CLAIM} FROM @.claim c
WHERE c.claim_id = %(claim_id)s AND c.worklist = %(worklist)s AND c.subject = %(subject)s
  AND {_HELD} AND NOT @kept(c.person_id)"""

RENEW = f"""
UPDATE @.claim c SET leased_until = clock_timestamp() + %(lease)s
WHERE c.claim_id = %(claim_id)s
RETURNING {_CLAIM}"""

COMPLETE = """
UPDATE @.claim SET completed_at = clock_timestamp(), leased_until = NULL
WHERE claim_id = %(claim_id)s"""

FAIL = """
UPDATE @.claim SET leased_until = NULL, reason = %(reason)s
WHERE claim_id = %(claim_id)s"""

RELEASE = """
UPDATE @.claim SET leased_until = NULL, attempts = attempts - 1
WHERE claim_id = %(claim_id)s"""

_FOR_OFFICIALS = f"(({_PARKED}) OR (@kept(i.person_id) AND c.completed_at IS NULL))"
PARKED = f"""
SELECT i.item_id, i.stream_id, i.person_id, i.created_on, coalesce(c.attempts, 0) AS attempts,
       c.reason
FROM @.work_item i LEFT JOIN @.claim c USING (item_id)
WHERE i.worklist = %(worklist)s AND i.state = 'waiting' AND {_FOR_OFFICIALS} AND @seen
ORDER BY i.created_on, i.item_id
LIMIT %(limit)s OFFSET %(offset)s"""

TAKE = f"""
INSERT INTO @.claim AS t (item_id, worklist, stream_id, person_id, created_on, claim_id, subject,
                          attempts, completed_at)
SELECT i.item_id, i.worklist, i.stream_id, i.person_id, i.created_on, %(claim_id)s, %(subject)s,
       0, clock_timestamp()
FROM @.work_item i LEFT JOIN @.claim c USING (item_id)
WHERE i.item_id = %(item_id)s AND i.worklist = %(worklist)s AND i.state = 'waiting'
  AND {_FOR_OFFICIALS}
ON CONFLICT (item_id) DO UPDATE SET claim_id = excluded.claim_id, subject = excluded.subject,
    leased_until = NULL, completed_at = excluded.completed_at
WHERE t.completed_at IS NULL
RETURNING t.claim_id, t.item_id, t.stream_id, t.person_id, t.created_on,
          t.completed_at AS leased_until, t.attempts"""

GIVE_BACK = f"""
UPDATE @.claim c SET attempts = 0, leased_until = NULL
WHERE c.item_id = %(item_id)s AND c.worklist = %(worklist)s AND {_PARKED}
RETURNING c.item_id"""

COUNTS = f"""
SELECT count(*) FILTER (WHERE NOT @kept(i.person_id) AND (c.item_id IS NULL OR {_FREE}))
           AS waiting,
       count(*) FILTER (WHERE c.completed_at IS NULL AND {_HELD}) AS claimed,
       count(*) FILTER (WHERE {_FOR_OFFICIALS}) AS parked
FROM @.work_item i LEFT JOIN @.claim c USING (item_id)
WHERE i.worklist = %(worklist)s AND i.state = 'waiting'"""
