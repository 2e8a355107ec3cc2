"""The small service, and a way to ask it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from shared.http.app import ServiceApp
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import CASEWORKER, bearer
from tests.shared.http.matters import build

A_MATTER: dict[str, Any] = {
    "sort": "report",
    "receivedOn": "2026-03-02",
    "children": [{"note": "Går i förskola."}],
}


class Asking:
    """A caseworker's program; every header can be said otherwise."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=_named(headers))

    async def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        if isinstance(body, bytes):
            typed = {"Content-Type": "application/json", **_named(headers)}
            return await self.client.post(path, content=body, headers=typed)
        return await self.client.post(path, json=body, headers=_named(headers))

    async def opened(self) -> str:
        """Open a matter; return its path."""
        answer = await self.post("/matters", A_MATTER)
        assert answer.status_code == 201, answer.text
        return f"/matters/{answer.json()['id']}"


def _named(headers: dict[str, str]) -> dict[str, str]:
    """Return ``if_match`` as ``If-Match``, with the caseworker's token unless said otherwise."""
    said = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return {**bearer(CASEWORKER), **said}


def asking(app: ServiceApp) -> Asking:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return Asking(httpx.AsyncClient(transport=transport, base_url="http://test"))


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
async def ask(store: MemoryStore) -> AsyncIterator[Asking]:
    asked = asking(build(store))
    yield asked
    await asked.client.aclose()


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Expect this problem, whole and in the one shape; return it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said: dict[str, Any] = answer.json()
    assert list(said) == ["type", "title", "status", "detail", "instance", "code", "errors"]
    assert said["status"] == status
    assert said["code"] == code
    assert said["type"].endswith(code)
    assert said["instance"].startswith("urn:uuid:")
    return said


def pointed_at(said: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return where the errors point, and their codes."""
    return {(error["in"], error["pointer"], error["code"]) for error in said["errors"]}
