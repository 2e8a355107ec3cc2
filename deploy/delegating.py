"""The delegation sweep from the command: who decided, and whether they could that day."""

import argparse
from collections.abc import Callable
from typing import Any

from deploy.answers import ask_reporting
from deploy.output import Column, Output
from deploy.verbs import Here, Verb

COLUMNS = [
    Column(title="beslut", field="name", style="bold"),
    Column(title="dag", field="decidedOn"),
    Column(title="roll", field="role"),
    Column(title="utfall", field="said", style="bold"),
    Column(title="punkt", field="ruleId"),
    Column(title="lägsta behöriga", field="lowestRole"),
    Column(title="varför", field="explanation"),
    Column(title="ärende", field="matterId", style="dim"),
]
SAID = {"conforms": "inom", "outside": "UTANFÖR", "cannot-tell": "kan inte avgöras"}
PER_PAGE = 100


def add_verbs(verb: Callable[[str, Verb, str, str], argparse.ArgumentParser]) -> None:
    """Add what can be asked about delegation."""
    sweeping = verb(
        "delegation",
        delegation,
        "show each decision of a period, tried against the delegation order of its day",
        "rodatraden delegation --from 2026-01-01 --to 2026-03-31 --verdict outside",
    )
    sweeping.add_argument("--from", dest="first", metavar="DAY", help="decisions from this day")
    sweeping.add_argument("--to", dest="last", metavar="DAY", help="decisions to this day (today)")
    sweeping.add_argument("--verdict", choices=SAID, help="only those that stand so")
    sweeping.add_argument("--known-position", metavar="N", help="as known at this position")


def delegation(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show every decision of the period, a page at a time."""
    chosen = {
        "from": asked.first,
        "to": asked.last,
        "verdict": asked.verdict,
        "knownPosition": asked.known_position,
    }
    query = {name: value for name, value in chosen.items() if value is not None}
    found: list[dict[str, Any]] = []
    page = 1
    while True:
        numbered = {**query, "page": page, "limit": PER_PAGE}
        answer = ask_reporting("/delegated-decisions", numbered, here.var, here.env)
        found += answer["items"]
        if len(answer["items"]) < PER_PAGE:
            break
        page += 1
    rows = [{**each, "said": SAID[each["verdict"]]} for each in found]
    output.show({"decisions": found}, rows=rows, columns=COLUMNS, title="Delegation")
