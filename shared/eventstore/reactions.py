"""What a service does when it hears that something has happened."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from shared.kernel.context import Recorded
from shared.kernel.store import Transaction

React: TypeAlias = Callable[[Transaction, Recorded[Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Reaction:
    """Something done exactly once for every event of the classes it hears.

    What ``react`` appends and how far the reaction has come are committed together. When a rule
    refuses, the event is parked, an alarm is raised, and the rest goes on.
    """

    name: str
    hears: tuple[type, ...]
    react: React
