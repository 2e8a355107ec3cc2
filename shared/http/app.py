"""Joins a service's routes to the edge they all share."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from shared.http.answers import handlers
from shared.http.call import Edge
from shared.http.edge import EdgeRouter
from shared.http.gate import EdgeRoute
from shared.http.info import ApiInfo
from shared.http.limits import Limits
from shared.http.metrics import Gauge, Metrics
from shared.http.openapi import complete
from shared.http.operations import Readiness, operations
from shared.http.outermost import HIDDEN_QUERY, Outermost
from shared.kernel.access_log import AccessLog
from shared.kernel.caller import Authenticator, Policy
from shared.kernel.store import Store

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class ServiceApp(FastAPI):
    """A FastAPI app that says the truth about its edge, and hides query strings from tracing."""

    info: ApiInfo
    described: dict[str, Any] | None = None

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        if self.described is None:
            gated = [r for r in self.routes if isinstance(r, EdgeRoute) and r.include_in_schema]
            self.described = complete(super().openapi(), gated, self.info)
        return self.described

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call. FastAPI's tracing would copy the query string word for word."""
        if scope["type"] == "http":
            scope[HIDDEN_QUERY], scope["query_string"] = scope["query_string"], b""
        await super().__call__(scope, receive, send)


def service_app(
    api: ApiInfo,
    *,
    store: Store,
    authenticator: Authenticator,
    policy: Policy,
    access_log: AccessLog,
    routers: Sequence[EdgeRouter],
    ready: Readiness,
    lifespan: Lifespan | None = None,
    gauges: Sequence[Gauge] = (),
    pages: Sequence[EdgeRouter] = (),
    limits: Limits | None = None,
) -> ServiceApp:
    """Return the app of one service. ``ready`` gives the reasons it is not ready; none when it is.

    ``pages`` are for browsers: no part of the API, and some of them are for whoever logs in.

    Raises:
        TypeError: a route has no gate, or is open to all.
    """
    app = _bare_app(api, lifespan)
    app.router.routes += _routes(routers, operations(ready, app.openapi))
    app.router.routes += [route for router in pages for route in router.routes]
    edge = Edge(api, store, authenticator, policy, Metrics(gauges), access_log, limits or Limits())
    app.add_middleware(Outermost, edge=edge)
    return app


def _bare_app(api: ApiInfo, lifespan: Lifespan | None) -> ServiceApp:
    """Return an app that describes itself, without routes."""
    app = ServiceApp(
        title=api.title,
        version=api.version,
        description=api.text,
        terms_of_service=api.terms,
        contact=dict(api.contact),
        license_info=dict(api.license),
        openapi_external_docs={"description": "Dokumentation", "url": api.documentation},
        openapi_tags=_tags(api),
        openapi_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        exception_handlers=handlers(),
        telemetry={"logs": False, "operation_spans": False},
    )
    app.info = api
    return app


def _routes(routers: Sequence[EdgeRouter], own: EdgeRouter) -> list[Any]:
    """Return all routes, flat: FastAPI looks through included routers anew for each call."""
    routes = [route for router in routers for route in router.routes]
    for route in routes:
        if not isinstance(route, EdgeRoute) or not route.gate.rights:
            raise TypeError(f"{route}: every route demands a right; use EdgeRouter")
    return [*routes, *own.routes]


def _tags(api: ApiInfo) -> list[dict[str, Any]]:
    tags = {**api.tags, "Drift": "Uppgifter om API:et och dess hälsa."}
    return [{"name": name, "description": text} for name, text in tags.items()]
