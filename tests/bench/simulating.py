"""Simulation: events a minute that the rules accept and the store keeps, sealed and registered."""

import asyncio
from datetime import date, timedelta

from deploy.simulation.filling import fill
from deploy.simulation.running import Asked
from tests.bench.figures import Figure, Goal, Row
from tests.bench.ground import Ground

ROUNDS = 3
GOAL = 100_000
POPULATION = 65_000
FIRST_DAY = date(2025, 1, 1)


def measure(ground: Ground) -> list[Row]:
    """Return how fast a municipality is simulated into an empty store."""
    days, speeds, events = ground.plan.simulated_days, list[float](), 0
    asked = Asked(
        seed=7,
        population=POPULATION,
        first_day=FIRST_DAY,
        last_day=FIRST_DAY + timedelta(days=days - 1),
    )
    for _ in ground.telling.rounds("simulate", ROUNDS):
        with ground.database() as target:
            result, _ = asyncio.run(fill(target, ground.own, asked))
        speeds.append(result["eventsAMinute"])
        events = result["position"]
    return [
        Row(
            key="simulate.events",
            part="Simulation",
            what=f"{days} days of a municipality of {POPULATION:,}, {events:,} events",
            unit="events/min",
            ours=Figure.of(speeds),
            goal=Goal(at_least=GOAL, of_ratio=False),
        )
    ]
