"""Timelines: what runs from a day to a day, what it should have ended by, and what happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from services.reporting.api.charts.chart import MISSING, Chart, Table
from services.reporting.api.charts.drawing import fill, frame, shown, tag, text
from services.reporting.api.charts.scales import Days

WIDTH = 760
LEFT, RIGHT, TOP, ROW, BOTTOM = 16, 16, 96, 50, 20
THREAD_Y = 58
AHEAD = timedelta(days=400)  # what ends later is drawn at the edge, with an arrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Something that runs, by when it should end, and how it stands in words."""

    name: str
    state: str
    started_on: date
    due_on: date | None
    stopped_on: date | None
    is_followed: bool = True  # if not, nobody can tell whether it has been kept
    details: Sequence[str] = ()  # further cells of its row in the table


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that happened on a day."""

    name: str
    day: date


def timeline(
    id: str,
    title: str,
    summary: str,
    *,
    spans: Sequence[Span],
    marks: Sequence[Mark],
    seen_on: date,
    details: Sequence[str] = (),
) -> Chart:
    """Return a chart with a bar for each span, seen from one day; ``details`` head their cells."""
    along = _along(spans, marks, seen_on)
    bottom = TOP + ROW * len(spans)
    parts = [*_months(along, bottom), *_thread(marks, along), *_seen(seen_on, along, bottom)]
    for number, span in enumerate(spans):
        parts += _row(id, span, along, TOP + ROW * number, seen_on)
    svg = frame(id, title, summary, parts, WIDTH, bottom + BOTTOM)
    return Chart(id=id, title=title, summary=summary, svg=svg, table=_table(spans, details))


def _along(spans: Sequence[Span], marks: Sequence[Mark], seen_on: date) -> Days:
    days = [seen_on, *(each.day for each in marks), *(each.started_on for each in spans)]
    days += [day for each in spans for day in (each.due_on, each.stopped_on) if day]
    edge = seen_on + AHEAD if seen_on < date.max - AHEAD else date.max
    return Days(min(days), min(max(days), edge), LEFT, WIDTH - RIGHT)


def _months(along: Days, bottom: float) -> Iterator[Markup]:
    for day in along.month_starts(most=9):
        x = along.at(day)
        yield tag("line", x1=x, y1=30, x2=x, y2=bottom, class_="grid")
        yield text(day.isoformat()[:7], x + 4, 24, kind="tick")


def _thread(marks: Sequence[Mark], along: Days) -> Iterator[Markup]:
    if not marks:
        return
    days = [along.at(mark.day) for mark in marks]
    yield tag("line", x1=min(days), y1=THREAD_Y, x2=max(days), y2=THREAD_Y, class_="thread")
    for x, mark in zip(days, marks, strict=True):
        yield tag("circle", cx=x, cy=THREAD_Y, r=5, class_="knot", data_day=mark.day)


def _seen(seen_on: date, along: Days, bottom: float) -> Iterator[Markup]:
    x = along.at(seen_on)
    is_right = x > WIDTH / 2
    yield tag("line", x1=x, y1=30, x2=x, y2=bottom, class_="seen", data_day=seen_on)
    anchor = "end" if is_right else "start"
    said = f"Sett från {seen_on.isoformat()}"
    yield text(said, x - 6 if is_right else x + 6, 44, anchor=anchor, kind="tick strong")


def _row(id: str, span: Span, along: Days, top: float, seen_on: date) -> Iterator[Markup]:
    y = top + 22
    yield text(f"{span.name}: {span.state}", LEFT, top + 12)
    for kind, first, last in _segments(span, seen_on):
        x = along.at(first)
        yield tag(
            "rect",
            x=x,
            y=y,
            width=max(along.at(last) - x, 2),
            height=14,
            fill=fill(id, 1) if kind == "late" else None,
            class_=f"span {kind}",
            data_from=first,
            data_to=last,
        )
    yield from _ends(span, along, y)


def _segments(span: Span, seen_on: date) -> Iterator[tuple[str, date, date]]:
    """Yield what has run, what ran beyond its end, and what is left."""
    until = span.stopped_on or max(seen_on, span.started_on)
    if not span.is_followed:
        yield "unfollowed", span.started_on, until
        return
    if span.due_on is None or until <= span.due_on:
        yield "elapsed", span.started_on, until
    else:
        if span.started_on < span.due_on:
            yield "elapsed", span.started_on, span.due_on
        yield "late", max(span.due_on, span.started_on), until
    if span.stopped_on is None and span.due_on is not None and until < span.due_on:
        yield "left", until, span.due_on


def _ends(span: Span, along: Days, y: float) -> Iterator[Markup]:
    if span.due_on is not None:
        x, middle = along.at(span.due_on), y + 7
        is_beyond = span.due_on > along.last
        d = f"M{shown(x)} {shown(middle - 10)} l8 10 l-8 10" + ("" if is_beyond else " l-8 -10 z")
        yield tag("path", d=d, class_="due", data_day=span.due_on)
    if span.stopped_on is not None:
        x = along.at(span.stopped_on)
        yield tag("circle", cx=x, cy=y + 7, r=5, class_="stop", data_day=span.stopped_on)


def _table(spans: Sequence[Span], details: Sequence[str]) -> Table:
    return Table(
        headers=("Frist", "Läge", "Startade", "Sista dag", "Stoppade", *details),
        rows=[
            (
                span.name,
                span.state,
                span.started_on.isoformat(),
                span.due_on.isoformat() if span.due_on else MISSING,
                span.stopped_on.isoformat() if span.stopped_on else MISSING,
                *span.details,
            )
            for span in spans
        ],
    )
