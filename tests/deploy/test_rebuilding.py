"""Every read model that a service runs can be rebuilt, the ones that the policy rests on too."""

import asyncio
import time
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from psycopg import AsyncConnection

from deploy.rebuilding import ProjectionUnknown, find_projection, projections
from deploy.roles import SERVICES
from shared.eventstore.projections import Projection
from shared.testing.database import Database
from tests.services import client_of, settings_of

PATIENCE = 30.0


def reactions(service: str) -> set[str]:
    """Return what the service's reactions are called: they have no table to rebuild."""
    room = import_module(f"services.{service}").__path__[0]
    names = [each.name for each in iter_modules([f"{room}/reactions"])]
    found = (import_module(f"services.{service}.reactions.{name}") for name in names)
    return {module.NAME for module in found if hasattr(module, "NAME")}


def derivations(service: str) -> set[str]:
    main: Any = import_module(f"services.{service}.main")
    return {each.name for each in getattr(main, "DERIVATIONS", ())}


async def consumers(database: Database, service: str) -> set[str]:
    """Return what the running service follows the ledger by, once it has begun."""
    query = f"SELECT name FROM {service}.tracking".encode()
    until = time.monotonic() + PATIENCE
    async with await AsyncConnection.connect(database.admin_url, autocommit=True) as connection:
        while time.monotonic() < until:
            rows = await (await connection.execute(query)).fetchall()
            begun = {str(name) for (name,) in rows}
            if {"access-guarded", *derivations(service)} <= begun:
                return begun
            await asyncio.sleep(0.05)
    raise AssertionError(f"{service} never began")


async def test_whatever_a_running_service_keeps_can_be_rebuilt(
    database: Database, tmp_path: Path
) -> None:
    known = {(service, each.name) for service, each in projections().values()}
    async with AsyncExitStack() as stack:
        for service in SERVICES:
            base = f"http://{service}.example"
            settings = settings_of(service, base, database, tmp_path)
            app = import_module(f"services.{service}.main").create_app(settings)
            await stack.enter_async_context(client_of(app, base))
        for service in SERVICES:
            running = await consumers(database, service)
            kept = running - reactions(service) - derivations(service)
            assert {"access-guarded", "access-matters"} <= kept
            assert {(service, name) for name in kept} <= known


@pytest.mark.parametrize("service", SERVICES)
def test_the_policys_read_models_are_found_by_service_and_name(service: str) -> None:
    found, projection = find_projection(f"{service}.access-guarded")
    assert isinstance(projection, Projection)
    assert (found, projection.table.schema) == (service, service)
    with pytest.raises(ProjectionUnknown, match=f"{service}.access-matters"):
        find_projection(f"{service}.nothing")
