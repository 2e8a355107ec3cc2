"""What the command says: tables and colours on a terminal, plain lines otherwise, or JSON."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading, and the field that fills it."""

    title: str
    field: str
    style: str = ""


class Output:
    """Results on standard output, progress on standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._results = Console(file=sys.stdout, highlight=False)
        self._progress = Console(file=sys.stderr, highlight=False)

    def tell(self, line: str) -> None:
        """Say how the work goes."""
        if self._progress.is_terminal:
            self._progress.print(Text(f"· {line}", style="dim"))
        else:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def complain(self, line: str) -> None:
        """Say what went wrong, and what to do about it."""
        self._progress.print(Text(line, style="red"), soft_wrap=True)

    def show(
        self,
        result: Mapping[str, Any],
        *,
        rows: Sequence[Mapping[str, Any]],
        columns: Sequence[Column],
        title: str = "",
    ) -> None:
        """Show ``result``: itself as JSON, or else as the table of its ``rows``."""
        if self._as_json:
            sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
        elif self._results.is_terminal:
            self._results.print(_table(rows, columns, title))
        else:
            _write_plain(rows, columns)
        sys.stdout.flush()

    def show_text(self, text: str, result: Mapping[str, Any]) -> None:
        """Show one thing, alone on its line so that a shell can take it; or ``result`` as JSON."""
        shown = json.dumps(result, ensure_ascii=False, indent=2) if self._as_json else text
        sys.stdout.write(f"{shown}\n")


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], title: str) -> Table:
    table = Table(title=title or None, title_justify="left")
    for column in columns:
        table.add_column(column.title, style=column.style, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row, column)) for column in columns))
    return table


def _write_plain(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    """Write aligned columns, as wide as they need to be: for pipes, files and logs."""
    lines = [[column.title for column in columns]]
    lines += [[_cell(row, column) for column in columns] for row in rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns))]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def _cell(row: Mapping[str, Any], column: Column) -> str:
    value = row.get(column.field)
    return "" if value is None else str(value)
