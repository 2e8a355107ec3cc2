"""What every chart is made of: its figures, its table, its drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

MISSING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of figures, one for each label; None where there is no figure."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The figures as text; the first cell of each row names the row."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with its name, what it says in words, and its figures."""

    id: str  # unique on its page: patterns and names refer to it
    title: str
    summary: str
    svg: Markup
    table: Table


def figure(value: float | None) -> str:
    """Return ``value`` as a table and an axis write it: 1 234,5."""
    if value is None:
        return MISSING
    text = f"{value:,.1f}" if value != int(value) else f"{int(value):,}"
    return text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def table_of(first: str, labels: Sequence[str], series: Sequence[Series]) -> Table:
    """Return the table of ``series`` with a row for each label."""
    rows = [
        (label, *(figure(each.values[number]) for each in series))
        for number, label in enumerate(labels)
    ]
    return Table(headers=(first, *(each.name for each in series)), rows=rows)
