"""Filling an empty store with a simulation, and letting the services catch up with it."""

import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from deploy.development import epoch_secrets, master_key_file
from deploy.migrate import Deployment
from deploy.simulation.content import content_hash
from deploy.simulation.ground import mark
from deploy.simulation.progress import Progress
from deploy.simulation.running import Asked, simulate
from deploy.simulation.settling import catch_up, put_reactions_at_the_end
from deploy.simulation.truth import Truth
from shared.kernel.calendar import Unit, nominal_end
from shared.kernel.clock import today
from shared.vault.master import read_master_key
from shared.vault.vault import Vault


class NotYetPast(Exception):  # noqa: N818
    """The last day has not passed: nothing is recorded before it happens."""


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
