"""The table of a run: as rows, as JSON, and as docs/bench.md."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from deploy.output import Column
from tests.bench.figures import Figure, Row, number
from tests.bench.machine import versions_line
from tests.bench.reasons import REASONS

COLUMNS = [
    Column(title="part", field="part", style="dim"),
    Column(title="what", field="what", style="bold"),
    Column(title="ours", field="ours"),
    Column(title="against", field="against", style="dim"),
    Column(title="theirs", field="theirs"),
    Column(title="ratio", field="ratio", style="bold"),
    Column(title="by CPU", field="by_processor"),
    Column(title="goal", field="goal"),
    Column(title="verdict", field="verdict"),
]
HEAD = """\
| What | Ours | Against | Theirs | Ratio | By CPU | Goal | |
|---|---|---|---|---|---|---|---|"""
CELLS = ("what", "ours", "against", "theirs", "ratio", "by_processor")
HOW = """\
Every figure is the median of {rounds} rounds, with the least and the most in brackets. What is
compared is run in turns within each round; a ratio is the median of the rounds' own ratios. A
percentile is of all samples together. *By CPU* is the ratio of what a second of processor time
gave (writers or service, and the server with all its processes, the registrar included): it is
what the machine's other work disturbs least, and what decides where processors are the limit.

- **Append**: one published event of about 370 bytes, one transaction each, in streams of ten. The
  writers are processes of their own. *Ours* is `PostgresStore.transaction()` with one `append`, on
  the service's own login, under uvloop as the services run, a registrar beside in every process.
  The raw INSERT goes to a table with the same columns and one primary key, under the same login.
  The library's recorder gets the same bytes as state. *Through the library's port* is our
  recorder in place of the library's, synchronous like it.
- **A flush of 1 ms**: `{flush}`, for everybody. (PostgreSQL's leader of a
  group commit then sleeps a millisecond before each flush.)
- **POST**: one service process, and a FastAPI app in a process of its own that takes the same body
  and does one INSERT in autocommit; {connections} callers on kept connections. A report is
  sealed, kept with its idempotency key, and becomes several events in several streams.
- **Append → visible**: the four services run; from sending the POST of an assignment until a
  connection that looks every millisecond finds it in reporting's table.
- **Rebuild**: `rebuild()` as `rodatraden rebuild` calls it, against one SELECT of the same columns
  of the same events and a plain msgspec decode. Each rebuild was compared with the live table.
- **Watch lists**: the lists' rows and the cases behind them are made by SQL, in 40 units; a unit
  head reads the first page, of twenty, over HTTP, one caller: the token checked, every line ruled
  on by the policy, and the look logged before it is shown. One event's effect is reading the
  child's history of nine events, working its clocks out and writing what differs, in one
  transaction. Working out anew is the pure function on that history.
"""


def as_rows(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Return the table's lines, every figure in words."""
    return [_in_words(row) for row in rows]


def as_json(rows: Sequence[Row], known: Mapping[str, str]) -> dict[str, Any]:
    """Return everything that was measured."""
    figures = [{**asdict(row), "verdict": row.verdict, "reason": reason(row)} for row in rows]
    return {"measuredOn": dict(known), "rows": figures}


def as_markdown(
    rows: Sequence[Row], known: Mapping[str, str], *, rounds: int, connections: int, flush: str
) -> str:
    """Return docs/bench.md."""
    how = HOW.format(rounds=rounds, connections=connections, flush=flush)
    return "\n".join([*_opening(known), *_tables(rows), "## How", "", how])


def _opening(known: Mapping[str, str]) -> Iterator[str]:
    yield "# Measured"
    yield ""
    yield "Written by `make bench`; the last full run. Ratios matter, absolute figures are this"
    yield "machine's. `make bench ARGS=--quick` takes less than a minute and writes nothing here;"
    yield "`ARGS='--only append'` (`post`, `running`, `rebuild`, `proofs`, `disposal`) measures"
    yield "one part."
    yield ""
    for name in ("date", "commit", "machine", "load before", "PostgreSQL"):
        yield f"- {name}: {known[name]}"
    yield f"- Python {known['Python']}; {versions_line(known)}"
    yield ""


def _tables(rows: Sequence[Row]) -> Iterator[str]:
    for part, group in groupby(rows, key=lambda row: row.part):
        yield f"## {part[0].upper()}{part[1:]}"
        yield ""
        yield HEAD
        kept = list(group)
        for row in kept:
            words = _in_words(row)
            cells = (*CELLS, "goal", "verdict")
            yield "| " + " | ".join(words[cell] for cell in cells) + " |"
        yield ""
        yield from _notes(kept)


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    notes = dict.fromkeys(f"{row.what}: {row.note}" for row in rows if row.note)
    reasons = [f"{row.what}, falls short: {reason(row)}" for row in rows if reason(row)]
    lines = [*notes, *reasons]
    yield from (f"- {line}" for line in lines)
    if lines:
        yield ""


def _in_words(row: Row) -> dict[str, str]:
    return {
        "part": row.part,
        "what": row.what,
        "ours": f"{_figure(row.ours)} {row.unit}",
        "against": row.against,
        "theirs": f"{_figure(row.theirs)} {row.unit}" if row.theirs else "",
        "ratio": f"{_figure(row.ratio)} ×" if row.ratio else "",
        "by_processor": f"{_figure(row.by_processor)} ×" if row.by_processor else "",
        "goal": row.goal.words() if row.goal else "",
        "verdict": row.verdict,
    }


def _figure(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.least == figure.most:
        return number(figure.middle)
    return f"{number(figure.middle)} ({number(figure.least)}–{number(figure.most)})"


def reason(row: Row) -> str:
    """Return why a goal is missed; nothing where it is met."""
    return REASONS.get(row.key, "not yet found") if row.verdict == "falls short" else ""
