"""One hash over everything in a ledger but what no two runs can share.

Left out are transaction ids, sequence numbers and the cipher text of what is sealed, which is
never the same twice. What remains is the same for the same seed.
"""

import re
from hashlib import sha256

import psycopg

from deploy.migrate import Deployment

_EVENTS = """
    SELECT l.position, l.registered_at, e.event_id, e.stream_id, e.version, e.name, e.recorded_at,
        e.actor_subject, e.actor_role, e.actor_client, e.actor_client_id, e.actor_unit,
        e.thread_id, e.causation_id, e.person_id, e.file_id, e.data
    FROM store.ledger l JOIN store.event e USING (event_id) ORDER BY l.position"""
_SEALED = re.compile(rb'"sealed:[^"]*"')
_AT_ONCE = 5000


def content_hash(target: Deployment) -> tuple[int, str]:
    """Return the last position of the ledger, and the hash of what stands in it."""
    digest, position = sha256(), 0
    with psycopg.connect(target.admin_url) as admin, admin.cursor(name="ledger") as events:
        admin.execute("SET TIME ZONE 'UTC'")
        events.itersize = _AT_ONCE
        for *envelope, data in events.execute(_EVENTS):
            position = envelope[0]
            digest.update(repr([str(each) for each in envelope]).encode())
            digest.update(_SEALED.sub(b'"sealed"', data))
    return position, digest.hexdigest()
