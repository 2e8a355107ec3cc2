"""Lines: how something goes from one time to the next; what is projected has a band around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from services.reporting.api.charts.bars import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, axis
from services.reporting.api.charts.chart import Chart, Series, Table, figure, table_of
from services.reporting.api.charts.drawing import frame, shown, tag, text
from services.reporting.api.charts.scales import Scale, ticks

MOST_LABELS = 13
SHAPES = ("circle", "square", "triangle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An interval around what is projected, for each label; None where nothing is."""

    name: str
    low: Sequence[float | None]
    high: Sequence[float | None]


def lines(
    id: str,
    title: str,
    summary: str,
    *,
    first: str,
    labels: Sequence[str],
    series: Sequence[Series],
    band: Band | None = None,
) -> Chart:
    """Return a chart with a line for each series; ``first`` heads the labels."""
    figures = [value for each in series for value in each.values if value is not None]
    figures += [value for value in (band.high if band else ()) if value is not None]
    marks = ticks(max(figures, default=0))
    up = Scale(0, marks[-1], HEIGHT - BOTTOM, TOP)
    along = Scale(0, max(len(labels) - 1, 1), LEFT + 16, WIDTH - RIGHT - 16)
    parts = [*axis(marks, up)]
    parts += [] if band is None else _band(band, along, up)
    for number, each in enumerate(series):
        parts += _line(number, each, along, up)
    parts += [*_legend(series, band), *_labels(labels, along)]
    svg = frame(id, title, summary, parts, WIDTH, HEIGHT)
    table = _with_band(table_of(first, labels, series), band)
    return Chart(id=id, title=title, summary=summary, svg=svg, table=table)


def _line(number: int, series: Series, along: Scale, up: Scale) -> Iterator[Markup]:
    drawn = [
        (along.at(place), up.at(value), value)
        for place, value in enumerate(series.values)
        if value is not None
    ]
    for run in _runs(series.values):
        points = " ".join(f"{shown(along.at(p))},{shown(up.at(v))}" for p, v in run)
        yield tag("polyline", points=points, class_=f"line series-{number}")
    for x, y, value in drawn:
        yield _shape(number, x, y, data_series=number, data_value=value)


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Yield the stretches without a gap."""
    for is_there, run in groupby(enumerate(values), key=lambda each: each[1] is not None):
        if is_there:
            yield [(place, value) for place, value in run if value is not None]


def _shape(number: int, x: float, y: float, **told: object) -> Markup:
    kind = f"point series-{number}"
    match SHAPES[number % len(SHAPES)]:
        case "circle":
            return tag("circle", cx=x, cy=y, r=4, class_=kind, **told)
        case "square":
            return tag("rect", x=x - 4, y=y - 4, width=8, height=8, class_=kind, **told)
        case _:
            d = f"M{shown(x)} {shown(y - 5)} l5 9 h-10 z"
            return tag("path", d=d, class_=kind, data_y=y, **told)


def _band(band: Band, along: Scale, up: Scale) -> Iterator[Markup]:
    there = [
        (along.at(place), up.at(low), up.at(high))
        for place, (low, high) in enumerate(zip(band.low, band.high, strict=True))
        if low is not None and high is not None
    ]
    around = [(x, high) for x, _, high in there] + [(x, low) for x, low, _ in reversed(there)]
    points = " ".join(f"{shown(x)},{shown(y)}" for x, y in around)
    yield tag("polygon", points=points, class_="band")


def _legend(series: Sequence[Series], band: Band | None) -> Iterator[Markup]:
    x = float(LEFT)
    for number, each in enumerate(series):
        points = f"{shown(x)},20 {shown(x + 24)},20"
        yield tag("polyline", points=points, class_=f"line series-{number}")
        yield _shape(number, x + 12, 20)
        yield text(each.name, x + 32, 25)
        x += 56 + 7.6 * len(each.name)
    if band is not None:
        yield tag("rect", x=x, y=12, width=24, height=16, class_="band")
        yield text(band.name, x + 32, 25)


def _labels(labels: Sequence[str], along: Scale) -> Iterator[Markup]:
    apart = -(-len(labels) // MOST_LABELS) or 1
    for place, label in enumerate(labels):
        if place % apart == 0:
            y = HEIGHT - BOTTOM + 22
            yield text(label, along.at(place), y, anchor="middle", kind="tick")


def _with_band(table: Table, band: Band | None) -> Table:
    if band is None:
        return table
    rows = [
        (*row, figure(low), figure(high))
        for row, low, high in zip(table.rows, band.low, band.high, strict=True)
    ]
    headers = (*table.headers, f"{band.name}, lägst", f"{band.name}, högst")
    return Table(headers=headers, rows=rows)
