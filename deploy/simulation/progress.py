"""How far a simulation has come: a bar on a terminal, plain lines otherwise."""

import sys
import time
from collections.abc import Mapping
from datetime import date
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

SECONDS_BETWEEN_LINES = 5.0


class Progress:
    """Tells on standard error."""

    def __init__(self, days: int) -> None:
        console = Console(file=sys.stderr, highlight=False)
        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=console) if console.is_terminal else None
        self._task = self._bar.add_task("", total=days) if self._bar else None
        self._passed = 0
        self._most = 1
        self._told_at = time.monotonic()

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def day(self, day: date, events: int) -> None:
        """Say that a day has passed."""
        self._passed += 1
        self._tell(f"{day}: {events:,} events", self._passed)

    def behind(self, positions: Mapping[str, int]) -> None:
        """Say how far behind the services are."""
        left = max(positions.values())
        self._most = max(self._most, left)
        waiting = ", ".join(f"{name} {number:,}" for name, number in sorted(positions.items()))
        self._tell(f"read models behind: {waiting}", self._most - left, self._most)

    def _tell(self, line: str, done: int, total: int | None = None) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=line, completed=done, total=total)
        elif time.monotonic() - self._told_at > SECONDS_BETWEEN_LINES:
            self._told_at = time.monotonic()
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
