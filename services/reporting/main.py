"""Reporting's composition root: the one place where its parts meet. It is given no keys."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.reporting.api.feed_routes import feed_routes
from services.reporting.api.routes import open_matter_routes, thread_routes
from services.reporting.application.storage import OWN
from services.reporting.projections.open_matters import OPEN_MATTERS
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.access.policy import RightsTable
from shared.access.tokens import KeySet, TokenReader
from shared.contracts.names import PUBLISHED
from shared.eventstore.codec import Codec
from shared.eventstore.registrar import Registrar
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.http.app import service_app
from shared.http.info import ApiInfo
from shared.http.metrics import Gauge
from shared.kernel.settings import Settings

PROJECTIONS = (THREAD_ENTRIES, OPEN_MATTERS)


def create_app(settings: Settings) -> FastAPI:
    """Build the app on the store that ``settings`` names."""
    registrar = Registrar(settings.registrar_url)
    codec = Codec(own=OWN, heard=PUBLISHED)
    store = PostgresStore(
        settings.store_url, service="reporting", codec=codec, registrar=registrar
    )
    runner = Runner(store, projections=PROJECTIONS)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await store.open()
        work = [asyncio.create_task(part.run()) for part in (registrar, runner)]
        try:
            yield
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
            await store.close()

    async def ready() -> Sequence[str]:
        return await store.ready()

    return service_app(
        ApiInfo(
            name="reporting",
            title="Uppföljning",
            description="Visar den röda tråden genom alla tjänster, vad som är öppet, och ett "
            "händelseflöde efter position. Innehåller pseudonymer och koder, aldrig namn, "
            "personnummer eller fritext; tjänsten har inga nycklar.",
            description_en="Shows the red thread across the services, what is open, and a feed "
            "of events by position. Pseudonyms and codes only; the service holds no keys.",
            public_url=settings.public_url,
            tags={
                "Röd tråd": "Varje statusändring i ett ärende, genom alla tjänster.",
                "Öppna ärenden": "Vad som är öppet nu, och var.",
                "Händelseflöde": "Publicerade händelser som CloudEvents.",
            },
        ),
        store=store,
        authenticator=TokenReader(
            issuer=settings.issuer, audience=settings.audience, keys=KeySet(settings.jwks)
        ),
        policy=RightsTable(),
        routers=[thread_routes(), open_matter_routes(), feed_routes()],
        lifespan=lifespan,
        ready=ready,
        gauges=[
            Gauge(
                "rodatraden_projection_lag_events",
                "Positioner kvar att läsa",
                runner.lag,
                label="projection",
            )
        ],
    )
