"""Proofs: verifying an exported ledger offline, and how large a proof is."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from shared.eventstore.leaf import GENESIS, chain_hash
from shared.proofs.export import ENTRY, Header, find_blocks, write_export
from shared.proofs.keyring import Held, Keyring
from shared.proofs.paths import inclusion_path
from shared.proofs.tree import Frontier
from shared.proofs.trust import Trust
from shared.proofs.verification import verify
from tests.bench.figures import Figure, Goal, Row, compared
from tests.bench.ground import Ground
from tests.shared.proofs.keys import CHECKPOINT, KEY, ORIGIN
from tests.shared.proofs.logs import Entry, entry

SIGNED_EVERY = 1000
DATA = b"x" * 350


def measure(ground: Ground) -> list[Row]:
    """Return how fast an export is verified, against hashing its leaves and nothing else."""
    count = ground.plan.verified
    path = ground.own / "bench.export"
    path.parent.mkdir(parents=True, exist_ok=True)
    ground.telling.tell(f"an export of {count} events")
    _write(path, count)
    ours, theirs = list[float](), list[float]()
    for _ in ground.telling.rounds("verify", ground.plan.rounds):
        ours.append(count / _seconds_to_verify(path))
        theirs.append(count / _seconds_to_hash(path))
    size = path.stat().st_size / count
    path.unlink()
    return _rows(count, size, ours, theirs)


def _rows(count: int, size: float, ours: Sequence[float], theirs: Sequence[float]) -> list[Row]:
    mine, other, ratio = compared(ours, theirs)
    proof = 32.0 * len(inclusion_path(0, count))
    return [
        Row(
            key="proofs.verify",
            part="proofs",
            what=f"verify {count} events of {size:.0f} bytes",
            unit="events/s",
            ours=mine,
            against="SHA-256 of every leaf, one process",
            theirs=other,
            ratio=ratio,
            goal=Goal(at_least=200_000, of_ratio=False),
            note=f"a checkpoint every {SIGNED_EVERY} events; processes started anew each time",
        ),
        Row(
            key="proofs.size",
            part="proofs",
            what=f"inclusion among {count} events",
            unit="bytes",
            ours=Figure.of([proof]),
        ),
    ]


def _seconds_to_verify(path: Path) -> float:
    began_at = time.perf_counter()
    found = verify(path, Trust(keyring=Keyring([Held(KEY.public)])), lambda checked, of: None)
    seconds = time.perf_counter() - began_at
    assert not found.faults, found.faults
    return seconds


def _seconds_to_hash(path: Path) -> float:
    began_at = time.perf_counter()
    with path.open("rb") as file:
        for block in find_blocks(path):
            file.seek(block.offset)
            data, at = file.read(block.length), 0
            while at < len(data):
                end = at + ENTRY.size + 1 + ENTRY.unpack_from(data, at)[6]
                sha256(data[at + ENTRY.size : end]).digest()
                at = end
    return time.perf_counter() - began_at


def _write(path: Path, count: int) -> None:
    notes, frontier = list[str](), Frontier()
    for each in _entries(count):
        frontier.add(each.leaf)
        if frontier.size % SIGNED_EVERY == 0 or frontier.size == count:
            stated = replace(
                CHECKPOINT,
                size=frontier.size,
                root=frontier.root,
                chain=each.chain,
                made_at=each.registered_at,
            )
            notes.append(stated.signed(KEY))
    header = Header(
        origin=ORIGIN, entries=count, exported_at="", keys=(), checkpoints=tuple(notes)
    )
    with path.open("wb") as file:
        for _ in write_export(file, header, (each.written for each in _entries(count))):
            pass


def _entries(count: int) -> Iterator[Entry]:
    chain = GENESIS
    for position in range(1, count + 1):
        made = entry(position, data=DATA)
        leaf = sha256(made.hashed).digest()
        chain = chain_hash(chain, leaf)
        yield replace(made, leaf=leaf, chain=chain)
