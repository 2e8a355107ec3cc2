"""Checking one block of an export by itself: what its entries say against what they hash to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from shared.proofs.columns import Columns, Found, read_columns
from shared.proofs.export import Block
from shared.proofs.faults import Fault, Kind
from shared.proofs.tree import Hash, cover, levels_over

_NOTHING = bytes(32)


@dataclass(frozen=True, slots=True)
class Cut:
    """The ledger at a size for which there is a checkpoint."""

    size: int
    nodes: Sequence[Hash]  # that cover the block up to there
    chain: Hash
    epoch: int
    registered_at: int


@dataclass(slots=True, kw_only=True)
class Checked:
    """A block that was checked. Where there is a fault, the rest is of the entries before it."""

    block: Block
    fault: Fault | None = None
    nodes: Sequence[Hash] = ()
    cuts: Sequence[Cut] = ()
    first: tuple[Hash, Hash] = (b"", b"")  # leaf and chain of the first entry
    chain: Hash = b""  # of the last
    epochs: tuple[int, int] = (0, 0)  # of the first and the last
    times: tuple[int, int] = (0, 0)
    streams: dict[bytes, tuple[int, int, int]] = field(default_factory=dict)
    """Of each stream: its first version here, at which position, and its last."""


def check_block(path: Path, block: Block, sizes: Sequence[int]) -> Checked:
    """Return what is to be known of ``block``, or its first fault; ``sizes`` are its cuts."""
    with path.open("rb") as file:
        file.seek(block.offset)
        columns, torn = read_columns(block, file.read(block.length))
    faults = [found for check in _CHECKS for found in check(columns)]
    streams, unordered = _streams(columns)
    faults += [*unordered, *torn]
    checked = Checked(block=block, streams=streams)
    if columns.leaves:
        checked.first, checked.chain = (columns.leaves[0], columns.chains[0]), columns.chains[-1]
        checked.epochs = (columns.epochs[0], columns.epochs[-1])
        checked.times = (columns.times[0], columns.times[-1])
    if faults:
        at, kind, detail = min(faults, key=lambda found: found[0])
        checked.fault = Fault(block.first + at, kind, detail)
    else:
        levels = levels_over(columns.leaves)
        checked.nodes = _covering(levels, block.count)
        checked.cuts = [_cut(columns, levels, size) for size in sizes]
    return checked


def _differs(found: Sequence[Any], expected: Sequence[Any]) -> Iterator[int]:
    """Yield the first place where the two, of one length, differ."""
    if found != expected:
        yield next(
            at for at, pair in enumerate(zip(found, expected, strict=True)) if len({*pair}) > 1
        )


def _gaps(columns: Columns) -> Iterator[Found]:
    expected = tuple(range(columns.first, columns.first + len(columns.numbers)))
    for at in _differs(columns.numbers, expected):
        yield at, Kind.GAP, f"position {columns.numbers[at]} stands here"


def _unhashed(columns: Columns) -> Iterator[Found]:
    for name, hashes in (("leaf", columns.leaves), ("chain", columns.chains)):
        if _NOTHING in hashes:
            yield hashes.index(_NOTHING), Kind.UNHASHED, f"there is no {name} hash"


def _leaves(columns: Columns) -> Iterator[Found]:
    computed = tuple([sha256(each).digest() for each in columns.hashed])
    for at in _differs(columns.leaves, computed):
        yield at, Kind.LEAF, "the event is not the one that was hashed"


def _shapes(columns: Columns) -> Iterator[Found]:
    lengths = (0, 8, 16, 16, 4, 8, 4)
    shapes = [
        (head[0], head[1], head[3], head[5], head[7], tail[0], tail[2])
        for head, tail in zip(columns.heads, columns.tails, strict=True)
    ]
    for at in _differs(shapes, [lengths] * len(shapes)):
        yield at, Kind.MALFORMED, "the event is not written as the store writes it"
    for at in _differs(columns.event_ids, tuple([head[4] for head in columns.heads])):
        yield at, Kind.EVENT_ID, "the entry names another event"


def _chain(columns: Columns) -> Iterator[Found]:
    pairs = zip(columns.chains, columns.leaves[1:], strict=False)
    computed = tuple([sha256(before + leaf).digest() for before, leaf in pairs])
    for at in _differs(columns.chains[1:], computed):
        yield at + 1, Kind.CHAIN, "the chain does not go on from the entry before"


def _epochs(columns: Columns) -> Iterator[Found]:
    for at in _falls(columns.epochs):
        yield at, Kind.EPOCH, "the epoch is lower than that of the entry before"
    pairs = zip(columns.tails, columns.epochs, strict=True)
    late = (at for at, (tail, epoch) in enumerate(pairs) if tail[3] > epoch)
    for at in late:
        yield at, Kind.EPOCH, "the event is of a later epoch than its registration"
        break


def _times(columns: Columns) -> Iterator[Found]:
    for at in _falls(columns.times):
        yield at, Kind.TIME, "it was registered before the entry before it"


def _falls(numbers: Sequence[int]) -> Iterator[int]:
    if list(numbers) != sorted(numbers):
        yield next(at for at in range(1, len(numbers)) if numbers[at] < numbers[at - 1])


_CHECKS: Sequence[Callable[[Columns], Iterator[Found]]] = (
    _gaps,
    _unhashed,
    _leaves,
    _shapes,
    _chain,
    _epochs,
    _times,
)


def _streams(columns: Columns) -> tuple[dict[bytes, tuple[int, int, int]], list[Found]]:
    firsts: dict[bytes, tuple[int, int]] = {}
    lasts: dict[bytes, int] = {}
    faults = list[Found]()
    for at, (_, _, _, _, _, _, stream, _, version) in enumerate(columns.heads):
        before = lasts.get(stream)
        if before is None:
            firsts[stream] = (version, columns.first + at)
        elif version != before + 1:
            faults = [(at, Kind.STREAM, f"version {version} stands after version {before}")]
            break
        lasts[stream] = version
    return {stream: (*firsts[stream], last) for stream, last in lasts.items()}, faults


def _covering(levels: Sequence[Sequence[Hash]], count: int) -> list[Hash]:
    return [levels[level][index] for level, index in cover(0, count)]


def _cut(columns: Columns, levels: Sequence[Sequence[Hash]], size: int) -> Cut:
    at = size - columns.first
    nodes = _covering(levels, at + 1)
    return Cut(size, nodes, columns.chains[at], columns.epochs[at], columns.times[at])
