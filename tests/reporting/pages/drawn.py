"""A drawing, read back as a reader's program reads it."""

from xml.etree.ElementTree import Element, fromstring

from services.reporting.api.charts import Chart

NAMESPACE = "{http://www.w3.org/2000/svg}"


def drawing(chart: Chart) -> Element:
    return fromstring(str(chart.svg))


def marks(chart: Chart, attribute: str = "data-value") -> list[Element]:
    """Return every mark that draws a figure."""
    return [each for each in drawing(chart).iter() if attribute in each.attrib]


def number(text: str) -> float | None:
    """Return the figure that a table's cell tells; None where it tells that there is none."""
    plain = text.replace("\N{NO-BREAK SPACE}", "").replace(",", ".")
    return None if plain == "–" else float(plain)
