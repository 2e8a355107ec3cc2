"""Intervals: where most of something lies, and its middle, one line for each kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from services.reporting.api.charts.chart import Chart, Table, figure
from services.reporting.api.charts.drawing import frame, tag, text
from services.reporting.api.charts.scales import Scale, ticks

WIDTH = 760
LEFT, RIGHT, TOP, ROW, BOTTOM = 16, 24, 40, 52, 36
QUARTERS = ("En fjärdedel inom", "Hälften inom", "Tre fjärdedelar inom")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One kind: a part lie at or below ``low``, half at or below ``middle``, most below ``high``.

    Without ``low`` the interval begins at nothing.
    """

    name: str
    count: int
    middle: float
    high: float
    low: float | None = None


def intervals(
    id: str,
    title: str,
    summary: str,
    *,
    first: str,
    unit: str,
    rows: Sequence[Interval],
    heads: Sequence[str] = QUARTERS,
) -> Chart:
    """Return a chart with a line for each of ``rows``.

    ``first`` heads their names, ``heads`` their low (where there is one), middle and high.
    """
    marks = ticks(max((each.high for each in rows), default=0))
    along = Scale(0, marks[-1], LEFT, WIDTH - RIGHT)
    bottom = TOP + ROW * len(rows)
    parts = [*_axis(marks, along, bottom, unit)]
    for number, each in enumerate(rows):
        parts += _row(each, along, TOP + ROW * number)
    svg = frame(id, title, summary, parts, WIDTH, bottom + BOTTOM)
    table = Table(
        headers=(first, "Antal", *heads),
        rows=[(each.name, figure(each.count), *map(figure, _told(each))) for each in rows],
    )
    return Chart(id=id, title=title, summary=summary, svg=svg, table=table)


def _told(each: Interval) -> Sequence[float]:
    ends = (each.middle, each.high)
    return ends if each.low is None else (each.low, *ends)


def _axis(marks: Sequence[int], along: Scale, bottom: float, unit: str) -> Iterator[Markup]:
    yield text(unit, LEFT, 20, kind="tick")
    for mark in marks:
        x = along.at(mark)
        kind = "axis" if mark == 0 else "grid"
        yield tag("line", x1=x, y1=TOP - 8, x2=x, y2=bottom, class_=kind)
        yield text(figure(mark), x, bottom + 22, anchor="middle", kind="tick")


def _row(each: Interval, along: Scale, top: float) -> Iterator[Markup]:
    begins = each.low or 0
    low, middle, high = along.at(begins), along.at(each.middle), along.at(each.high)
    yield text(f"{each.name} ({figure(each.count)})", LEFT + 6, top + 12)
    yield tag(
        "rect",
        x=low,
        y=top + 20,
        width=max(high - low, 2),
        height=16,
        class_="interval",
        data_low=begins,
        data_high=each.high,
    )
    yield tag(
        "line",
        x1=middle,
        y1=top + 16,
        x2=middle,
        y2=top + 40,
        class_="middle",
        data_value=each.middle,
    )
