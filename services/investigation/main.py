"""Investigation's composition root: the one place where its parts meet."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.investigation.api import decision_routes, routes
from services.investigation.api.note_routes import note_routes
from services.investigation.application.storage import CODEC
from services.investigation.projections.decisions import DECISIONS
from services.investigation.projections.investigations import INVESTIGATIONS
from services.investigation.projections.work_items import WORK_ITEMS
from services.investigation.reactions.take_over_from_intake import take_over_from_intake
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

PROJECTIONS = (INVESTIGATIONS, DECISIONS, WORK_ITEMS)


def create_app(settings: Settings) -> FastAPI:
    """Build the app on the store and the file keys that ``settings`` names.

    Raises:
        MasterKeyRefused: there is no usable master key.
        CatalogueFaulty: the catalogue cannot be used.
    """
    assert settings.keys_url is not None, "investigation seals, so its settings name the keys"
    vault = Vault(
        settings.keys_url, read_master_key(settings.master_key, settings.master_key_file)
    )
    registrar = Registrar(settings.registrar_url)
    store = PostgresStore(
        settings.store_url,
        service="investigation",
        codec=CODEC,
        sealer=vault,
        registrar=registrar,
    )
    reactions = [take_over_from_intake(catalogue())]
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
        routers=[routes.ROUTER, decision_routes.ROUTER, note_routes(vault)],
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
        name="investigation",
        title="Utredning",
        description="Utredningar, från att de inleds till beslut och avslut. En utredning "
        "inleds när en förhandsbedömning har avslutats så; den kan inte inledas härifrån. "
        "Texter läses bara på sina egna adresser. Känd begränsning: belopp prövas inte mot "
        "delegationsordningen.",
        description_en="Investigations, from opening to decision and closing. One is opened "
        "when intake's preliminary assessment ends so; it cannot be opened from here. Texts "
        "are read at addresses of their own. Known limitation: amounts are not tried against "
        "the delegation order.",
        public_url=public_url,
        tags={
            "Utredning": "Utredningar och det som görs i dem.",
            "Beslut": "Beslut som fattats i en utredning, och överklaganden.",
            "Texter": "Planer, anteckningar och motiveringar i klartext.",
            "Arbetsköer": "Arbetsmoment som robotar kan ta.",
        },
    )
