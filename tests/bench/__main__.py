"""``python -m tests.bench``: measure, show the table, keep it in docs/bench.md and the README.

On the server that RODATRADEN_DATABASE_URL names, else on the embedded one; in databases of its
own, dropped afterwards.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.launcher import ROOT
from deploy.output import Output
from deploy.postgres import postgres
from deploy.urls import with_database
from tests.bench import (
    append,
    counting,
    destroying,
    posting,
    proofs,
    rebuilding,
    running,
    simulating,
    trust,
    watching,
)
from tests.bench.calling import CONNECTIONS
from tests.bench.figures import Row
from tests.bench.ground import FLUSH, Ground
from tests.bench.machine import facts
from tests.bench.plan import FULL, QUICK
from tests.bench.processors import Processors
from tests.bench.progress import Telling
from tests.bench.readme import put_into
from tests.bench.report import COLUMNS, as_json, as_markdown, as_rows

PARTS: Mapping[str, Callable[[Ground], list[Row]]] = {
    "append": append.measure,
    "post": posting.measure,
    "trust": trust.measure,
    "running": running.measure,
    "rebuild": rebuilding.measure,
    "proofs": proofs.measure,
    "disposal": destroying.measure,
    "watching": watching.measure,
    "simulate": simulating.measure,
    "counting": counting.measure,
}
DOCUMENT = ROOT / "docs" / "bench.md"


def main() -> int:
    """Measure what was asked for; a missed goal is told, and is no error."""
    asked = _parser().parse_args()
    var = Path(os.environ.get("RODATRADEN_VAR") or ROOT / "var")
    plan = QUICK if asked.quick else FULL
    with Telling() as telling, postgres(var, os.environ, telling.tell) as admin_url:
        known = facts(admin_url)
        ground = Ground(
            admin_url=admin_url,
            var=var,
            plan=plan,
            telling=telling,
            processors=Processors(with_database(admin_url, "postgres")),
        )
        rows = [row for name in asked.only or PARTS for row in PARTS[name](ground)]
    Output(as_json=asked.json).show(as_json(rows, known), rows=as_rows(rows), columns=COLUMNS)
    if plan is FULL and not asked.only:
        DOCUMENT.write_text(
            as_markdown(rows, known, rounds=plan.rounds, connections=CONNECTIONS, flush=FLUSH)
        )
        put_into(ROOT / "README.md", rows, known)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small and short; writes no document")
    parser.add_argument(
        "--only", action="append", choices=PARTS, metavar="NAME", help=f"of {', '.join(PARTS)}"
    )
    parser.add_argument("--json", action="store_true", help="answer with JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
