"""Going through the checked blocks of an export in order: what no block can know by itself."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from shared.proofs.checkpoint import Checkpoint
from shared.proofs.entries import Checked, Cut
from shared.proofs.export import Block
from shared.proofs.faults import Fault, Kind
from shared.proofs.tree import Frontier, Hash
from shared.proofs.trust import Stated, Trust

GENESIS = sha256(b"rodatraden ledger 1").digest()
"""The chain before its first leaf."""

_BEFORE_ALL = -(2**63)
_TIMES_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What was found. Without a fault, the log is proven up to ``signed``."""

    entries: int = 0  # in the export
    checked: int = 0
    signed: int = 0  # the largest checkpoint that holds
    checkpoints: int = 0  # how many hold
    root: Hash = b""  # at the end
    countersigned: Mapping[str, int] = field(default_factory=dict)  # the largest, by witness
    faults: list[Fault] = field(default_factory=list)


class Walk:
    """Where the verifier has come to."""

    def __init__(self, verdict: Verdict, stated: Stated, trust: Trust) -> None:
        self._verdict = verdict
        self._stated: dict[int, list[Checkpoint]] = defaultdict(list)
        for checkpoint in stated.checkpoints.values():
            self._stated[checkpoint.size].append(checkpoint)
        self._minuted: dict[int, list[Hash]] = defaultdict(list)
        for size, root in trust.minuted:
            self._minuted[size].append(root)
        self._sizes = sorted({*self._stated, *self._minuted})
        self._frontier = Frontier()
        self._chain, self._epoch, self._time = GENESIS, 0, _BEFORE_ALL
        self._versions: dict[bytes, int] = {}
        self._as_minuted = 0

    def sizes_in(self, block: Block) -> list[int]:
        """Return the sizes at which somebody has stated what ``block`` must come to."""
        end = block.first + block.count
        return self._sizes[bisect_left(self._sizes, block.first) : bisect_left(self._sizes, end)]

    def take(self, checked: Checked) -> bool:
        """Go on over a block; say whether it held."""
        faults = [*([checked.fault] if checked.fault else []), *self._between(checked)]
        if not faults:
            faults = [fault for cut in checked.cuts for fault in self._against(checked.block, cut)]
        if faults:
            self._verdict.faults.append(min(faults, key=lambda fault: fault.position))
            return False
        self._frontier.add_subtree(checked.block.count, checked.nodes)
        self._chain, self._epoch, self._time = checked.chain, checked.epochs[1], checked.times[1]
        self._versions |= {stream: last for stream, (_, _, last) in checked.streams.items()}
        self._verdict.checked += checked.block.count
        self._verdict.root = self._frontier.root
        return True

    def end(self, entries: int) -> None:
        """Say what only the end shows; the export itself says it has ``entries``."""
        verdict = self._verdict
        if not verdict.entries:
            verdict.faults.append(Fault(0, Kind.EMPTY, "there is nothing in the log"))
        if not self._stated:
            verdict.faults.append(Fault(0, Kind.UNSIGNED, "no checkpoint is to be believed"))
        known = max(entries, *self._stated, *self._minuted, 0)
        if known > verdict.entries:
            what = f"the log ended at {known} once, and ends at {verdict.entries} here"
            verdict.faults.append(Fault(verdict.entries + 1, Kind.TRUNCATED, what))

    def _between(self, checked: Checked) -> Iterator[Fault]:
        first = checked.block.first
        if first != self._frontier.size + 1:
            yield Fault(self._frontier.size + 1, Kind.GAP, f"position {first} stands here")
        leaf, chain = checked.first
        if leaf and sha256(self._chain + leaf).digest() != chain:
            yield Fault(first, Kind.CHAIN, "the chain does not go on from the entry before")
        if leaf and checked.epochs[0] < self._epoch:
            yield Fault(first, Kind.EPOCH, "the epoch is lower than that of the entry before")
        if leaf and checked.times[0] < self._time:
            yield Fault(first, Kind.TIME, "it was registered before the entry before it")
        for stream, (version, position, _) in checked.streams.items():
            before = self._versions.get(stream, 0)
            if version != before + 1:
                what = f"version {version} stands after version {before}"
                yield Fault(position, Kind.STREAM, what)

    def _against(self, block: Block, cut: Cut) -> Iterator[Fault]:
        """Hold the log at a size against what was stated of it."""
        tree = Frontier(self._frontier.size, self._frontier.nodes)
        tree.add_subtree(cut.size - block.first + 1, cut.nodes)
        for checkpoint in self._stated.get(cut.size, ()):
            fault = _contradiction(tree.root, cut, checkpoint, self._verdict.signed)
            if fault is not None:
                yield fault
                return
            self._verdict.checkpoints += 1
        if cut.size in self._stated:
            self._verdict.signed = cut.size
        for root in self._minuted.get(cut.size, ()):
            if root != tree.root:
                first = self._as_minuted + 1
                what = f"positions {first} to {cut.size} are not what the minutes have the root of"
                yield Fault(first, Kind.MINUTES, what)
                return
            self._as_minuted = cut.size


def _contradiction(root: Hash, cut: Cut, stated: Checkpoint, signed: int) -> Fault | None:
    when = stated.made_at.isoformat()
    if root != stated.root:
        what = f"positions {signed + 1} to {cut.size} are not what was signed at {when}"
        return Fault(signed + 1, Kind.ROOT, what)
    if (cut.chain, cut.epoch) != (stated.chain, stated.epoch):
        what = f"chain or epoch is not what was signed at {when}"
        return Fault(cut.size, Kind.STATED, what)
    if _TIMES_BEGIN + timedelta(microseconds=cut.registered_at) > stated.made_at:
        return Fault(cut.size, Kind.TIME, f"it was registered after it was signed, at {when}")
    return None
