from collections.abc import AsyncIterator

import httpx
import pytest

from shared.contracts.names import INTAKE, PUBLISHED
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.http.app import ServiceApp
from shared.testing.database import Database
from tests.shared.worklists.api import Program, build
from tests.shared.worklists.robots import Robots


@pytest.fixture
async def robots(database: Database) -> AsyncIterator[Robots]:
    codec = Codec(own=INTAKE, heard=PUBLISHED)
    store = PostgresStore(database.url_for("intake"), service="intake", codec=codec)
    await store.open()
    yield Robots(store, database)
    await store.close()


@pytest.fixture
def app(robots: Robots) -> ServiceApp:
    return build(robots.store)


@pytest.fixture
async def program(app: ServiceApp) -> AsyncIterator[Program]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield Program(client)
