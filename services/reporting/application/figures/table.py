"""A figure as a table: its headings and values in Swedish, as Swedish Excel opens it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from services.reporting.domain.figures.answering import Content
from services.reporting.domain.unexecuted_report import canonical, digest
from shared.catalogue import Catalogue
from shared.catalogue.figures import Dimension, Figure, Measure, Span

BOM = "\ufeff"
ALL, KEPT_BACK = "Samtliga", "hålls inne"
DIMENSIONS: Mapping[str, str] = {
    Dimension.SEX: "Kön",
    Dimension.AGE: "Ålder",
    Dimension.PLACE: "Område i kommunen",
    Dimension.MONTH: "Månad",
    Dimension.AREA: "Verksamhet",
    Dimension.REASON: "Orsak",
    Dimension.ORIGIN: "Aktualiseringssätt",
    Dimension.WAY: "Förhandsbedömning",
    Dimension.LAW: "Lag",
    Dimension.KIND: "Insats",
    Dimension.OUTCOME: "Beslut",
    Dimension.GROUND: "Skäl",
    Dimension.ENDING: "Avslutsorsak",
    Dimension.RESULT: "Avslut",
    Dimension.LATE: "Efter fyra månader",
    Dimension.DAYS: "Dagar",
    Dimension.CHANNEL: "Inkommet",
    Dimension.PROVIDER: "Utförare",
    Dimension.ASSESSED: "Efter behovsprövning",
    Dimension.DECIDER: "Beslutat av",
    Dimension.RETURNED: "Tillbaka inom ett år",
    "violence": "Våld",
    "crime": "Brott",
}
VALUES: Mapping[str, str] = {
    "unknown": "okänt",
    "female": "kvinnor och flickor",
    "male": "män och pojkar",
    "yes": "ja",
    "no": "nej",
    "with": "med insats",
    "without": "utan insats",
    "digital": "digitalt",
    "paper": "på papper",
    "external": "extern",
    "own": "egen",
    "concern-report": "anmälan",
    "application": "ansökan",
    "statement-request": "begäran om yttrande",
    "granted": "bifall",
    "partly-granted": "delvis bifall",
    "denied": "avslag",
    "dismissed": "avvisning",
    "children": "barn och unga",
    "adults": "vuxna",
    "economic": "ekonomiskt bistånd",
    "committee": "nämnden",
    "subcommittee": "utskottet",
    "chair": "ordföranden",
    "unit-head": "enhetschef",
    "caseworker": "handläggare",
    "sol": "SoL",
    "lvu": "LVU",
    "lvm": "LVM",
    "lul": "LuL",
}
MEASURES: Mapping[Measure, str] = {
    Measure.COUNT: "Antal",
    Measure.SHARE: "Andel, procent",
    Measure.MEAN: "Medelvärde, dagar",
    Measure.MEDIAN: "Median, dagar",
}
_NAMED: Mapping[str, Sequence[tuple[str, str]]] = {
    Dimension.REASON: [("reasons", "intake.")],
    Dimension.GROUND: [("reasons", "decision."), ("reasons", "denial.")],
    Dimension.ENDING: [("reasons", "ending."), ("reasons", "closing.")],
    Dimension.KIND: [("intervention_types", "")],
}


def headings(figure: Figure, content: Content) -> Sequence[str]:
    """Return what heads each column."""
    divided = [DIMENSIONS.get(name, name) for name in content["divisions"]]
    if figure.measure is Measure.COUNT:
        return ["År", *divided, MEASURES[figure.measure]]
    parts = ["Täljare"] if figure.measure is Measure.SHARE else []
    name = MEASURES[figure.measure]
    value = name.replace("dagar", "månader") if figure.span is Span.MONTHS else name
    return ["År", *divided, *parts, "Antal", value]


def lines(law: Catalogue, figure: Figure, content: Content) -> Iterator[Sequence[str]]:
    """Yield the cells of each line: every year, then the years together."""
    for each in content["years"]:
        for cell in each["cells"]:
            yield [str(each["year"]), *_line(law, figure, content["divisions"], cell)]
    for cell in content["sums"] or ():
        yield [content["period"], *_line(law, figure, content["divisions"], cell)]


def as_csv(law: Catalogue, figure: Figure, content: Content) -> bytes:
    """Return the figure as a file: semicolons, a byte order mark, CRLF, decimal commas."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings(figure, content))
    writer.writerows(lines(law, figure, content))
    writer.writerow([])
    writer.writerow([f"{figure.title}, {content['period']}. Mått {figure.id} {figure.version}."])
    known, hashed = content["knownPosition"], digest(canonical(content))
    writer.writerow([f"Känt till och med position {known}. Kontrollsumma {hashed}."])
    return (BOM + file.getvalue()).encode()


def value_name(law: Catalogue, dimension: str, value: str) -> str:
    """Return what a value of a dimension is called."""
    for field, prefix in _NAMED.get(dimension, ()):
        wordings = getattr(law.tables, field).get(f"{prefix}{value}")
        if wordings:
            return str(wordings[-1].name)
    if dimension == Dimension.AGE and value.endswith("-"):
        return f"{value[:-1]} och äldre"
    return VALUES.get(value, value)


def written(value: float | None) -> str:
    """Return a number as Swedish writes it."""
    if value is None:
        return ""
    text = f"{value:.2f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))
    return text.replace(".", ",")


def _line(law: Catalogue, figure: Figure, by: Sequence[str], cell: Content) -> Sequence[str]:
    placed = [
        value_name(law, name, cell["by"][name]) if name in cell["by"] else ALL for name in by
    ]
    value = KEPT_BACK if cell["isSuppressed"] else written(cell["value"])
    if figure.measure is Measure.COUNT:
        return [*placed, value]
    count = KEPT_BACK if cell["count"] is None else str(cell["count"])
    parts = [written(cell["numerator"])] if figure.measure is Measure.SHARE else []
    return [*placed, *parts, count, value]
