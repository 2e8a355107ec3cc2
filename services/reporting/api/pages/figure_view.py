"""A figure as its page shows it: a chart, its cells as a table, and how it may be divided."""

from collections.abc import Mapping, Sequence

from services.reporting.api.charts import Chart, Series, Table, bars
from services.reporting.application.figures.table import (
    ALL,
    DIMENSIONS,
    MEASURES,
    headings,
    lines,
    value_name,
    written,
)
from services.reporting.domain.figures.answering import Content
from shared.catalogue import Catalogue
from shared.catalogue.figures import Figure, Measure

CHAPTERS: Mapping[str, str] = {
    "children": "Barn och unga",
    "family-law": "Familjerätt",
    "economic": "Ekonomiskt bistånd",
    "addiction": "Skadligt bruk och beroende",
    "crime": "Brott",
    "violence": "Våld i nära relationer",
    "homes": "Uppdragstagare",
    "newly-arrived": "Nyanlända",
    "committee": "Nämnden",
}


def by_chapter(figures: Sequence[Figure]) -> Sequence[tuple[str, Sequence[Figure]]]:
    """Return the figures of each chapter, in the order of the report."""
    return [
        (name, [each for each in figures if each.chapter == chapter])
        for chapter, name in CHAPTERS.items()
    ]


def divisions(figure: Figure) -> Mapping[str, str]:
    """Return how the figure may be divided: as it is asked, and in words."""
    every = {frozenset(figure.shown_by): figure.shown_by, frozenset[str](): ()}
    for table in figure.tables:
        every[frozenset(table)] = table
        every |= {frozenset({name}): (name,) for name in table}
    return {
        ",".join(each): ", ".join(_dimension(name).lower() for name in each) or "inte uppdelat"
        for each in sorted(every.values(), key=lambda each: (len(each), each))
    }


def table(law: Catalogue, figure: Figure, content: Content) -> Table:
    """Return every cell, and every sum."""
    return Table(headers=headings(figure, content), rows=list(lines(law, figure, content)))


def chart(law: Catalogue, figure: Figure, content: Content) -> Chart:
    """Return the finest cells as bars: a group for each value, a bar for each year or series."""
    names = content["divisions"]
    cells = [
        (each["year"], cell)
        for each in content["years"]
        for cell in each["cells"]
        if len(cell["by"]) == len(names)
    ]
    first = names[0] if names else ""
    labels = list(dict.fromkeys(_label(law, cell, first) for _, cell in cells))
    series: dict[str, dict[str, float | None]] = {}
    for year, cell in cells:
        rest = [value_name(law, name, cell["by"][name]) for name in names[1:]]
        key = " ".join([*rest, *([str(year)] if len(content["years"]) > 1 or not rest else [])])
        series.setdefault(key, {})[_label(law, cell, first)] = cell["value"]
    return bars(
        "figure",
        f"{figure.title}, {content['period']}",
        _summary(figure, content),
        first=_dimension(first) if first else "Alla",
        labels=labels,
        series=[
            Series(name=name, values=[values.get(label) for label in labels])
            for name, values in series.items()
        ],
    )


def _label(law: Catalogue, cell: Content, first: str) -> str:
    return value_name(law, first, cell["by"][first]) if first else ALL


def _dimension(name: str) -> str:
    return DIMENSIONS.get(name, name)


def _summary(figure: Figure, content: Content) -> str:
    """Return what the figure says of everybody, in words."""
    measure = MEASURES[Measure(figure.measure)].lower()
    told = []
    for year in content["years"]:
        (whole,) = [cell for cell in year["cells"] if not cell["by"]]
        value = "hålls inne" if whole["isSuppressed"] else written(whole["value"]) or "inga"
        told.append(f"{year['year']}: {value}")
    return f"Samtliga, {measure}: {'; '.join(told)}."
