"""Investigation on a real store with intake's voice beside it, and its routes on memory."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient

from services.investigation.api import course_routes, decision_routes, routes
from services.investigation.api.note_routes import note_routes
from services.investigation.application.storage import CODEC
from services.investigation.main import create_app
from shared.contracts.names import INTAKE
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.http.app import service_app
from shared.http.info import ApiInfo
from shared.kernel.context import Context
from shared.kernel.settings import Settings
from shared.testing.access_log import MemoryAccessLog
from shared.testing.database import Database
from shared.testing.every_case import EveryCase
from shared.testing.keys import MemoryKeys
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import reader_for_tests
from tests.investigation.service import BASE, OFFICIAL, THREAD_ID, Service
from tests.investigation.stories import INVESTIGATION_ID, PERSON_ID, opened
from tests.services import client_of, registering, settings_of, store_of


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    return settings_of("investigation", BASE, database, tmp_path)


@pytest.fixture
async def intake(database: Database) -> AsyncIterator[PostgresStore]:
    """Yield the store as intake writes to it."""
    async with store_of("intake", Codec(own=INTAKE, heard={}), database) as store:
        yield store


@pytest.fixture
async def store(database: Database) -> AsyncIterator[PostgresStore]:
    """Yield the store as investigation writes to it."""
    async with store_of("investigation", CODEC, database, MemoryKeys()) as store:
        yield store


@pytest.fixture
async def registered(database: Database) -> AsyncIterator[None]:
    """Let events be registered for as long as the test lasts."""
    async with registering(database):
        yield


@pytest.fixture
async def service(
    settings: Settings, store: PostgresStore, intake: PostgresStore
) -> AsyncIterator[Service]:
    """Yield the service at work, and intake's voice to it."""
    async with client_of(create_app(settings), BASE) as client:
        yield Service(client=client, store=store, intake=intake)


async def nothing() -> list[str]:
    return []


@pytest.fixture
async def memory() -> MemoryStore:
    store = MemoryStore()
    context = Context(
        actor=OFFICIAL,
        thread_id=THREAD_ID,
        causation_id=UUID(int=99),
        person_id=PERSON_ID,
    )
    async with store.transaction() as tx:
        await tx.append(INVESTIGATION_ID, [opened], context, after=0)
    return store


@pytest.fixture
async def client(memory: MemoryStore) -> AsyncIterator[AsyncClient]:
    app = service_app(
        ApiInfo(
            name="investigation",
            title="Utredning",
            description="",
            description_en="",
            public_url=BASE,
        ),
        store=memory,
        authenticator=reader_for_tests(),
        policy=EveryCase(),
        access_log=MemoryAccessLog(),
        routers=[
            routes.ROUTER,
            course_routes.ROUTER,
            decision_routes.ROUTER,
            note_routes(MemoryKeys()),
        ],
        ready=nothing,
    )
    async with AsyncClient(transport=ASGITransport(app), base_url=BASE) as client:
        yield client
