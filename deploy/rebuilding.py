"""Rebuilding a service's read model from outside the service, under the service's own rights."""

from importlib import import_module
from typing import Any, TypeAlias

from deploy.migrate import Deployment
from deploy.roles import SERVICES
from shared.eventstore.derivations import Derivation
from shared.eventstore.projections import Projection
from shared.eventstore.rebuild import Progress, Rebuilt, rebuild
from shared.eventstore.rederiving import rederive
from shared.eventstore.store import PostgresStore
from shared.process.process import followed_by

Model: TypeAlias = Projection[Any] | Derivation


class ProjectionUnknown(LookupError):  # noqa: N818
    """No service has such a projection; the message lists those there are."""


def projections() -> dict[str, tuple[str, Model]]:
    """Return every service's read models by ``service.name``, each with its service."""
    return {
        f"{service}.{each.name.removeprefix(f'{service}.')}": (service, each)
        for service in SERVICES
        for each in _models(service)
    }


def _models(service: str) -> tuple[Model, ...]:
    root = import_module(f"services.{service}.main")
    return (*followed_by(service, root.PROJECTIONS), *getattr(root, "DERIVATIONS", ()))


def find_projection(name: str) -> tuple[str, Model]:
    """Return the read model called ``name``, and its service.

    Raises:
        ProjectionUnknown: there is none of that name.
    """
    known = projections()
    if name not in known:
        raise ProjectionUnknown(f"no projection {name!r}; there are: {', '.join(sorted(known))}")
    return known[name]


async def rebuild_projection(
    target: Deployment, service: str, model: Model, progress: Progress
) -> Rebuilt:
    """Rebuild ``model`` with the login of its service, whose events it alone may read."""
    codec = import_module(f"services.{service}.application.storage").CODEC
    store = PostgresStore(target.url_for(service), service=service, codec=codec)
    await store.open()
    try:
        if isinstance(model, Derivation):
            return await rederive(store, model, progress)
        return await rebuild(store, model, progress)
    finally:
        await store.close()
