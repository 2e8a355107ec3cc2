"""Running a simulation: day by day, from the first to the last."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from deploy.simulation.agenda import Agenda
from deploy.simulation.arriving import apply_again, let_arrive
from deploy.simulation.chance import Chance
from deploy.simulation.desk import Desk
from deploy.simulation.early_help import help_early
from deploy.simulation.ground import Ground
from deploy.simulation.people import People
from deploy.simulation.quantities import read_quantities
from deploy.simulation.town import Town
from deploy.simulation.truth import Truth
from deploy.simulation.writing import Day, Shares, Writer
from shared.catalogue import catalogue
from shared.kernel.clock import CIVIL_ZONE
from shared.vault.vault import Vault

Progress = Callable[[date, int], None]
"""Called at the end of each day with the events stored so far."""

_A_DAY = timedelta(days=1)
_OFFICES_CLOSE = time(20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which simulation: the same is asked, the same comes of it."""

    seed: int
    population: int
    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A day that has passed: what was written on it, and which files share their keys."""

    day: date
    written: Day
    shares: Shares


def found(asked: Asked) -> Town:
    """Return the municipality on the eve of the first day: nobody is known."""
    chance = Chance(asked.seed)
    desk = Desk(chance, asked.first_day)
    truth = Truth()
    return Town(
        catalogue=catalogue(),
        quantities=read_quantities(),
        chance=chance,
        desk=desk,
        agenda=Agenda(asked.first_day),
        truth=truth,
        people=People(chance, desk, truth),
        population=asked.population,
        last_day=asked.last_day,
        apply_again=apply_again,
    )


def days(town: Town) -> Iterator[Passed]:
    """Let each day pass, what is to be done on it included, and yield what was written."""
    while town.today <= town.last_day:
        town.desk.today = town.today
        let_arrive(town)
        help_early(town)
        for act in town.agenda.due():
            act()
        shares, town.shares = town.shares, {}
        yield Passed(day=town.today, written=town.desk.clear(), shares=shares)
        town.agenda.today += _A_DAY


async def simulate(ground: Ground, vault: Vault, asked: Asked, progress: Progress) -> Truth:
    """Simulate, store it all, and return what was put in; a day is stored as the next passes."""
    town, writer, count = found(asked), Writer(ground, vault), 0
    passing = days(town)
    await writer.open()
    gc.disable()  # what is kept is in no cycles, and was gone through for a quarter of the time
    try:
        passed = next(passing, None)
        while passed is not None:
            following = asyncio.to_thread(next, passing, None)
            stored, after = await asyncio.gather(_store(writer, passed), following)
            count += stored
            progress(passed.day, count)
            passed = after
    finally:
        gc.enable()
        await writer.close()
    return town.truth


async def _store(writer: Writer, passed: Passed) -> int:
    closes_at = datetime.combine(passed.day, _OFFICES_CLOSE, CIVIL_ZONE)
    return await writer.write(passed.written, passed.shares, closes_at)
