"""Kept answers: the same Idempotency-Key gets the same answer, whoever asks again."""

from hashlib import sha256

from psycopg.types.json import Jsonb

from shared.eventstore.connections import Connection
from shared.kernel.store import Answer, AnswerInFlight

CLAIM = "SELECT pg_try_advisory_xact_lock(%s)"


async def claim(connection: Connection, service: str, client_id: str, key: str) -> Answer | None:
    """Claim the key until the transaction ends, then look for its answer.

    Two statements: the second must see what the claim's last holder committed.
    """
    cursor = await connection.execute(CLAIM, (_lock(service, client_id, key),), prepare=True)
    if await cursor.fetchone() != (True,):
        raise AnswerInFlight
    cursor = await connection.execute(
        f"SELECT digest, status, headers, body FROM {service}.answer"
        " WHERE client_id = %s AND key = %s AND expires_at > now()",
        (client_id, key),
        prepare=True,
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    return Answer(digest=row[0], status=row[1], headers=row[2], body=row[3])


async def keep(
    connection: Connection, service: str, client_id: str, key: str, answer: Answer
) -> None:
    """Keep the answer, and let go of a few that have expired; its own key's gives way."""
    await connection.execute(
        f"WITH gone AS (DELETE FROM {service}.answer WHERE ctid = ANY (ARRAY("
        f"  SELECT ctid FROM {service}.answer WHERE expires_at <= now()"
        "   AND (client_id, key) <> (%(client_id)s, %(key)s) LIMIT 10 FOR UPDATE SKIP LOCKED)))"
        f" INSERT INTO {service}.answer (client_id, key, digest, status, headers, body)"
        " VALUES (%(client_id)s, %(key)s, %(digest)s, %(status)s, %(headers)s, %(body)s)"
        " ON CONFLICT (client_id, key) DO UPDATE SET"
        " digest = excluded.digest, status = excluded.status, headers = excluded.headers,"
        " body = excluded.body, kept_at = excluded.kept_at, expires_at = excluded.expires_at",
        {
            "client_id": client_id,
            "key": key,
            "digest": answer.digest,
            "status": answer.status,
            "headers": Jsonb(dict(answer.headers)),
            "body": answer.body,
        },
        prepare=True,
    )


def _lock(service: str, client_id: str, key: str) -> int:
    digest = sha256("\x00".join((service, client_id, key)).encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
