"""Interventions on a real store, with the voices of intake and investigation beside it."""

import asyncio
import json
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from services.interventions.application.storage import CODEC
from services.interventions.main import create_app
from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.contracts.names import INTAKE, INVESTIGATION
from shared.eventstore.codec import Codec
from shared.eventstore.registrar import Registrar
from shared.eventstore.store import PostgresStore
from shared.kernel.settings import Settings
from shared.testing.database import Database
from shared.testing.keys import MemoryKeys
from shared.testing.tokens import AUDIENCE, ISSUER
from tests.interventions.service import BASE, Service


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    jwks = tmp_path / "jwks.json"
    jwks.write_text(json.dumps(ISSUER.jwks()))
    return Settings(
        store_url=database.url_for("interventions"),
        registrar_url=database.url_for("registrar"),
        issuer=DEVELOPMENT_ISSUER,
        audience=AUDIENCE,
        jwks=str(jwks),
        public_url=BASE,
        keys_url=database.url_for("vault"),
        master_key=b64encode(bytes(32)).decode(),
    )


@pytest.fixture
async def intake(database: Database) -> AsyncIterator[PostgresStore]:
    """Yield the store as intake writes to it."""
    codec = Codec(own=INTAKE, heard={})
    store = PostgresStore(database.url_for("intake"), service="intake", codec=codec)
    await store.open()
    yield store
    await store.close()


@pytest.fixture
async def investigation(database: Database) -> AsyncIterator[PostgresStore]:
    """Yield the store as investigation writes to it."""
    codec = Codec(own=INVESTIGATION, heard={})
    store = PostgresStore(database.url_for("investigation"), service="investigation", codec=codec)
    await store.open()
    yield store
    await store.close()


@pytest.fixture
def keys() -> MemoryKeys:
    return MemoryKeys()


@pytest.fixture
async def store(database: Database, keys: MemoryKeys) -> AsyncIterator[PostgresStore]:
    """Yield the store as interventions writes to it."""
    url = database.url_for("interventions")
    store = PostgresStore(url, service="interventions", codec=CODEC, sealer=keys)
    await store.open()
    yield store
    await store.close()


@pytest.fixture
async def registered(database: Database) -> AsyncIterator[None]:
    """Let events be registered for as long as the test lasts."""
    work = asyncio.create_task(Registrar(database.url_for("registrar")).run())
    yield
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


@pytest.fixture
async def service(
    settings: Settings, store: PostgresStore, intake: PostgresStore, investigation: PostgresStore
) -> AsyncIterator[Service]:
    """Yield the service at work, and the voices it hears."""
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url=BASE) as client,
    ):
        yield Service(client=client, store=store, intake=intake, investigation=investigation)
