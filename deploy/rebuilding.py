"""Rebuilding a service's projection from outside the service, under the service's own rights."""

from importlib import import_module
from typing import Any

from deploy.migrate import Deployment
from deploy.roles import SERVICES
from shared.eventstore.projections import Projection
from shared.eventstore.rebuild import Progress, Rebuilt, rebuild
from shared.eventstore.store import PostgresStore
from shared.process.process import followed_by


class ProjectionUnknown(LookupError):  # noqa: N818
    """No service has such a projection; the message lists those there are."""


def projections() -> dict[str, tuple[str, Projection[Any]]]:
    """Return every service's projections by ``service.name``, each with its service."""
    return {
        f"{service}.{each.name.removeprefix(f'{service}.')}": (service, each)
        for service in SERVICES
        for each in followed_by(service, import_module(f"services.{service}.main").PROJECTIONS)
    }


def find_projection(name: str) -> tuple[str, Projection[Any]]:
    """Return the projection called ``name``, and its service.

    Raises:
        ProjectionUnknown: there is none of that name.
    """
    known = projections()
    if name not in known:
        raise ProjectionUnknown(f"no projection {name!r}; there are: {', '.join(sorted(known))}")
    return known[name]


async def rebuild_projection(
    target: Deployment, service: str, projection: Projection[Any], progress: Progress
) -> Rebuilt:
    """Rebuild ``projection`` with the login of its service, whose events it alone may read."""
    codec = import_module(f"services.{service}.application.storage").CODEC
    store = PostgresStore(target.url_for(service), service=service, codec=codec)
    await store.open()
    try:
        return await rebuild(store, projection, progress)
    finally:
        await store.close()
