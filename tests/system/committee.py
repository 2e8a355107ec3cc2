"""A committee under test: its service processes, those who call them, and what is left behind."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import psycopg

from deploy.development import AUDIENCE, Trust, make_plans
from deploy.launcher import Launched, Plan, launched
from deploy.migrate import Deployment
from deploy.roles import SERVICES
from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.kernel.clock import new_id
from shared.testing.tokens import ANALYST, ISSUER, bearer

PATIENCE = 30.0
OPENED = "intake.opened.v1"
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """Whoever calls is told apart by the token (``shared.testing.tokens``)."""

    plans: Mapping[str, Plan]
    services: Launched
    store: Deployment
    http: httpx.Client

    def get(self, who: str, service: str, path: str, **query: str | int) -> httpx.Response:
        """Return what ``path`` answers."""
        return self.http.get(self._url(service, path), params=query, headers=bearer(who))

    def post(
        self,
        who: str,
        service: str,
        path: str,
        body: Body,
        *,
        key: str | None = None,
        seen: str | None = None,
    ) -> httpx.Response:
        """Post ``body``; with the ETag ``seen`` when the thing exists."""
        headers = bearer(who) | {"Idempotency-Key": key or str(new_id())}
        if seen is not None:
            headers["If-Match"] = seen
        return self.http.post(self._url(service, path), json=body, headers=headers)

    def act(self, who: str, service: str, thing: str, act: str, body: Body) -> Any:
        """Ask for ``act`` on the thing as it is now; return the answer, which must accept."""
        seen = accepted(self.get(who, service, thing)).headers["etag"]
        return accepted(self.post(who, service, f"{thing}/{act}", body, seen=seen)).json()

    def thread(self, any_id: str) -> Sequence[Body]:
        """Return the lines of the red thread that ``any_id`` is part of; none if it has none."""
        answer = self.get(ANALYST, "reporting", f"/threads/{any_id}")
        return [] if answer.status_code == 404 else list(accepted(answer).json()["lines"])

    def told(self, any_id: str, *types: str) -> Sequence[Body]:
        """Wait, bounded, until the thread shows every one of ``types``; return its lines."""

        def is_told() -> bool:
            return set(types) <= {line["type"] for line in self.thread(any_id)}

        until(is_told, f"{types} in the thread of {any_id}")
        return self.thread(any_id)

    def matters_of(self, receipt_id: str, children: int = 1) -> Sequence[str]:
        """Return the intakes that a submission opened, in the order of its persons."""

        def opened() -> list[Body]:
            lines = [line for line in self.thread(receipt_id) if line["type"] == OPENED]
            return [line for line in lines if line["facts"]["reportId"] == receipt_id]

        until(lambda: len(opened()) == children, f"{children} matters of {receipt_id}")
        return [line["matterId"] for line in opened()]

    def rows(self, statement: str, *parameters: object) -> Sequence[tuple[Any, ...]]:
        """Return what an administrator finds in the store's database."""
        with psycopg.connect(self.store.admin_url) as connection:
            return connection.execute(statement.encode(), parameters).fetchall()

    def asked_for(self) -> int:
        """Return how many events anybody's request has led to, reactions not counted."""
        counted = self.rows("SELECT count(*) FROM store.event WHERE actor_client <> 'system'")
        return int(counted[0][0])

    def _url(self, service: str, path: str) -> str:
        return f"{self.plans[service].url}{path}"


Kind = TypeVar("Kind", bound=Committee)


@contextmanager
def running(
    store: Deployment, folder: Path, kind: type[Kind], only: Sequence[str] = SERVICES
) -> Iterator[Kind]:
    """Run the services (``only`` those named) on ``store`` for as long as the block lasts."""
    jwks = folder / "issuer-jwks.json"
    jwks.write_text(json.dumps(ISSUER.jwks()))
    believed = Trust(issuer=DEVELOPMENT_ISSUER, audience=AUDIENCE, jwks=str(jwks))
    plans = make_plans(store, believed, folder, {"RODATRADEN_PORTS": "free"})
    started = [plan for plan in plans if plan.name in only]
    with (
        httpx.Client(timeout=PATIENCE, trust_env=False) as http,
        launched(started, lambda line: None, lambda services: None) as services,
    ):
        named = {plan.name: plan for plan in plans}
        yield kind(plans=named, services=services, store=store, http=http)


def accepted(answer: httpx.Response) -> httpx.Response:
    """Return ``answer``, which must be a success."""
    assert answer.is_success, f"{answer.status_code} {answer.text}"
    return answer


def until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait, bounded, until ``holds``."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)
