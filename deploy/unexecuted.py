"""Decisions not carried out, from the command: a quarter's report, and what was learned since."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from deploy.answers import NothingFound, ask_reporting
from deploy.handing_over import freeze, frozen, merged, places, write
from deploy.output import Column, Output
from deploy.verbs import Here, Verb
from services.reporting.application.report_views import KIND_NAMES, MASKED, STATE_NAMES
from services.reporting.domain.unexecuted_report import KIND
from shared.kernel.clock import today

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
FILES = [Column(title="fil", field="file", style="bold"), Column(title="SHA-256", field="sha256")]
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
    asking.add_argument("--deliver", action="store_true", help="hand the report over: frozen")
    asking.add_argument("--report", metavar="ID", help="one that was handed over, once more")
    asking.add_argument("--on", metavar="DAY", help="the day of the delivery (today)")
    asking.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="with --deliver or --report: write JSON, CSV and a page to print, with identities in"
        " IVO's form and the words of each reason; they are kept nowhere else",
    )


def unexecuted(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show the report, or how what is known now differs from what was delivered.

    Raises:
        NothingFound: no report about the quarter was delivered.
    """
    if asked.diff:
        show_differences(output, _differences(here, asked.quarter))
        return
    if asked.deliver or asked.report:
        hand_over(here, asked, output)
        return
    chosen = {"knownAt": asked.known_at, "knownPosition": asked.known_position}
    query = {name: value for name, value in chosen.items() if value is not None}
    path = f"/unexecuted-reports/{asked.quarter}"
    show_report(output, ask_reporting(path, query, here.var, here.env))


def hand_over(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Freeze the report, unless one that was is named; write it out where that was asked for.

    Raises:
        NothingFound: there is no such report.
        AlreadyThere: a file would be written over.
    """
    to = places(asked.out, asked.quarter) if asked.out else {}
    report_id = asked.report
    if report_id is None:
        report_id = freeze(here, asked.quarter, asked.on or today().isoformat())
    report = frozen(here, report_id)
    if not report.is_right:
        output.complain("rapporten är inte vad den var: se delivered-reports över HTTP")
    files = write(to, report, merged(here, report.content)) if to else []
    rows = [{"file": str(each.path), "sha256": each.sha256} for each in files]
    result = {
        "reportId": report.report_id,
        "contentHash": report.content_hash,
        "knownPosition": report.known_position,
        "files": rows,
    }
    output.tell(f"lämnad rapport {report.report_id}, position {report.known_position}")
    told = [{"file": "lämnat innehåll", "sha256": report.content_hash}, *rows]
    output.show(result, rows=told, columns=FILES, title=f"Lämnad rapport {asked.quarter}")


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
