"""Letting the services catch up with a simulated ledger, as if they had run all the while.

What their reactions would have done was done by the simulation, by the same functions: so they go
on from where it ended, and would otherwise do it all once more.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module

import psycopg

from deploy.migrate import Deployment
from deploy.roles import SERVICES
from services.interventions.reactions import follow_the_correction, follow_the_decision
from services.investigation.reactions import take_over_from_intake
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.process.process import access_of

Progress = Callable[[Mapping[str, int]], None]
"""Called now and then with how far behind each service is."""

REACTIONS = (
    ("investigation", take_over_from_intake.NAME),
    ("interventions", follow_the_decision.NAME),
    ("interventions", follow_the_correction.NAME),
)
LOOK_SECONDS = 0.2


def put_reactions_at_the_end(target: Deployment) -> None:
    """Let reactions go on after what was simulated."""
    for service, name in REACTIONS:
        with psycopg.connect(target.url_for(service)) as own:
            own.execute(
                f"INSERT INTO {service}.tracking (name, position, chain_hash, epoch)"
                " SELECT %s, l.position, l.chain_hash, l.epoch FROM store.ledger l"
                " JOIN store.ledger_head h USING (position) ON CONFLICT (name) DO UPDATE"
                " SET position = excluded.position, chain_hash = excluded.chain_hash,"
                " epoch = excluded.epoch",
                [name],
            )


async def catch_up(target: Deployment, progress: Progress) -> None:
    """Bring the read models of every service up to the ledger's end."""
    behind: dict[str, int] = {}

    async def one(service: str) -> None:
        store, runner = _runner(target, service)
        await store.open()
        work = asyncio.create_task(runner.run())
        try:
            while behind.get(service) != 0:
                await asyncio.sleep(LOOK_SECONDS)
                behind[service] = max((await runner.lag()).values())
                progress(behind)
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work
            await store.close()

    await asyncio.gather(*(one(service) for service in SERVICES))


def _runner(target: Deployment, service: str) -> tuple[PostgresStore, Runner]:
    root = import_module(f"services.{service}.main")
    codec = import_module(f"services.{service}.application.storage").CODEC
    store = PostgresStore(target.url_for(service), service=service, codec=codec)
    projections = (*root.PROJECTIONS, *access_of(service))
    derivations = getattr(root, "DERIVATIONS", ())
    return store, Runner(store, projections=projections, derivations=derivations)
