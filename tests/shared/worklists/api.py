"""One service's work list over HTTP, and the programs that use it."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx
from pydantic import Field

from shared.access.access_log import StoredAccessLog
from shared.contracts.intake import IntakeWorkDone
from shared.eventstore.store import PostgresStore
from shared.http.app import ServiceApp, service_app
from shared.http.info import ApiInfo
from shared.http.schemas import Body
from shared.http.worklists import (
    WORKLIST_TAGS,
    WorklistRoutes,
    worklist_gauges,
    worklist_router,
)
from shared.kernel.context import Actor, Context
from shared.kernel.store import Appended, Transaction
from shared.testing.every_case import EveryCase
from shared.testing.tokens import ROBOT, bearer, reader_for_tests, token_for
from shared.worklists.worklists import Claim
from tests.shared.worklists.robots import LIST

CLAIMS = f"/worklists/{LIST.name}/claims"
PARKED = f"/worklists/{LIST.name}/parked-items"
OTHER_ROBOT = token_for("robot-2", "robot", "robot")
MINUTE = {"leaseSeconds": 60}


class SiblingsBody(Body):
    """Utfall av syskonkontrollen."""

    found: int = Field(title="Antal syskon", ge=0, examples=[2])


async def finish(
    tx: Transaction, claim: Claim, body: SiblingsBody, actor: Actor, causation_id: UUID
) -> Appended:
    done = IntakeWorkDone(
        worklist=LIST.name, result_code=f"siblings-{body.found}", done_on=date(2026, 3, 2)
    )
    context = Context(actor=actor, thread_id=claim.stream_id, causation_id=causation_id)
    return await tx.append(claim.stream_id, [done], context, after=0)


async def ready() -> list[str]:
    return []


def build(store: PostgresStore) -> ServiceApp:
    """Return a service with one work list and nothing else."""
    routes = WorklistRoutes(
        worklist=LIST, title="Syskonkontroll", result=SiblingsBody, finish=finish
    )
    return service_app(
        ApiInfo(
            name="intake",
            title="Aktualisering",
            description="Arbetslistor på prov.",
            description_en="Work lists on trial.",
            public_url="http://test",
            tags=WORKLIST_TAGS,
        ),
        store=store,
        authenticator=reader_for_tests(),
        policy=EveryCase(),
        access_log=StoredAccessLog(),
        routers=[worklist_router(right="intake:work", lists=[routes])],
        ready=ready,
        gauges=worklist_gauges(store, [LIST]),
    )


class Program:
    """A robot's or an official's program; each post has a key of its own unless given one."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._posts = 0

    async def post(
        self, path: str, body: object = None, *, token: str = ROBOT, key: str | None = None
    ) -> httpx.Response:
        self._posts += 1
        headers = {**bearer(token), "Idempotency-Key": key or f"post-{self._posts}"}
        return await self._client.post(path, json=body, headers=headers)

    async def get(self, path: str, token: str = ROBOT) -> httpx.Response:
        return await self._client.get(path, headers=bearer(token))

    async def claimed(self) -> dict[str, Any]:
        answer = await self.post(CLAIMS, MINUTE)
        assert answer.status_code == 201, answer.text
        claim: dict[str, Any] = answer.json()
        return claim
