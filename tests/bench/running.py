"""The four services at work: append -> visible in reporting, and the memory of each."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

import psycopg
import uvloop

from deploy.development import development_issuer
from deploy.launcher import Launched, launched
from deploy.migrate import Deployment
from deploy.roles import REGISTRAR
from tests.bench import memory
from tests.bench.appending import paced
from tests.bench.asked import E_SERVICE_CLIENT, OFFICIAL, Matters, a_report, token
from tests.bench.calling import Line, call
from tests.bench.figures import Figure, Goal, Row
from tests.bench.ground import FREE_PORTS, Ground
from tests.bench.writers import Order, Writers, writers

STREAMING = 2  # processes
SECONDS_TO_SEE = 20.0
PAUSE_SECONDS = 0.02  # between two looks of an official
VISIBLE = "SELECT 1 FROM reporting.thread_entry WHERE event_id = %s"
LAG = """
    SELECT (SELECT position FROM store.ledger_head) - min(position)
    FROM reporting.tracking
"""


@dataclass(frozen=True, slots=True)
class Sightings:
    """How many milliseconds each assignment took to be seen, by rounds."""

    alone: list[list[float]] = field(default_factory=list)
    beside: list[list[float]] = field(default_factory=list)


def measure(ground: Ground) -> list[Row]:
    """Return how soon a change of status is seen, and what the services then hold."""
    plan, services = ground.plan, list[Launched]()
    with ground.database() as target, writers(STREAMING) as several:
        plans = ground.services(target)
        with launched(plans, ground.telling.tell, services.append):
            pids = services[0].pids
            idle = memory.resident(pids)
            reports, matters = _work(ground, target, plans[0].port)
            seen = _see_all(ground, target, plans[0].port, matters, several)
            loaded = memory.resident(pids)
    stream = f"beside {plan.stream_per_second} appends/s"
    return [
        *_rows("alone", "light load", seen.alone),
        *_rows("beside", stream, seen.beside),
        *memory.rows(idle, loaded, f"after {reports:,} reports of concern and the sightings"),
    ]


def _work(ground: Ground, target: Deployment, port: int) -> tuple[int, Matters]:
    """Report concerns, and wait until everybody has heard of them."""
    issuer = development_issuer(ground.own, FREE_PORTS)
    report = partial(a_report, f"Bearer {token(issuer, E_SERVICE_CLIENT)}")
    ground.telling.tell(f"reports of concern for {ground.plan.load_seconds:.0f} s")
    first = call(port, report, 0.2, connections=1)
    rest = call(port, report, ground.plan.load_seconds)
    matters = Matters(authorization=f"Bearer {token(issuer, OFFICIAL)}")
    matters.learn(target.admin_url)
    return first.count + rest.count, matters


def _see_all(
    ground: Ground, target: Deployment, port: int, matters: Matters, several: Writers
) -> Sightings:
    seen = Sightings()
    order = Order(
        store_url=target.url_for("intake"),
        registrar_url=target.url_for(REGISTRAR),
        admin_url=target.admin_url,
        seconds=0,
        per_second=ground.plan.stream_per_second / STREAMING,
    )
    for _ in ground.telling.rounds("append -> visible", ground.plan.rounds):
        _wait_until_caught_up(target)
        seen.alone.append(uvloop.run(_see(target, port, matters, ground.plan.sightings)))
        several.begin(paced, order)
        seen.beside.append(uvloop.run(_see(target, port, matters, ground.plan.sightings)))
        several.call_off()
    return seen


async def _see(target: Deployment, port: int, matters: Matters, count: int) -> list[float]:
    taken = []
    line = await Line.open(port)
    async with await psycopg.AsyncConnection.connect(target.admin_url, autocommit=True) as eyes:
        for _ in range(count):
            request, done = matters.next_assignment()
            begun = time.perf_counter()
            body = await line.ask(request)
            done(body)
            await _seen(eyes, UUID(json.loads(body)["eventId"]))
            taken.append(1000 * (time.perf_counter() - begun))
            await asyncio.sleep(PAUSE_SECONDS)
    line.close()
    return taken


async def _seen(eyes: psycopg.AsyncConnection, event_id: UUID) -> None:
    until = time.monotonic() + SECONDS_TO_SEE
    while True:
        cursor = await eyes.execute(VISIBLE, (event_id,), prepare=True)
        if await cursor.fetchone():
            return
        if time.monotonic() > until:
            raise TimeoutError("reporting does not show it")
        await asyncio.sleep(0.001)


def _wait_until_caught_up(target: Deployment) -> None:
    until = time.monotonic() + SECONDS_TO_SEE
    with psycopg.connect(target.admin_url, autocommit=True) as eyes:
        while eyes.execute(LAG).fetchone() != (0,):
            if time.monotonic() > until:
                raise TimeoutError("reporting does not keep up")
            time.sleep(0.01)


def _rows(key: str, what: str, samples: Sequence[Sequence[float]]) -> list[Row]:
    return [
        Row(
            key=f"visible.{key}.p{share * 100:.0f}",
            part="append -> visible in reporting",
            what=f"{what}, p{share * 100:.0f}",
            unit="ms",
            ours=Figure.at(share, samples),
            goal=Goal(at_most=100, of_ratio=False) if share > 0.9 else None,
            note=f"{sum(map(len, samples))} assignments",
        )
        for share in (0.5, 0.99)
    ]
