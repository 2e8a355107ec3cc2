"""Kept answers: the same Idempotency-Key gets the same answer, whoever asks again."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.eventstore.connections import Connection
from shared.kernel.shown import NOBODY, Shown, Shows
from shared.kernel.store import Answer, AnswerInFlight

CLAIM = "SELECT pg_try_advisory_xact_lock(%s)"


async def claim(connection: Connection, service: str, client_id: str, key: str) -> Answer | None:
    """Claim the key until the transaction ends, then look for its answer.

    Two statements in one round trip: the second must see what the claim's last holder committed.
    """
    lock = _lock(service, client_id, key)
    async with connection.pipeline():
        claimed = await connection.execute(CLAIM, (lock,), prepare=True)
        known = await connection.execute(
            f"SELECT digest, status, headers, body, person_ids, hit_ids FROM {service}.answer"
            " WHERE client_id = %s AND key = %s AND expires_at > now()",
            (client_id, key),
            prepare=True,
        )
    if await claimed.fetchone() != (True,):
        raise AnswerInFlight
    row = await known.fetchone()
    if row is None:
        return None
    return Answer(
        digest=row[0], status=row[1], headers=row[2], body=row[3], shows=_shows(row[4], row[5])
    )


def to_keep(
    service: str, client_id: str, key: str, answer: Answer
) -> tuple[str, Mapping[str, object]]:
    """Return what keeps the answer, and lets go of a few expired; its own key's gives way."""
    return (
        f"WITH gone AS (DELETE FROM {service}.answer WHERE ctid = ANY (ARRAY("
        f"  SELECT ctid FROM {service}.answer WHERE expires_at <= now()"
        "   AND (client_id, key) <> (%(client_id)s, %(key)s) LIMIT 10 FOR UPDATE SKIP LOCKED)))"
        f" INSERT INTO {service}.answer"
        " (client_id, key, digest, status, headers, body, person_ids, hit_ids)"
        " VALUES (%(client_id)s, %(key)s, %(digest)s, %(status)s, %(headers)s, %(body)s,"
        " %(person_ids)s, %(hit_ids)s)"
        " ON CONFLICT (client_id, key) DO UPDATE SET"
        " digest = excluded.digest, status = excluded.status, headers = excluded.headers,"
        " body = excluded.body, person_ids = excluded.person_ids, hit_ids = excluded.hit_ids,"
        " kept_at = excluded.kept_at, expires_at = excluded.expires_at",
        {
            "client_id": client_id,
            "key": key,
            "digest": answer.digest,
            "status": answer.status,
            "headers": Jsonb(dict(answer.headers)),
            "body": answer.body,
            **_columns(answer.shows),
        },
    )


def _columns(shows: Shows) -> dict[str, list[UUID] | None]:
    if shows is NOBODY:
        return {"person_ids": None, "hit_ids": None}
    return {"person_ids": sorted(shows.persons), "hit_ids": sorted(shows.hits)}


def _shows(person_ids: Sequence[UUID] | None, hit_ids: Sequence[UUID] | None) -> Shows:
    if person_ids is None or hit_ids is None:
        return NOBODY
    return Shown(persons=frozenset(person_ids), hits=frozenset(hit_ids))


def _lock(service: str, client_id: str, key: str) -> int:
    digest = sha256("\x00".join((service, client_id, key)).encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
