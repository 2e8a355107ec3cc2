"""A log to forge: entries as an export has them, made without a database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from shared.eventstore.leaf import COLUMNS, GENESIS, canonical, chain_hash
from shared.proofs.checkpoint import Checkpoint
from shared.proofs.export import ENTRY, Header, write_export
from shared.proofs.keys import SigningKey
from shared.proofs.tree import folded, nodes_over
from tests.shared.proofs.keys import KEY, ORIGIN

SIZE = 5000  # more than one block
STREAMS = 10
SIGNED = (1000, 2000, 3000, 4000, SIZE)
BEGAN = datetime(2026, 3, 2, tzinfo=UTC)
TIMES_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    position: int
    event_id: bytes
    hashed: bytes  # 00 and the canonical bytes
    leaf: bytes = b""
    chain: bytes = b""
    epoch: int = 1
    registered_at: datetime = BEGAN

    @property
    def written(self) -> bytes:
        times = (self.registered_at - TIMES_BEGIN) // timedelta(microseconds=1)
        rest = (self.leaf, self.chain, self.event_id, len(self.hashed) - 1)
        return ENTRY.pack(self.position, self.epoch, times, *rest) + self.hashed


def stored(position: int, **changed: object) -> bytes:
    """Return the canonical bytes, after 00, of the event that stands at ``position``."""
    row = dict.fromkeys(COLUMNS) | {
        "seq": position,
        "event_id": UUID(int=position << 8),
        "stream_id": UUID(int=(position - 1) % STREAMS + 1),
        "version": (position - 1) // STREAMS + 1,
        "name": "intake.note-kept.v1",
        "schema_version": 1,
        "recorded_at": BEGAN + timedelta(seconds=position),
        "actor_subject": "official-7",
        "actor_role": "caseworker",
        "actor_client": "official",
        "actor_client_id": "case-system",
        "thread_id": UUID(int=7),
        "causation_id": UUID(int=8),
        "data": b'{"text":"sealed:%d"}' % position,
        "xid": 700 + position,
        "epoch": 1,
    }
    return b"\x00" + canonical([*(row | changed).values()])


def entry(position: int, **changed: object) -> Entry:
    """Return an entry without its hashes."""
    hashed = stored(position, **changed)
    registered_at = BEGAN + timedelta(seconds=position)
    return Entry(position, hashed[17:33], hashed, registered_at=registered_at)


def hashed_anew(entries: Sequence[Entry]) -> list[Entry]:
    """Return ``entries`` with positions, leaves and chain as if nothing had ever been changed."""
    chain, made = GENESIS, list[Entry]()
    for position, each in enumerate(entries, 1):
        leaf = sha256(each.hashed).digest()
        chain = chain_hash(chain, leaf)
        made.append(replace(each, position=position, leaf=leaf, chain=chain))
    return made


@cache
def true_log(size: int = SIZE) -> tuple[Entry, ...]:
    return tuple(hashed_anew([entry(position) for position in range(1, size + 1)]))


def checkpoint(entries: Sequence[Entry], size: int) -> Checkpoint:
    """Return what is to be stated of ``entries`` at ``size``."""
    last = entries[size - 1]
    return Checkpoint(
        origin=ORIGIN,
        size=size,
        root=folded(nodes_over([each.leaf for each in entries[:size]])),
        chain=last.chain,
        epoch=last.epoch,
        made_at=last.registered_at + timedelta(seconds=1),
    )


def signed(
    entries: Sequence[Entry], sizes: Sequence[int] = SIGNED, key: SigningKey = KEY
) -> list[str]:
    """Return the signed checkpoints of ``entries`` at ``sizes``."""
    return [checkpoint(entries, size).signed(key) for size in sizes]


@cache
def true_notes() -> tuple[str, ...]:
    return tuple(signed(true_log()))


def exported(path: Path, entries: Sequence[Entry], notes: Sequence[str]) -> Path:
    """Write ``entries`` and ``notes`` as an export that says it is whole."""
    header = Header(
        origin=ORIGIN,
        entries=len(entries),
        exported_at="2026-03-03T00:00:00+00:00",
        keys=(str(KEY.public),),
        checkpoints=tuple(notes),
    )
    with path.open("wb") as file:
        list(write_export(file, header, [each.written for each in entries]))
    return path
