"""Interventions' composition root: the one place where its parts meet."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.interventions.api import reading_routes, routes
from services.interventions.application.lawful import Law
from services.interventions.application.storage import CODEC
from services.interventions.projections.goals import GOALS
from services.interventions.projections.interventions import INTERVENTIONS
from services.interventions.projections.persons import PERSONS
from services.interventions.reactions.follow_the_decision import follow_the_decision
from shared.access.keys import IssuerKeys
from shared.access.policy import RightsTable
from shared.access.tokens import TokenReader
from shared.catalogue import catalogue
from shared.eventstore.registrar import Registrar
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.http.app import Lifespan, service_app
from shared.http.info import ApiInfo
from shared.http.metrics import Gauge
from shared.kernel.settings import Settings
from shared.vault.master import read_master_key
from shared.vault.vault import Vault

PROJECTIONS = (INTERVENTIONS, GOALS, PERSONS)


def create_app(settings: Settings) -> FastAPI:
    """Build the app on the store and the file keys that ``settings`` names.

    Raises:
        MasterKeyRefused: there is no usable master key.
        CatalogueFaulty: the catalogue cannot be used.
    """
    assert settings.keys_url is not None, "interventions seals, so its settings name the keys"
    vault = Vault(
        settings.keys_url, read_master_key(settings.master_key, settings.master_key_file)
    )
    registrar = Registrar(settings.registrar_url)
    store = PostgresStore(
        settings.store_url,
        service="interventions",
        codec=CODEC,
        sealer=vault,
        registrar=registrar,
    )
    reactions = [follow_the_decision(Law(catalogue()))]
    runner = Runner(store, projections=PROJECTIONS, reactions=reactions)

    async def ready() -> Sequence[str]:
        return [*await store.ready(), *await vault.ready()]

    return service_app(
        _api(settings.public_url),
        store=store,
        authenticator=TokenReader(
            issuer=settings.issuer, audience=settings.audience, keys=IssuerKeys(settings.jwks)
        ),
        policy=RightsTable(),
        routers=[routes.ROUTER, reading_routes.ROUTER, reading_routes.note_routes(vault)],
        lifespan=_lifespan(vault, store, registrar, runner),
        ready=ready,
        gauges=[_lag(runner)],
    )


def _lifespan(
    vault: Vault, store: PostgresStore, registrar: Registrar, runner: Runner
) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await vault.open()
        await store.open()
        work = [asyncio.create_task(part.run()) for part in (registrar, runner)]
        try:
            yield
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
            await store.close()
            await vault.close()

    return lifespan


def _lag(runner: Runner) -> Gauge:
    return Gauge(
        "rodatraden_consumer_lag_positions",
        "Positioner i liggaren kvar att läsa",
        runner.lag,
        label="consumer",
    )


def _api(public_url: str) -> ApiInfo:
    return ApiInfo(
        name="interventions",
        title="Insats",
        description="Insatser, från att de beviljas eller öppnas till att de avslutas: "
        "tilldelning, erbjudande, verkställighet, avbrott, mål, uppföljning och metod. En "
        "beviljad insats öppnas när beslutet är fattat; utan behovsprövning öppnas den här. "
        "Texter läses bara på sin egen adress. Känd begränsning: anonymt deltagande i insatser "
        "utan behovsprövning registreras inte.",
        description_en="Interventions, from granted or opened to ended: assignment, offer, "
        "execution, interruption, goals, follow-up and method. A granted one opens when the "
        "decision is made; one without needs assessment is opened here. Texts are read at an "
        "address of their own. Known limitation: anonymous participation without needs "
        "assessment is not registered.",
        public_url=public_url,
        tags={
            "Insats": "Insatser, deras mål och vad som inte har verkställts.",
            "Texter": "Mål, skäl, uppföljningar och den enskildes egen syn i klartext.",
        },
    )
