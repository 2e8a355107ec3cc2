"""What the stories about reporting start from: the service at work on a database of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import AsyncClient

from services.reporting.application.storage import CODEC
from services.reporting.main import create_app
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.services import client_of, settings_of, store_of

BASE = "http://reporting.example"


@pytest.fixture
async def reporting(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """Yield a client of reporting while it follows the ledger."""
    app = create_app(settings_of("reporting", BASE, database, tmp_path))
    async with client_of(app, BASE) as client:
        yield client


@pytest.fixture
async def store(database: Database) -> AsyncIterator[PostgresStore]:
    """Yield reporting's store, with nothing at work on it."""
    async for opened in _opened(database):
        yield opened


async def _opened(database: Database) -> AsyncIterator[PostgresStore]:
    async with store_of("reporting", CODEC, database) as opened:
        yield opened
