"""What every API answers of itself: api-info, health, figures, its own description."""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from pydantic import Field

from shared.http.call import call_of
from shared.http.edge import EdgeRouter
from shared.http.gate import Gate, behind
from shared.http.problems import Fault, Problem
from shared.http.schemas import Answer
from shared.kernel.shown import NOBODY

Readiness = Callable[[], Awaitable[Sequence[str]]]
METRICS_RIGHT = "operations:metrics"
_CACHED = {"cache-control": "public, max-age=300"}


class ApiInfoAnswer(Answer):
    """Uppgifter om API:et."""

    api_name: str = Field(title="Namn", examples=["intake"])
    api_version: str = Field(title="Version", examples=["0.1.0"])
    api_released: date = Field(title="Publicerad", examples=["2026-11-22"])
    api_documentation: str = Field(
        title="Dokumentation", examples=["https://rodatraden.example/docs/api"]
    )
    api_status: str = Field(title="Läge i livscykeln", examples=["beta"])


class Health(Answer):
    """Tjänstens hälsa."""

    status: str = Field(title="Läge", examples=["ready"])


def operations(ready: Readiness, openapi: Callable[[], dict[str, Any]]) -> EdgeRouter:
    """Return the routes of operations; all but the figures are open to anybody."""
    router = EdgeRouter(tags=["Drift"])
    _add_description(router, openapi)
    _add_health(router, ready)
    return router


def _add_description(router: EdgeRouter, openapi: Callable[[], dict[str, Any]]) -> None:
    rendered: list[bytes] = []

    @router.get("/api-info", **_open(ApiInfoAnswer))
    async def api_info(request: Request) -> Response:
        """Uppgifter om API:et: namn, version och läge i livscykeln."""
        return _json(json.dumps(call_of(request).edge.info.document()).encode(), _CACHED)

    @router.get("/openapi.json", include_in_schema=False, dependencies=[_gate()])
    async def openapi_json() -> Response:
        """API:ets beskrivning."""
        if not rendered:
            rendered.append(json.dumps(openapi(), ensure_ascii=False).encode())
        return _json(rendered[0], _CACHED)


def _add_health(router: EdgeRouter, ready: Readiness) -> None:
    @router.get("/health/live", **_open(Health))
    async def health_live() -> Response:
        """Svarar så länge processen lever."""
        return _json(b'{"status":"live"}', {})

    @router.get("/health/ready", **_open(Health, 503))
    async def health_ready() -> Response:
        """Säger om tjänsten kan ta emot anrop, och annars vad som inte är klart."""
        reasons = await ready()
        if reasons:
            raise _not_ready(reasons)
        return _json(b'{"status":"ready"}', {})

    @router.get("/metrics", include_in_schema=False, dependencies=[_gate(METRICS_RIGHT)])
    async def metrics(request: Request) -> Response:
        """Mätvärden för driften."""
        call = call_of(request)
        call.shows = NOBODY
        text = await call.edge.metrics.render()
        return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def _gate(*rights: str, problems: tuple[int, ...] = ()) -> Any:
    return behind(Gate(rights=rights, problems=problems))


def _open(answer: type[Answer], *problems: int) -> dict[str, Any]:
    return {"dependencies": [_gate(problems=problems)], "response_model": answer}


def _json(body: bytes, headers: dict[str, str]) -> Response:
    return Response(body, headers=headers, media_type="application/json")


def _not_ready(reasons: Sequence[str]) -> Problem:
    faults = [Fault("service", "", "not-ready", reason) for reason in reasons]
    detail = "Tjänsten är inte klar att ta emot anrop; errors säger varför."
    return Problem(503, "not-ready", detail, faults=faults, headers={"retry-after": "5"})
