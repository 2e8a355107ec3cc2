"""The ledger as a file that anybody with the public key can verify, without the database."""

from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import sql

from deploy.migrate import Deployment
from deploy.roles import OWNER, role_name
from shared.kernel.clock import now
from shared.proofs.export import Header, write_export
from shared.proofs.keyring import Keyring

HEAD = "SELECT count(*) FROM store.ledger"
CHECKPOINTS = "SELECT note FROM store.checkpoint ORDER BY number"
ENTRIES = r"""
    SELECT int8send(l.position) || int4send(l.epoch) || timestamptz_send(l.registered_at)
        || CASE WHEN length(l.leaf_hash) = 32 THEN l.leaf_hash ELSE nothing END
        || CASE WHEN length(l.chain_hash) = 32 THEN l.chain_hash ELSE nothing END
        || uuid_send(l.event_id) || int4send(coalesce(length(stored), 0))
        || '\x00'::bytea || coalesce(stored, '\x'::bytea)
    FROM store.ledger l
    LEFT JOIN store.event e USING (event_id)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN e.event_id IS NOT NULL THEN store.canonical(e) END AS stored,
            decode(repeat('00', 32), 'hex') AS nothing
        OFFSET 0
    ) AS bytes
    ORDER BY l.position"""
PERSONS = "SELECT DISTINCT person_id FROM store.event WHERE person_id IS NOT NULL"
SPAN = 4096

Progress = Callable[[int, int], None]


def persons_in(target: Deployment) -> list[UUID]:
    """Return everybody whom the ledger tells of, by pseudonym."""
    with psycopg.connect(target.admin_url) as store:
        return [person_id for (person_id,) in store.execute(PERSONS)]


def export_ledger(
    target: Deployment, origin: str, keyring: Keyring, path: Path, progress: Progress
) -> Header:
    """Write the ledger to ``path``, as it is at one moment; return what the file says of itself.

    Sealed fields stay sealed. The file is its owner's alone, and replaces an earlier one whole.
    """
    with psycopg.connect(target.admin_url, options="-c timezone=UTC") as store:
        store.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        owner = sql.Identifier(role_name(target.prefix, OWNER))
        store.execute(sql.SQL("SET ROLE {}").format(owner))
        ((entries,),) = store.execute(HEAD).fetchall()
        header = Header(
            origin=origin,
            entries=entries,
            exported_at=now().astimezone(UTC).isoformat(),
            keys=tuple(str(held.key) for held in keyring.held),
            checkpoints=tuple(note for (note,) in store.execute(CHECKPOINTS)),
        )
        draft = path.with_name(f"{path.name}.part")
        draft.touch(mode=0o600)
        with draft.open("wb") as file:
            for written in write_export(file, header, _entries(store)):
                progress(written, entries)
        draft.replace(path)
    return header


def _entries(store: psycopg.Connection) -> Iterator[bytes]:
    with store.cursor("entries", binary=True) as cursor:
        cursor.itersize = SPAN
        for (entry,) in cursor.execute(ENTRIES):
            yield entry
