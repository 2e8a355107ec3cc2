"""The goals and what became of them, in the README between two marks."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.figures import Row
from tests.bench.report import as_rows, reason

BEGIN, END = "<!-- figures: written by make bench -->", "<!-- /figures -->"
HEAD = """\
| What | Measured | Goal | |
|---|---|---|---|"""


def put_into(document: Path, rows: Sequence[Row], known: Mapping[str, str]) -> None:
    """Replace what stands between the marks in ``document``.

    Raises:
        ValueError: the marks are not there.
    """
    text = document.read_text(encoding="utf-8")
    before, after = text.index(BEGIN), text.index(END)
    table = "\n".join([BEGIN, *_lines(rows, known), ""])
    document.write_text(text[:before] + table + text[after:], encoding="utf-8")


def _lines(rows: Sequence[Row], known: Mapping[str, str]) -> Iterator[str]:
    yield f"Medians of {known['date']} on {known['machine']} ([all of them](docs/bench.md)):"
    yield ""
    yield HEAD
    for row, words in zip(rows, as_rows(rows), strict=True):
        if row.goal is None:
            continue
        of_ratio = row.goal.of_ratio and row.ratio is not None
        measured = f"{words['ratio']} {row.against}" if of_ratio else words["ours"]
        verdict = f"{row.verdict}: {reason(row)}" if reason(row) else row.verdict
        goal = row.goal.words() if row.goal.of_ratio else f"{row.goal.words()} {row.unit}"
        yield f"| {row.part}: {row.what} | {measured} | {goal} | {verdict} |"
