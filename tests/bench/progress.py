"""How far the measuring has come: a bar on a terminal, plain lines otherwise."""

import sys
from collections.abc import Iterator
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


class Telling:
    """Tells on standard error."""

    def __init__(self) -> None:
        console = Console(file=sys.stderr, highlight=False)
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=console) if console.is_terminal else None

    def __enter__(self) -> "Telling":
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

    def tell(self, line: str) -> None:
        """Say what is being done."""
        if self._bar:
            self._bar.console.print(f"· {line}", style="dim", markup=False)
        else:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def rounds(self, what: str, count: int) -> Iterator[int]:
        """Yield the numbers of the rounds, telling how many are done."""
        if self._bar is None:
            for number in range(count):
                self.tell(f"{what}: round {number + 1} of {count}")
                yield number
        else:
            yield from self._bar.track(range(count), description=what)
