"""Charts: what is drawn is what the table says, and nothing is told by colour alone."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.api.charts import (
    Band,
    Chart,
    Interval,
    Mark,
    Series,
    Span,
    bars,
    intervals,
    lines,
    timeline,
)
from services.reporting.api.charts.scales import ticks
from tests.reporting.pages.drawn import NAMESPACE, drawing, marks, number

WEEKS = ("v. 9", "v. 10", "v. 11")
figures = st.none() | st.integers(0, 5000) | st.floats(0, 5000).map(lambda x: round(x, 1))
rows = st.lists(figures, min_size=3, max_size=3)
several = st.lists(rows, min_size=1, max_size=4)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def series(values: list[list[float | None]]) -> list[Series]:
    return [Series(name=f"Rad {n}", values=each) for n, each in enumerate(values)]


def a_chart_of_each_kind() -> list[Chart]:
    two = series([[3, None, 12], [1, 4, 1]])
    band = Band(name="Intervall", low=[None, None, 8], high=[None, None, 16])
    day = date(2026, 3, 2)
    span = Span(name="B2", state="löper", started_on=day, due_on=day, stopped_on=None)
    mark = Mark(name="x", day=day)
    half = Interval(name="Utredning", count=4, low=1, middle=2.5, high=9)
    told = {"first": "Vecka", "labels": WEEKS, "series": two}
    return [
        bars("a", "Kö & väntan", "Ord.", **told),  # type: ignore[arg-type]  # as written above
        lines("b", "Kö & väntan", "Ord.", band=band, **told),  # type: ignore[arg-type]
        intervals("c", "Kö & väntan", "Ord.", first="Skede", unit="Dagar", rows=[half]),
        timeline("d", "Kö & väntan", "Ord.", spans=[span], marks=[mark], seen_on=day),
    ]


@pytest.mark.parametrize("chart", a_chart_of_each_kind(), ids=lambda each: each.id)
def test_a_chart_has_a_name_a_summary_and_a_table(chart: Chart) -> None:
    svg = drawing(chart)
    named = dict((each.get("id"), each.text) for each in svg if each.get("id"))
    told = [named[id] for id in svg.attrib["aria-labelledby"].split()]
    assert (svg.get("role"), told) == ("img", ["Kö & väntan", "Ord."])
    assert all(len(row) == len(chart.table.headers) for row in chart.table.rows)
    assert chart.table.rows


@pytest.mark.parametrize("chart", a_chart_of_each_kind(), ids=lambda each: each.id)
def test_a_drawing_has_no_style_no_script_and_no_address(chart: Chart) -> None:
    for each in drawing(chart).iter():
        assert not {"style", "href", "onclick"} & each.attrib.keys()
        assert each.tag.removeprefix(NAMESPACE) not in ("script", "style", "image", "use")


def test_bars_of_different_series_differ_in_pattern() -> None:
    chart = bars("a", "T", "S", first="V", labels=WEEKS, series=series([[1, 2, 3]] * 4))
    fills = {each.get("data-series"): each.get("fill") for each in marks(chart)}
    assert len(set(fills.values())) == 4


def test_lines_of_different_series_differ_in_shape() -> None:
    chart = lines("a", "T", "S", first="V", labels=WEEKS, series=series([[1, 2, 3]] * 3))
    assert len({each.tag for each in marks(chart)}) == 3


@given(several)
def test_a_bar_is_as_high_as_its_figure_in_the_table(values: list[list[float | None]]) -> None:
    chart = bars("a", "T", "S", first="V", labels=WEEKS, series=series(values))
    told = [[number(cell) for cell in row[1:]] for row in chart.table.rows]
    assert [list(column) for column in zip(*told, strict=True)] == values
    drawn = [(float(m.attrib["height"]), float(m.attrib["data-value"])) for m in marks(chart)]
    assert [value for _, value in drawn] == [v for row in values for v in row if v is not None]
    most = max((value for _, value in drawn), default=0)
    tallest = max((height for height, _ in drawn), default=0)
    for height, value in drawn:
        assert height == pytest.approx(value / most * tallest if most else 0, abs=0.02)


@given(several)
def test_a_point_lies_as_high_as_its_figure_in_the_table(values: list[list[float | None]]) -> None:
    chart = lines("a", "T", "S", first="V", labels=WEEKS, series=series(values))
    told = [[number(cell) for cell in row[1:]] for row in chart.table.rows]
    assert [list(column) for column in zip(*told, strict=True)] == values
    heights: dict[float, float] = {}
    for mark in marks(chart):
        y = mark.get("cy") or mark.get("data-y") or str(float(mark.attrib["y"]) + 4)
        heights[float(mark.attrib["data-value"])] = float(y)
    for (low, below), (high, above) in pairwise(sorted(heights.items())):
        assert above <= below + 0.011 or low == high


def test_a_line_is_broken_where_there_is_no_figure() -> None:
    chart = lines(
        "a", "T", "S", first="V", labels=[*WEEKS, "v. 12"], series=series([[1, None, 2, 3]])
    )
    drawn = [each for each in drawing(chart).iter(f"{NAMESPACE}polyline")]
    assert [len(each.attrib["points"].split()) for each in drawn[:2]] == [1, 2]


def test_the_band_around_a_projection_stands_in_the_table() -> None:
    band = Band(name="Intervall", low=[None, 2, 1], high=[None, 4, 7.5])
    chart = lines("a", "T", "S", first="V", labels=WEEKS, series=series([[3, 3, 3]]), band=band)
    assert chart.table.headers[-2:] == ("Intervall, lägst", "Intervall, högst")
    assert [row[-2:] for row in chart.table.rows] == [("–", "–"), ("2", "4"), ("1", "7,5")]
    assert len([each for each in drawing(chart).iter(f"{NAMESPACE}polygon")]) == 1


@given(st.lists(st.tuples(*[st.floats(0, 900)] * 3).map(sorted), min_size=1, max_size=5))
def test_an_interval_reaches_as_far_as_the_table_says(found: list[list[float]]) -> None:
    told = [
        Interval(name=f"Skede {n}", count=n, low=low, middle=middle, high=high)
        for n, (low, middle, high) in enumerate(found)
    ]
    chart = intervals("a", "T", "S", first="Skede", unit="Dagar", rows=told)
    for mark, (low, _, high) in zip(marks(chart, "data-low"), found, strict=True):
        drawn = [float(mark.attrib["data-low"]), float(mark.attrib["data-high"])]
        assert drawn == pytest.approx([low, high], abs=0.006)
    for row, (low, middle, high) in zip(chart.table.rows, found, strict=True):
        assert [number(cell) for cell in row[2:]] == pytest.approx([low, middle, high], abs=0.051)


@given(st.floats(0, 1e7))
def test_an_axis_reaches_beyond_its_figures_in_a_few_even_steps(most: float) -> None:
    found = ticks(most)
    steps = {later - earlier for earlier, later in pairwise(found)}
    assert found[0] == 0
    assert found[-1] >= most
    assert len(steps) == 1
    assert len(found) <= 7


@given(days, st.integers(0, 700), st.integers(0, 900), st.none() | st.integers(0, 900))
def test_a_span_is_late_from_its_last_day_and_only_then(
    start: date, length: int, seen: int, stopped: int | None
) -> None:
    due, seen_on = start + timedelta(length), start + timedelta(seen)
    stop = None if stopped is None or stopped > seen else start + timedelta(stopped)
    span = Span(name="B2", state="läge", started_on=start, due_on=due, stopped_on=stop)
    chart = timeline("a", "T", "S", spans=[span], marks=[], seen_on=seen_on)
    until = stop or seen_on
    drawn = marks(chart, "data-from")
    late = [each for each in drawn if "late" in each.attrib["class"].split()]
    assert bool(late) == (until > due)
    left = [each for each in drawn if "left" in each.attrib["class"].split()]
    assert bool(left) == (stop is None and until < due)
    ends = [(each.attrib["data-from"], each.attrib["data-to"]) for each in drawn]
    assert ends[0][0] == start.isoformat() or not length
    for (_, one), (two, _) in pairwise(ends):
        assert one == two
    (row,) = chart.table.rows
    assert row[2:5] == (start.isoformat(), due.isoformat(), stop.isoformat() if stop else "–")


@given(days, st.lists(st.integers(0, 300), max_size=9))
def test_what_happened_later_lies_further_to_the_right(start: date, after: list[int]) -> None:
    told = [Mark(name="x", day=start + timedelta(n)) for n in sorted(after)]
    chart = timeline("a", "T", "S", spans=[], marks=told, seen_on=start)
    knots = [each for each in marks(chart, "data-day") if each.get("class") == "knot"]
    places = [float(each.attrib["cx"]) for each in knots]
    assert len(places) == len(after)
    assert places == sorted(places)
    assert all(0 <= place <= 760 for place in places)
