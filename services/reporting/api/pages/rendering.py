"""From facts to a page: templates that escape everything, and the headers of every answer."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from services.reporting.api.pages import words
from shared.kernel.clock import CIVIL_ZONE

TEMPLATES = Path(__file__).parent / "templates"
STYLE = Path(__file__).parent / "style.css"
ICON = Path(__file__).parent / "icon.svg"
MENU = (
    ("/pages", "Översikt"),
    ("/pages/watch", "Bevakningar"),
    ("/pages/unexecuted", "Ej verkställda"),
    ("/pages/delegation", "Delegation"),
    ("/pages/meetings", "Sammanträden"),
    ("/pages/flow", "Flöde"),
    ("/pages/isu", "ISU"),
    ("/pages/figures", "Mått"),
)
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "vary": "cookie",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def page_response(template: str, facts: Mapping[str, object], *, status: int = 200) -> Response:
    """Return the page that ``template`` makes of ``facts``."""
    text = _environment().get_template(template).render(facts)
    return Response(text, status, media_type="text/html")


def with_headers(answer: Response) -> Response:
    """Return ``answer`` with what tells the browser to keep everybody else out."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer


def long_day(day: date) -> str:
    """Return ``day`` in words: 3 mars 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock_time(instant: datetime) -> str:
    """Return the day and time of ``instant`` in Sweden: 3 mars 2026 kl. 10.15."""
    local = instant.astimezone(CIVIL_ZONE)
    return f"{long_day(local.date())} kl. {local:%H.%M}"


def number(value: float) -> str:
    """Return ``value`` as Swedish writes it: 1 234,5 with a space that does not break."""
    text = f"{value:,.1f}" if value != int(value) else f"{int(value):,}"
    return text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def counted(many: int, one: str, several: str) -> str:
    """Return how many there are of something: 1 dag, 2 dagar."""
    return f"{number(many)} {one if many == 1 else several}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "long_day": long_day,
        "clock_time": clock_time,
        "number": number,
        "counted": counted,
        "is_day": _DAY.fullmatch,
        **words.FILTERS,
    }
    made.filters.update(filters)
    made.globals.update(bands=words.BANDS)
    return made
