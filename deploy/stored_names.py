"""The stored names that the services know, for the database to check appends by."""

from collections.abc import Mapping
from importlib import import_module

from deploy.roles import SERVICES
from shared.contracts.names import PUBLISHED


def stored_names() -> list[tuple[str, str, bool]]:
    """Return (stored name, service, is it published) of every event of every service."""
    return [
        (name, service, name in PUBLISHED) for service in SERVICES for name in events_of(service)
    ]


def events_of(service: str) -> Mapping[str, type]:
    """Return the events that ``service`` may append, by stored name."""
    own: Mapping[str, type] = import_module(f"services.{service}.application.storage").OWN
    return own
