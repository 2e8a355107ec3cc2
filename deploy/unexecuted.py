"""Decisions not carried out, from the command: a quarter's report, and what was learned since."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from deploy.answers import NothingFound, ask_reporting
from deploy.output import Column, Output
from deploy.verbs import Here, Verb
from services.reporting.application.report_views import KIND_NAMES, MASKED, STATE_NAMES
from services.reporting.domain.unexecuted_report import KIND

SECTIONS = {
    "unexecutedSpells": "ej verkställt",
    "postponedSpells": "senarelagt",
    "concludedSpells": "avslutat sedan dess",
}
COLUMNS = [
    Column(title="del", field="part", style="bold"),
    Column(title="slag", field="kindName"),
    Column(title="beslut", field="decidedOn"),
    Column(title="avbrott", field="interruptedOn"),
    Column(title="insats", field="interventionType"),
    Column(title="tre månader", field="dueOn"),
    Column(title="läge", field="stateName", style="bold"),
    Column(title="skäl", field="reasonCode"),
    Column(title="rapporterad", field="timesReported"),
    Column(title="missade kvartal", field="missed"),
    Column(title="pseudonym", field="personId", style="dim"),
]
CHANGES = {"added": "tillkommit", "removed": "fallit bort", "changed": "ändrats"}


def add_verbs(verb: Callable[[str, Verb, str, str], argparse.ArgumentParser]) -> None:
    """Add what can be asked about decisions that were not carried out."""
    asking = verb(
        "unexecuted",
        unexecuted,
        "show the quarterly report of decisions not carried out, and what was learned since",
        "rodatraden unexecuted --quarter 2026Q3 --known-at 2026-10-12T12:00:00Z",
    )
    asking.add_argument("--quarter", required=True, help="the quarter, as 2026Q3")
    asking.add_argument("--known-at", metavar="INSTANT", help="only what was recorded by then")
    asking.add_argument("--known-position", metavar="N", help="only what the ledger held by then")
    asking.add_argument(
        "--diff", action="store_true", help="what the last delivered report would say otherwise"
    )


def unexecuted(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show the report, or how what is known now differs from what was delivered.

    Raises:
        NothingFound: no report about the quarter was delivered.
    """
    if asked.diff:
        show_differences(output, _differences(here, asked.quarter))
        return
    chosen = {"knownAt": asked.known_at, "knownPosition": asked.known_position}
    query = {name: value for name, value in chosen.items() if value is not None}
    path = f"/unexecuted-reports/{asked.quarter}"
    show_report(output, ask_reporting(path, query, here.var, here.env))


def show_report(output: Output, report: Mapping[str, Any]) -> None:
    """Show a report as reporting answers it: one line for each time of waiting."""
    rows = [_row(line, name) for part, name in SECTIONS.items() for line in report[part]]
    title = f"Ej verkställda beslut {report['quarter']}"
    output.show(report, rows=rows, columns=COLUMNS, title=title)


def show_differences(output: Output, found: Mapping[str, Any]) -> None:
    """Show what was learned since a report was delivered, and who must be told."""
    rows = [_row(each["line"], CHANGES[each["change"]]) for each in found["differences"]]
    output.tell(f"ska få veta: {', '.join(found['affectedRecipients']) or 'ingen'}")
    output.show(found, rows=rows, columns=COLUMNS, title="Skillnader mot den lämnade rapporten")


def _row(line: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    return {
        **line,
        "part": part,
        "kindName": KIND_NAMES[line["kind"]],
        "stateName": STATE_NAMES[line["state"]],
        "missed": ", ".join(line["missedQuarters"]),
        "personId": MASKED if line.get("isMasked") else line["personId"],
    }


def _differences(here: Here, quarter: str) -> Mapping[str, Any]:
    query: Mapping[str, str | int] = {"quarter": quarter, "limit": 100}
    listed = ask_reporting("/delivered-reports", query, here.var, here.env)["items"]
    last = next((each for each in listed if each["kind"] == KIND), None)
    if last is None:
        raise NothingFound(f"no report about {quarter} has been delivered")
    path = f"/delivered-reports/{last['reportId']}/differences"
    found: Mapping[str, Any] = ask_reporting(path, {}, here.var, here.env)
    return found
