"""The stored names that the services know, for the database to check appends by."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from deploy.roles import SERVICES
from shared.contracts.names import PUBLISHED


def stored_names() -> list[tuple[str, str, bool]]:
    """Return (stored name, service, is it published) of every event of every service."""
    return [(name, service, name in PUBLISHED) for service in SERVICES for name in _own(service)]


def _own(service: str) -> Mapping[str, type]:
    storage = f"services.{service}.application.storage"
    if find_spec(storage) is None:
        return {}
    own: Mapping[str, type] = import_module(storage).OWN
    return own
