"""Processes that write when they are told to, all at the same moment."""

import math
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import TypeAlias

SECONDS_TO_AGREE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a writer is told: where to, for how long, and at most how fast."""

    store_url: str = field(repr=False)
    registrar_url: str = field(repr=False)
    admin_url: str = field(repr=False)
    seconds: float
    per_second: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a writer did: how many writes, and how long until all had a position."""

    count: int
    registered_after: float = 0.0


class Start:
    """How a writer waits for the others, and learns that it is over."""

    def __init__(self, pipe: Connection, seconds: float) -> None:
        self._pipe, self._seconds = pipe, seconds

    def together(self) -> float:
        """Wait until every writer is ready; return the moment at which to stop."""
        self._pipe.send(None)
        begin: float = self._pipe.recv()
        time.sleep(max(0.0, begin - time.monotonic()))
        return begin + self._seconds

    def is_called_off(self) -> bool:
        """Say whether to stop now."""
        return self._pipe.poll()


Work: TypeAlias = Callable[[Order, Start], Done]


class Writers:
    """Some processes, each with a connection of its own to the database."""

    def __init__(self, pipes: Sequence[Connection], pids: Sequence[int]) -> None:
        self._pipes = pipes
        self.pids = pids

    def some(self, first: int, count: int) -> "Writers":
        """Return ``count`` of them, from the one numbered ``first``."""
        chosen = slice(first, first + count)
        return Writers(self._pipes[chosen], self.pids[chosen])

    def begin(self, work: Work, order: Order) -> None:
        """Let them begin ``work`` together."""
        for pipe in self._pipes:
            pipe.send((work, order))
        for pipe in self._pipes:
            _received(pipe)
        at = time.monotonic() + SECONDS_TO_AGREE
        for pipe in self._pipes:
            pipe.send(at)

    def finish(self) -> list[Done]:
        """Wait until they are done; return what each did."""
        return [_received(pipe) for pipe in self._pipes]

    def call_off(self) -> list[Done]:
        """Let those that look for it stop now; return what each did."""
        for pipe in self._pipes:
            pipe.send(None)
        return self.finish()


@contextmanager
def writers(count: int) -> Iterator[Writers]:
    """Yield ``count`` writers, gone afterwards."""
    context = multiprocessing.get_context("spawn")
    pairs = [context.Pipe() for _ in range(count)]
    processes = [context.Process(target=_obey, args=(theirs,), daemon=True) for _, theirs in pairs]
    for process in processes:
        process.start()
    try:
        pids = [process.pid for process in processes if process.pid is not None]
        yield Writers([ours for ours, _ in pairs], pids)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _obey(pipe: Connection) -> None:
    while True:
        task = pipe.recv()
        if task is None:  # called off when it was done already
            continue
        work, order = task
        try:
            pipe.send(work(order, Start(pipe, order.seconds)))
        except Exception as error:
            pipe.send(error)
            raise


def _received(pipe: Connection) -> Done:
    answer = pipe.recv()
    if isinstance(answer, Exception):
        raise answer
    done: Done = answer
    return done
