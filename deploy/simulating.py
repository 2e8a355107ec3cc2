"""The verb ``simulate``: a municipality that never was, to try everything on."""

import argparse
import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from deploy.development import epoch_secrets, master_key_file
from deploy.migrate import Deployment
from deploy.output import Column, Output
from deploy.postgres import postgres
from deploy.simulation import told
from deploy.simulation.content import content_hash
from deploy.simulation.ground import make_anew, mark, own_deployment
from deploy.simulation.progress import Progress
from deploy.simulation.running import Asked, simulate
from deploy.simulation.settling import catch_up, put_reactions_at_the_end
from deploy.simulation.truth import Truth
from deploy.verbs import Here, Verb
from shared.kernel.calendar import Unit, nominal_end
from shared.kernel.clock import today
from shared.vault.master import read_master_key
from shared.vault.vault import Vault

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
        "--only-ledger", action="store_true", help="leave the read models to the services"
    )


class NotYetPast(Exception):  # noqa: N818
    """The last day has not passed: nothing is recorded before it happens."""


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


def wanted_of(years: int, population: int, seed: int, until: date | None) -> Asked:
    """Return which simulation it is.

    Raises:
        NotYetPast: the last day has not passed.
    """
    yesterday = today() - timedelta(days=1)
    last_day = until or yesterday
    if last_day > yesterday:
        raise NotYetPast(f"--until {last_day}: the last day must have passed")
    first_day = nominal_end(last_day, -years, Unit.YEARS) + timedelta(days=1)
    return Asked(seed=seed, population=population, first_day=first_day, last_day=last_day)


async def fill(target: Deployment, var: Path, asked: Asked) -> tuple[Mapping[str, Any], Truth]:
    """Fill an empty store; return what came of it, and what was put in."""
    ground = mark(target, {**_as_json(asked)})
    secrets = epoch_secrets(var, target.database)
    vault = Vault(target.url_for("vault"), read_master_key(None, master_key_file(var), secrets))
    await vault.open()
    begun = time.monotonic()
    try:
        with Progress(asked.days) as progress:
            truth = await simulate(ground, vault, asked, progress.day)
    finally:
        await vault.close()
    seconds = time.monotonic() - begun
    position, found = content_hash(target)
    result = {
        "database": target.database,
        **_as_json(asked),
        "persons": sum(1 for each in truth.persons if each.registered_on),
        "matters": len(truth.matters),
        "position": position,
        "seconds": round(seconds, 1),
        "eventsAMinute": round(position / seconds * 60),
        "contentHash": found,
    }
    return result, truth


async def settle(target: Deployment) -> None:
    """Let the services catch up."""
    put_reactions_at_the_end(target)
    with Progress(0) as progress:
        await catch_up(target, progress.behind)


def _as_json(asked: Asked) -> Mapping[str, Any]:
    return {
        "seed": asked.seed,
        "population": asked.population,
        "firstDay": asked.first_day.isoformat(),
        "lastDay": asked.last_day.isoformat(),
    }


def _several(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
