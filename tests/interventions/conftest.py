"""Interventions on a real store, with the voices of intake and investigation beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.interventions.application.storage import CODEC
from services.interventions.main import create_app
from shared.contracts.names import INTAKE, INVESTIGATION
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.kernel.settings import Settings
from shared.testing.database import Database
from shared.testing.keys import MemoryKeys
from tests.interventions.service import BASE, Service
from tests.services import client_of, registering, settings_of, store_of


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    return settings_of("interventions", BASE, database, tmp_path)


@pytest.fixture
async def intake(database: Database) -> AsyncIterator[PostgresStore]:
    """Yield the store as intake writes to it."""
    async with store_of("intake", Codec(own=INTAKE, heard={}), database) as store:
        yield store


@pytest.fixture
async def investigation(database: Database) -> AsyncIterator[PostgresStore]:
    """Yield the store as investigation writes to it."""
    async with store_of("investigation", Codec(own=INVESTIGATION, heard={}), database) as store:
        yield store


@pytest.fixture
def keys() -> MemoryKeys:
    return MemoryKeys()


@pytest.fixture
async def store(database: Database, keys: MemoryKeys) -> AsyncIterator[PostgresStore]:
    """Yield the store as interventions writes to it."""
    async with store_of("interventions", CODEC, database, keys) as store:
        yield store


@pytest.fixture
async def registered(database: Database) -> AsyncIterator[None]:
    """Let events be registered for as long as the test lasts."""
    async with registering(database):
        yield


@pytest.fixture
async def service(
    settings: Settings, store: PostgresStore, intake: PostgresStore, investigation: PostgresStore
) -> AsyncIterator[Service]:
    """Yield the service at work, and the voices it hears."""
    async with client_of(create_app(settings), BASE) as client:
        yield Service(client=client, store=store, intake=intake, investigation=investigation)
