"""Memory: what each service process holds, when it has just started and after it has worked."""

from collections.abc import Mapping

import psutil

from tests.bench.figures import Figure, Row

MIB = 1024 * 1024


def resident(pids: Mapping[str, int]) -> dict[str, float]:
    """Return the resident memory of each process, in MiB."""
    return {name: psutil.Process(pid).memory_info().rss / MIB for name, pid in pids.items()}


def rows(idle: Mapping[str, float], loaded: Mapping[str, float], note: str) -> list[Row]:
    """Return a row for each process."""
    return [
        Row(
            key=f"memory.{name}",
            part="memory (RSS)",
            what=name,
            unit="MiB",
            ours=Figure.of([loaded[name]]),
            against="just started",
            theirs=Figure.of([idle[name]]),
            ratio=Figure.of([loaded[name] / idle[name]]),
            note=note,
        )
        for name in idle
    ]
