"""A service process: the store, and what works beside the routes for as long as they answer."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any, Protocol

from fastapi import FastAPI

from shared.access.access_log import StoredAccessLog
from shared.access.cases import CasePolicy
from shared.access.guarded import guarded_of
from shared.access.keys import IssuerKeys
from shared.access.matters import matters_of
from shared.access.oidc import LoginClient, login_client
from shared.access.tokens import TokenReader
from shared.catalogue import catalogue
from shared.eventstore.codec import Codec
from shared.eventstore.derivations import Derivation
from shared.eventstore.projections import Projection
from shared.eventstore.reactions import Reaction
from shared.eventstore.registrar import Registrar
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.http.app import service_app
from shared.http.edge import EdgeRouter
from shared.http.info import ApiInfo
from shared.http.limits import Limits
from shared.http.metrics import Gauge
from shared.kernel.settings import Settings
from shared.process.equipment import checkpointer_of, vault_of
from shared.vault.vault import Vault

log = logging.getLogger(__name__)


class Worker(Protocol):
    """Something that runs beside the routes until it is cancelled."""

    async def run(self) -> None:
        """Work until cancelled, through every loss of the database."""


def access_of(service: str) -> tuple[Projection[Any], ...]:
    """Return the read models that the policy of ``service`` rests on."""
    return (matters_of(service), guarded_of(service))


def followed_by(
    service: str, projections: Sequence[Projection[Any]]
) -> tuple[Projection[Any], ...]:
    """Return every projection that ``service`` runs, given its own."""
    return (*projections, *access_of(service))


class Process:
    """The moving parts of one service, and the app that they stand behind."""

    def __init__(
        self,
        settings: Settings,
        *,
        service: str,
        codec: Codec,
        projections: Sequence[Projection[Any]],
        derivations: Sequence[Derivation] = (),
        has_claims: bool = False,
    ) -> None:
        self._settings = settings
        self.vault = vault_of(settings)
        self.registrar = Registrar(settings.registrar_url)
        self.store = PostgresStore(
            settings.store_url,
            service=service,
            codec=codec,
            sealer=self.vault,
            registrar=self.registrar,
        )
        keys = self._keys = IssuerKeys(settings.jwks)
        audience = settings.audience
        self._tokens = TokenReader(issuer=settings.issuer, audience=audience, keys=keys)
        self._checkpointer = checkpointer_of(settings)
        self.policy = CasePolicy(service, catalogue(), has_claims=has_claims)
        followed = followed_by(service, projections)
        self._run = partial(Runner, self.store, projections=followed, derivations=derivations)
        self._runner = self._run()
        self._beside: list[Worker] = []
        self._ended: list[str] = []

    def react(self, *reactions: Reaction) -> None:
        """Say what the service does when something has happened. Call it before the lifespan."""
        self._runner = self._run(reactions=reactions)

    def work(self, *workers: Worker) -> None:
        """Say what else works beside the routes. Call it before the lifespan."""
        self._beside += workers

    @property
    def keys(self) -> Vault:
        """The vault of a service that seals.

        Raises:
            LookupError: the service was given no keys.
        """
        if self.vault is None:
            raise LookupError("this service was given no keys")
        return self.vault

    def app(
        self,
        info: ApiInfo,
        routers: Sequence[EdgeRouter],
        *,
        gauges: Sequence[Gauge] = (),
        pages: Sequence[EdgeRouter] = (),
    ) -> FastAPI:
        """Return the app of the service, that works for as long as it answers."""
        settings = self._settings
        return service_app(
            info,
            store=self.store,
            authenticator=self._tokens,
            policy=self.policy,
            access_log=StoredAccessLog(),
            routers=routers,
            lifespan=self.lifespan,
            ready=self.ready,
            gauges=[*self.gauges(), *gauges],
            pages=pages,
            limits=Limits(settings.client_rate, settings.failure_rate),
        )

    @property
    def login(self) -> LoginClient | None:
        """How officials log in from a browser; None where the settings name no issuer for it."""
        return login_client(self._settings, self._tokens, self._keys)

    @asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """Open what is needed, work beside the routes, and let go of it all in the end.

        Also when not all of it can be opened: a pool left to itself keeps its process from ending.
        """
        async with AsyncExitStack() as opened:
            if self.vault is not None:
                opened.push_async_callback(self.vault.close)
                await self.vault.open()
            opened.push_async_callback(self.store.close)
            await self.store.open()
            work = [self._begin(worker) for worker in self._workers()]
            try:
                yield
            finally:
                for task in work:
                    task.cancel()
                await asyncio.gather(*work, return_exceptions=True)

    async def ready(self) -> Sequence[str]:
        """Return the reasons why the service is not ready.

        A consumer in trouble is none: what comes in is kept all the same, and a figure tells.
        """
        vault = [] if self.vault is None else await self.vault.ready()
        return [*await self.store.ready(), *vault, *self._ended]

    def gauges(self) -> list[Gauge]:
        """Return the figures that every service tells of its moving parts."""
        description = "Positioner i liggaren kvar att läsa"
        name = "rodatraden_consumer_lag_positions"
        gauges = [
            Gauge(name, description, self._runner.lag, label="consumer"),
            Gauge("rodatraden_parked_events", "Parkerade händelser", self._parked),
            Gauge("rodatraden_consumers_in_trouble", "Läsare som inte kommer vidare", self._stuck),
        ]
        if self._checkpointer is not None:
            description = "1 om liggaren inte signeras som den ska"
            name = "rodatraden_checkpoint_trouble"
            gauges.append(Gauge(name, description, self._checkpointer.troubled))
        return gauges

    async def _parked(self) -> Mapping[str, float]:
        return {"": await self._runner.parked()}

    async def _stuck(self) -> Mapping[str, float]:
        return {"": len(self._runner.troubles)}

    def _workers(self) -> list[Worker]:
        workers: list[Worker] = [self.registrar, self._runner, *self._beside]
        return workers if self._checkpointer is None else [*workers, self._checkpointer]

    def _begin(self, worker: Worker) -> asyncio.Task[None]:
        task = asyncio.create_task(worker.run(), name=type(worker).__name__)
        task.add_done_callback(self._note_end)
        return task

    def _note_end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            log.critical("a worker ended", extra={"fields": {"worker": task.get_name()}})
            self._ended.append(f"{task.get_name().lower()}: has ended")
