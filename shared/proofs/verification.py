"""The offline verifier: an export and what one trusts, nothing else."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from shared.proofs.entries import Checked, check_block
from shared.proofs.export import Block, ExportMalformed, find_blocks, read_header
from shared.proofs.faults import Fault, Kind
from shared.proofs.trust import Trust, believed
from shared.proofs.walk import Verdict, Walk

_FEW = 8  # blocks: not worth starting processes for
_AHEAD = 4  # blocks given to each process before its first is asked for

Progress = Callable[[int, int], None]
"""Told how many entries have been checked, and of how many."""


def verify(
    path: Path, trust: Trust, progress: Progress, *, processes: int | None = None
) -> Verdict:
    """Check an export from its first byte to its last."""
    verdict = Verdict()
    try:
        with path.open("rb") as file:
            header = read_header(file)
        blocks = find_blocks(path)
    except ExportMalformed as error:
        verdict.faults.append(Fault(0, Kind.MALFORMED, str(error)))
        return verdict
    verdict.entries = sum(block.count for block in blocks)
    stated = believed(trust, header.checkpoints)
    walk = Walk(verdict, stated, trust)
    tasks = [(block, walk.sizes_in(block)) for block in blocks]
    for checked in _checked(path, tasks, processes or os.cpu_count() or 1):
        if not walk.take(checked):
            break
        progress(verdict.checked, verdict.entries)
    walk.end(header.entries)
    verdict.countersigned = stated.countersigned
    verdict.faults = sorted([*verdict.faults, *stated.faults], key=lambda each: each.position)
    return verdict


def _checked(
    path: Path, tasks: Sequence[tuple[Block, Sequence[int]]], processes: int
) -> Iterator[Checked]:
    """Yield the checked blocks in their order, however many work at them."""
    if processes == 1 or len(tasks) < _FEW:
        yield from (check_block(path, *task) for task in tasks)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        begun = deque[Future[Checked]]()
        for task in tasks:
            begun.append(pool.submit(check_block, path, *task))
            if len(begun) > processes * _AHEAD:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
