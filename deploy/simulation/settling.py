"""Letting the services catch up with a simulated ledger, as if they had run all the while.

What their reactions would have done was done by the simulation, by the same functions: so they go
on from where it ended, and would otherwise do it all once more.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules

import psycopg

from deploy.migrate import Deployment
from deploy.roles import SERVICES
from shared.eventstore.reactions import Reaction
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.process.process import access_of

Progress = Callable[[Mapping[str, int]], None]
"""Called now and then with how far behind each service is."""

LOOK_SECONDS = 0.2


def reactions() -> Iterator[tuple[str, str]]:
    """Yield every reaction's service and name: one in a module of the service's reactions."""
    for service in SERVICES:
        package = import_module(f"services.{service}.reactions")
        for found in iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{found.name}")
            if hasattr(module, Reaction.__name__):
                yield service, module.NAME


def put_reactions_at_the_end(target: Deployment) -> None:
    """Let reactions go on after what was simulated."""
    for service, name in reactions():
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
