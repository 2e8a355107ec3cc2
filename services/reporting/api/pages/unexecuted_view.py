"""Decisions not carried out as pages show them: those that wait now, and a quarter's report."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.reporting.api.charts import Chart, Series, Table, bars
from services.reporting.api.unexecuted_schemas import WaitingDecision
from services.reporting.application.report_views import (
    HEADINGS,
    KIND_NAMES,
    SECTION_NAMES,
    Merged,
    rows_of,
)
from services.reporting.domain.unexecuted_report import Content
from shared.catalogue import Catalogue

SHOWN = (
    "Slag",
    "Tidpunkt för beslutet",
    "Avbruten",
    "Typ av insats",
    "Läge",
    "Skäl för dröjsmålet",
    "Åtgärder",
    "Verkställd eller upphörd",
    "Dagar sedan beslutet",
    "Rapporterad tidigare",
    "Pseudonym",
)
WAITED = ((91, "Under 3 mån."), (182, "3–6 mån."), (365, "6–12 mån."))
LONGEST = "Över 12 mån."
WITHHELD = "färre än 5"


def waiting_chart(waiting: Sequence[WaitingDecision], days: Mapping[Any, int]) -> Chart:
    """Return how long the decisions have waited; ``days`` since each was made, by its id."""
    labels = [*(name for _, name in WAITED), LONGEST]
    found = dict.fromkeys(labels, 0)
    for each in waiting:
        waited = days[each.decision_id]
        found[next((name for most, name in WAITED if waited <= most), LONGEST)] += 1
    return bars(
        "waiting",
        "Hur länge besluten har väntat",
        f"{len(waiting)} beviljade beslut är inte verkställda eller är avbrutna, räknat från "
        "beslutets dag.",
        first="Tid sedan beslutet",
        labels=labels,
        series=[Series(name="Beslut", values=[found[label] for label in labels])],
    )


def sections(content: Content, catalogue: Catalogue) -> list[tuple[str, Table]]:
    """Return each part of the report with its table; without identity, which is not kept here."""
    places = [HEADINGS.index(name) for name in SHOWN]
    rows = rows_of(content, catalogue, Merged())
    return [
        (
            title,
            Table(
                headers=SHOWN,
                rows=[[cells[place] for place in places] for name, cells in rows if name == code],
            ),
        )
        for code, title in SECTION_NAMES.items()
    ]


def council_tables(statistics: Mapping[str, Any], catalogue: Catalogue) -> list[tuple[str, Table]]:
    """Return the statistics that the council is given, as tables."""
    names = {code: each[-1].name for code, each in catalogue.tables.intervention_types.items()}
    named: Sequence[tuple[str, str, Mapping[str, str]]] = (
        ("Slag", "kinds", KIND_NAMES),
        ("Typ av insats", "interventionTypes", names),
        ("Dagar sedan beslutet", "intervals", {}),
    )
    return [(title, _counted(title, statistics[part], words)) for title, part, words in named]


def _counted(title: str, rows: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> Table:
    told = [(words.get(row["code"]) or _days(row["code"]), row["count"]) for row in rows]
    return Table(
        headers=(title, "Antal"),
        rows=[(name, WITHHELD if count is None else str(count)) for name, count in told],
    )


def _days(code: str) -> str:
    """Return an interval of days in words; any other code as it is."""
    first, dash, last = code.partition("-")
    if not (dash and first.isdigit()):
        return code
    return f"{int(first)}–{last}" if last else f"{int(first)} eller fler"
