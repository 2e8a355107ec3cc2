"""What the ledger hashes, in Python: for whoever verifies it without the database.

``store.canonical`` in the migrations says the same in SQL; a test holds them together.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from struct import Struct
from typing import Any
from uuid import UUID

GENESIS = sha256(b"rodatraden ledger 1").digest()
"""The chain before its first leaf."""

_length = Struct("!i").pack
_NULL = _length(-1)
_POSTGRES_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def _uuid(value: UUID) -> bytes:
    return value.bytes


def _instant(value: datetime) -> bytes:
    return Struct("!q").pack((value - _POSTGRES_EPOCH) // _MICROSECOND)


def _transaction(value: str | int) -> bytes:
    return Struct("!Q").pack(int(value))


_int8 = Struct("!q").pack
_int4 = Struct("!i").pack
_int2 = Struct("!h").pack

COLUMNS: Mapping[str, Callable[[Any], bytes]] = {
    "seq": _int8,
    "event_id": _uuid,
    "stream_id": _uuid,
    "version": _int4,
    "name": str.encode,
    "schema_version": _int2,
    "recorded_at": _instant,
    "actor_subject": str.encode,
    "actor_role": str.encode,
    "actor_client": str.encode,
    "actor_client_id": str.encode,
    "actor_unit": str.encode,
    "thread_id": _uuid,
    "causation_id": _uuid,
    "person_id": _uuid,
    "file_id": _uuid,
    "data": bytes,
    "xid": _transaction,
    "epoch": _int4,
}
"""Every column of ``store.event`` in order, and how its value is written."""


def canonical(row: Sequence[Any]) -> bytes:
    """Return the bytes of one stored event, given as the values of ``COLUMNS``."""
    parts: list[bytes] = []
    for value, write in zip(row, COLUMNS.values(), strict=True):
        written = None if value is None else write(value)
        parts += [_NULL] if written is None else [_length(len(written)), written]
    return b"".join(parts)


def leaf_hash(row: Sequence[Any]) -> bytes:
    """Return the Merkle leaf of one stored event (RFC 6962)."""
    return sha256(b"\x00" + canonical(row)).digest()


def chain_hash(before: bytes, leaf: bytes) -> bytes:
    """Return the chain after ``leaf``."""
    return sha256(before + leaf).digest()
