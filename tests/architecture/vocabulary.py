"""Where the words of the code are found: every event and command class of the four services."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from types import ModuleType

import services
import shared.contracts

ROOMS_OF_MESSAGES = (".events", ".commands")


def _modules(package: ModuleType, wanted: Callable[[str], bool]) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if wanted(found.name):
            yield importlib.import_module(found.name)


def _holds_messages(name: str) -> bool:
    return ".domain." in name and name.endswith(ROOMS_OF_MESSAGES)


def _is_contract(name: str) -> bool:
    return not name.endswith(".names")


def _message_modules() -> Iterator[ModuleType]:
    yield from _modules(services, _holds_messages)
    yield from _modules(shared.contracts, _is_contract)


def messages() -> list[type]:
    """Return every event and command class, each once, ordered by name."""
    found = {
        cls
        for module in _message_modules()
        for _, cls in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(cls) and cls.__module__ == module.__name__
    }
    return sorted(found, key=lambda cls: cls.__name__)
