"""Bars: how many of something, side by side, per week or per kind."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from services.reporting.api.charts.chart import Chart, Series, figure, table_of
from services.reporting.api.charts.drawing import fill, frame, tag, text
from services.reporting.api.charts.scales import Scale, ticks

WIDTH, HEIGHT = 760, 320
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 44, 44
MOST_LABELS = 13


def bars(
    id: str,
    title: str,
    summary: str,
    *,
    first: str,
    labels: Sequence[str],
    series: Sequence[Series],
) -> Chart:
    """Return a chart with a group of bars for each label; ``first`` heads the labels."""
    table = table_of(first, labels, series)
    most = max((value for each in series for value in each.values if value), default=0)
    marks = ticks(most)
    scale = Scale(0, marks[-1], HEIGHT - BOTTOM, TOP)
    parts = [*axis(marks, scale), *legend(id, series), *_bars(id, series, len(labels), scale)]
    parts += _labels(labels)
    svg = frame(id, title, summary, parts, WIDTH, HEIGHT)
    return Chart(id=id, title=title, summary=summary, svg=svg, table=table)


def axis(marks: Sequence[int], scale: Scale) -> Iterator[Markup]:
    """Yield the horizontal lines that figures are read against."""
    for mark in marks:
        y = scale.at(mark)
        kind = "axis" if mark == 0 else "grid"
        yield tag("line", x1=LEFT, y1=y, x2=WIDTH - RIGHT, y2=y, class_=kind)
        yield text(figure(mark), LEFT - 8, y + 4, anchor="end", kind="tick")


def legend(id: str, series: Sequence[Series]) -> Iterator[Markup]:
    """Yield what each series is drawn with, and its name."""
    x = float(LEFT)
    for number, each in enumerate(series):
        box = {"x": x, "y": 12, "width": 16, "height": 16, "fill": fill(id, number)}
        yield tag("rect", **box, class_=f"bar series-{number}")
        yield text(each.name, x + 24, 25)
        x += 48 + 7.6 * len(each.name)


def _bars(id: str, series: Sequence[Series], count: int, scale: Scale) -> Iterator[Markup]:
    group = (WIDTH - LEFT - RIGHT) / max(count, 1)
    width = min(group * 0.8 / max(len(series), 1), 48)
    for number, each in enumerate(series):
        for place, value in enumerate(each.values):
            if value is None:
                continue
            middle = LEFT + group * (place + 0.5)
            x = middle + width * (number - len(series) / 2)
            top = scale.at(value)
            yield tag(
                "rect",
                x=x,
                y=top,
                width=max(width - 2, 1),
                height=scale.start - top,
                fill=fill(id, number),
                class_=f"bar series-{number}",
                data_series=number,
                data_value=value,
            )


def _labels(labels: Sequence[str]) -> Iterator[Markup]:
    group = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    apart = -(-len(labels) // MOST_LABELS) or 1
    for place, label in enumerate(labels):
        if place % apart == 0:
            x = LEFT + group * (place + 0.5)
            yield text(label, x, HEIGHT - BOTTOM + 22, anchor="middle", kind="tick")
