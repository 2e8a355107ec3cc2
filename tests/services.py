"""What the tests of every service stand on: its settings, stores, registrar and client."""

import asyncio
import json
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.eventstore.codec import Codec
from shared.eventstore.registrar import Registrar
from shared.eventstore.store import PostgresStore
from shared.kernel.sealed import Sealer
from shared.kernel.settings import Settings
from shared.testing.database import Database
from shared.testing.tokens import AUDIENCE, ISSUER


def settings_of(service: str, base: str, database: Database, folder: Path) -> Settings:
    """Return what the service is told at its start; the issuer's keys are put in ``folder``."""
    jwks = folder / "jwks.json"
    jwks.write_text(json.dumps(ISSUER.jwks()))
    return Settings(
        store_url=database.url_for(service),
        registrar_url=database.url_for("registrar"),
        issuer=DEVELOPMENT_ISSUER,
        audience=AUDIENCE,
        jwks=str(jwks),
        public_url=base,
        keys_url=database.url_for("vault"),
        master_key=b64encode(bytes(32)).decode(),
        epoch_secrets=folder / "epoch-secrets",
    )


@asynccontextmanager
async def store_of(
    service: str, codec: Codec, database: Database, sealer: Sealer | None = None
) -> AsyncIterator[PostgresStore]:
    """Open the store as ``service`` writes to it."""
    store = PostgresStore(database.url_for(service), service=service, codec=codec, sealer=sealer)
    await store.open()
    yield store
    await store.close()


@asynccontextmanager
async def registering(database: Database) -> AsyncIterator[None]:
    """Let events be registered meanwhile."""
    work = asyncio.create_task(Registrar(database.url_for("registrar")).run())
    yield
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


@asynccontextmanager
async def client_of(app: FastAPI, base: str) -> AsyncIterator[AsyncClient]:
    """Let the service work, and speak to it over HTTP."""
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url=base) as client,
    ):
        yield client
