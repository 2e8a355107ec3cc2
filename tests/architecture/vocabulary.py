"""Where the words of the code are found: every event and command class of the four services."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from types import ModuleType

import services
import shared.contracts

ROOMS_OF_MESSAGES = ("events", "commands")


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(found.name)


def _message_modules() -> Iterator[ModuleType]:
    for module in _modules(services):
        path = module.__name__.split(".")
        if "domain" in path and path[-1] in ROOMS_OF_MESSAGES:
            yield module
    for module in _modules(shared.contracts):
        if not module.__name__.endswith(".names"):
            yield module


def messages() -> list[type]:
    """Return every event and command class, each once, ordered by name."""
    found = {
        cls
        for module in _message_modules()
        for _, cls in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(cls) and cls.__module__ == module.__name__
    }
    return sorted(found, key=lambda cls: cls.__name__)
