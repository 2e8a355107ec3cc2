"""Figures from the command: the definitions, and what a figure says."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from deploy.answers import ask_reporting
from deploy.output import Column, Output
from deploy.verbs import Here, Verb

DEFINITIONS = [
    Column(title="nr", field="number", style="dim"),
    Column(title="mått", field="id", style="bold"),
    Column(title="version", field="version"),
    Column(title="rubrik", field="title"),
    Column(title="räknar", field="unit"),
    Column(title="väntar på", field="waitsFor"),
]
KEPT_BACK = "hålls inne"
PER_PAGE = 100


def add_verbs(verb: Callable[[str, Verb, str, str], argparse.ArgumentParser]) -> None:
    """Add what can be asked about figures."""
    asking = verb(
        "figure",
        figure,
        "show a figure by its definition, or list the definitions",
        "rodatraden figure children-intakes --period 2025 --by sex,age --known-at 120000",
    )
    asking.add_argument("definition", nargs="?", help="its id; without one, all are listed")
    asking.add_argument("--period", help="a year, a month of it, or years: 2025, 2025-03")
    asking.add_argument("--by", help="what it is divided by, as the definition allows: sex,age")
    asking.add_argument("--version", dest="wording", help="of the definition")
    asking.add_argument("--known-at", metavar="N", help="a position of the ledger, or an instant")
    asking.add_argument("--rules-at", metavar="DAY", help="the definition in force on that day")
    asking.add_argument("--public", action="store_true", help="as it may be published")


def figure(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show a figure, or every definition."""
    if asked.definition is None:
        show_definitions(output, list(_definitions(here)))
        return
    path = f"/figures/{asked.definition}"
    show_figure(output, ask_reporting(path, query_of(asked), here.var, here.env))


def query_of(asked: argparse.Namespace) -> Mapping[str, str]:
    """Return the question as reporting is asked it."""
    known = asked.known_at or ""
    chosen = {
        "period": asked.period,
        "by": asked.by,
        "version": asked.wording,
        "rulesAt": asked.rules_at,
        "for": "public" if asked.public else "internal",
        "knownPosition" if known.isdigit() else "knownAt": known or None,
    }
    return {name: value for name, value in chosen.items() if value is not None}


def show_definitions(output: Output, found: list[Mapping[str, Any]]) -> None:
    """Show every definition: one line each."""
    output.show({"definitions": found}, rows=found, columns=DEFINITIONS, title="Mått")


def show_figure(output: Output, found: Mapping[str, Any]) -> None:
    """Show a figure: one line for each cell."""
    names = found["divisions"]
    columns = [Column(title="år", field="year"), *(Column(title=n, field=n) for n in names)]
    columns += [Column(title=name, field=name) for name in ("antal", "värde")]
    title = f"{found['figure']} {found['version']}, position {found['knownPosition']}"
    output.show(found, rows=list(_rows(found)), columns=columns, title=title)
    output.tell(f"kontrollsumma {found['contentHash']}")


def _rows(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    years = [(each["year"], each["cells"]) for each in found["years"]]
    for year, cells in [*years, (found["period"], found["sums"] or [])]:
        for cell in cells:
            placed = {name: cell["by"].get(name, "samtliga") for name in found["divisions"]}
            value = KEPT_BACK if cell["isSuppressed"] else cell["value"]
            yield {"year": year, **placed, "antal": cell["count"], "värde": value}


def _definitions(here: Here) -> Iterator[Mapping[str, Any]]:
    page = 1
    while True:
        query: Mapping[str, int] = {"limit": PER_PAGE, "page": page}
        items = ask_reporting("/figure-definitions", query, here.var, here.env)["items"]
        yield from items
        if len(items) < PER_PAGE:
            return
        page += 1
