"""Who calls in the demo, and how: with a token of their own, through HTTP like anybody else."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from shared.access.issuer import DevelopmentIssuer
from shared.access.policy import RIGHTS
from shared.kernel.clock import new_id
from shared.kernel.context import Client

SECONDS_TO_FOLLOW = 15.0
MINUTES = 5
ALMOST_SPENT = 0.8  # of a token's life


class DemoFailed(Exception):  # noqa: N818
    """A service answered otherwise than the demo needs; the message says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A caller: an opaque subject, the kind of program, a role and perhaps a unit."""

    subject: str
    client: Client
    client_id: str
    role: str
    unit: str | None = None

    @property
    def scopes(self) -> list[str]:
        """Every right that the kind of program and the role together may use."""
        return [
            right
            for right, grant in RIGHTS.items()
            if self.role in grant.roles_by_client.get(self.client, frozenset())
        ]


@dataclass(slots=True)
class Caller:
    """One caller's way to the four services."""

    who: Who
    urls: Mapping[str, str]
    issuer: DevelopmentIssuer
    http: httpx.Client
    _token: str = field(default="", repr=False)
    _spent_at: float = 0.0

    def get(self, service: str, path: str, **query: str | int) -> Mapping[str, Any]:
        """Return what ``path`` answers.

        Raises:
            DemoFailed: not with success.
        """
        answer = self._send("GET", service, path, params=query)
        return dict(answer.json(), etag=answer.headers.get("etag"))

    def refused(self, service: str, path: str) -> str:
        """Return the code that ``path`` refuses with.

        Raises:
            DemoFailed: it answers.
        """
        answer = self._ask("GET", service, path)
        if answer.is_success:
            raise DemoFailed(f"{self.who.subject} reads {service} {path}, and should not")
        return str(answer.json()["code"])

    def post(
        self, service: str, path: str, body: Mapping[str, object], *, key: str | None = None
    ) -> Mapping[str, Any]:
        """Post a new thing; return the answer, or nothing where there was nothing to give."""
        headers = {"Idempotency-Key": key or str(new_id())}
        answer = self._send("POST", service, path, json=body, headers=headers)
        return {} if answer.status_code == httpx.codes.NO_CONTENT else dict(answer.json())

    def change(self, service: str, thing: str, act: str, **body: object) -> Mapping[str, Any]:
        """Ask for ``act`` on the thing as it is now, having read it: one change after another."""
        seen = self.get(service, thing)
        headers = {"If-Match": str(seen["etag"]), "Idempotency-Key": str(new_id())}
        answer = self._send("POST", service, f"{thing}/{act}", json=body, headers=headers)
        return dict(answer.json())

    def _ask(self, method: str, service: str, path: str, **rest: Any) -> httpx.Response:
        headers = {**rest.pop("headers", {}), "Authorization": f"Bearer {self._fresh_token()}"}
        return self.http.request(method, f"{self.urls[service]}{path}", headers=headers, **rest)

    def _send(self, method: str, service: str, path: str, **rest: Any) -> httpx.Response:
        answer = self._ask(method, service, path, **rest)
        if answer.is_error:
            raise DemoFailed(f"{self.who.role}: {method} {service} {path}: {_said(answer)}")
        return answer

    def _fresh_token(self) -> str:
        if time.monotonic() > self._spent_at:
            self._spent_at = time.monotonic() + ALMOST_SPENT * MINUTES * 60
            self._token = self.issuer.issue(
                subject=self.who.subject,
                client_kind=self.who.client.value,
                roles=[self.who.role],
                scopes=self.who.scopes,
                unit=self.who.unit,
                client_id=self.who.client_id,
                minutes=MINUTES,
            )
        return self._token


def follow(analyst: Caller, any_id: str, statuses: Iterable[str]) -> list[Mapping[str, Any]]:
    """Wait, bounded, until the thread of ``any_id`` shows every one of ``statuses``.

    Raises:
        DemoFailed: it did not within fifteen seconds; the message names what is missing.
    """
    wanted, until = set(statuses), time.monotonic() + SECONDS_TO_FOLLOW
    while True:
        try:
            lines: list[Mapping[str, Any]] = analyst.get("reporting", f"/threads/{any_id}")[
                "lines"
            ]
        except DemoFailed:
            lines = []
        missing = wanted - {line["type"] for line in lines}
        if not missing:
            return lines
        if time.monotonic() > until:
            raise DemoFailed(f"the thread of {any_id} never showed {', '.join(sorted(missing))}")
        time.sleep(0.05)


def _said(answer: httpx.Response) -> str:
    """Return the problem's code and faults; a problem never repeats what was sent."""
    problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    faults = [f"{fault.get('pointer')} {fault.get('code')}" for fault in problem.get("errors", [])]
    return " ".join([str(answer.status_code), str(problem.get("code", "")), *faults])
