"""Intake on a real store and a real vault, with investigation's voice beside it."""

import json
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from services.intake.application.storage import CODEC
from services.intake.main import create_app
from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.contracts.names import INVESTIGATION
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.kernel.settings import Settings
from shared.testing.database import Database
from shared.testing.tokens import AUDIENCE, ISSUER
from tests.intake.service import BASE, Service


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    jwks = tmp_path / "jwks.json"
    jwks.write_text(json.dumps(ISSUER.jwks()))
    return Settings(
        store_url=database.url_for("intake"),
        registrar_url=database.url_for("registrar"),
        issuer=DEVELOPMENT_ISSUER,
        audience=AUDIENCE,
        jwks=str(jwks),
        public_url=BASE,
        keys_url=database.url_for("vault"),
        master_key=b64encode(bytes(32)).decode(),
    )


@pytest.fixture
async def service(settings: Settings, database: Database) -> AsyncIterator[Service]:
    """Yield the service at work, with its own store and investigation's beside it."""
    app = create_app(settings)
    own = PostgresStore(settings.store_url, service="intake", codec=CODEC)
    voice = PostgresStore(
        database.url_for("investigation"),
        service="investigation",
        codec=Codec(own=INVESTIGATION, heard={}),
    )
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url=BASE) as client,
    ):
        await own.open()
        await voice.open()
        yield Service(client=client, store=own, investigation=voice)
        await voice.close()
        await own.close()
