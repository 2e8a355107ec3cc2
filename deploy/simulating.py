"""The verb ``simulate``: a municipality that never was, to try everything on."""

import argparse
import asyncio
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from deploy.migrate import Deployment
from deploy.output import Column, Output
from deploy.postgres import postgres
from deploy.simulation import told
from deploy.simulation.filling import fill, settle, wanted_of
from deploy.simulation.ground import make_anew, own_deployment
from deploy.simulation.serving import serving
from deploy.verbs import Here, Verb

FOLDER = "simulation"
COLUMNS = [
    Column(title="database", field="database", style="bold"),
    Column(title="seed", field="seed"),
    Column(title="from", field="firstDay"),
    Column(title="until", field="lastDay"),
    Column(title="persons", field="persons"),
    Column(title="matters", field="matters"),
    Column(title="events", field="position", style="bold"),
    Column(title="events a minute", field="eventsAMinute"),
    Column(title="content hash", field="contentHash", style="dim"),
]
TEACHES = """\
What comes of it is a whole store: events that the real rules accepted, in the real ledger, sealed
under real file keys. It has a database of its own, beside the deployment's and marked as a
simulation; a database with other events in it is never written to, nor dropped.

The people in it have no names and no numbers. How much, how often and how long stands in
deploy/simulation/quantities.toml, which says of each quantity whether it is a published one or an
assumption. Nothing that comes of it is a statistic.

The same --seed, --years, --population and --until give the same events: the content hash says so.
--truth writes what was put in, as it was decided on and not as it was read back, to compare the
figures with.
"""


def add_verbs(verb: Callable[[str, Verb, str, str], argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    made = verb(
        "simulate",
        simulate_town,
        "fill a database of its own with the work of a simulated municipality",
        "rodatraden simulate --years 5 --population 65000 --seed 7 --truth truth.json",
    )
    made.description = f"{made.description}\n\n{TEACHES}"
    made.add_argument("--years", type=_several, default=1, help="how many years (1)")
    made.add_argument("--population", type=_several, default=65_000, help="inhabitants (65000)")
    made.add_argument("--seed", type=int, default=7, help="what chance is begun with (7)")
    made.add_argument(
        "--until", type=date.fromisoformat, metavar="DATE", help="the last day (yesterday)"
    )
    made.add_argument("--truth", type=Path, metavar="FILE", help="write what was put in to FILE")
    made.add_argument(
        "--serve", action="store_true", help="then run the services on it until interrupted"
    )
    made.add_argument(
        "--only-ledger", action="store_true", help="leave the read models to the services"
    )


def simulate_town(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Simulate, and say what came of it.

    Raises:
        StoreInUse: the database holds what no simulation put there.
        NotYetPast: the last day has not passed.
    """
    wanted = wanted_of(asked.years, asked.population, asked.seed, asked.until)
    with postgres(here.var, here.env, output.tell) as admin_url:
        target = own_deployment(admin_url, here.var / FOLDER)
        make_anew(target, output.tell)
        result, truth = asyncio.run(fill(target, here.var / FOLDER, wanted))
        if not asked.only_ledger:
            asyncio.run(settle(target))
        if asked.truth is not None:
            told.write(asked.truth, told.document(wanted, truth, result))
            output.tell(f"wrote {asked.truth}")
        output.show(result, rows=[result], columns=COLUMNS)
        if asked.serve:
            _serve(target, here, output)


def _serve(target: Deployment, here: Here, output: Output) -> None:
    """Keep the services running on it, which is ended by an interrupt."""
    try:
        with serving(target, here.var / FOLDER, here.env, output.tell) as plans:
            pages = next(f"{plan.url}/pages" for plan in plans if plan.name == "reporting")
            output.tell(f"the pages, in a browser: {pages}")
            output.tell(
                f"ask it with RODATRADEN_VAR={here.var / FOLDER} rodatraden unexecuted ..."
            )
            output.tell("running; end with Ctrl-C")
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        output.tell("stopped")


def _several(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
