"""Read models that are worked out from other read models, a batch of events at a time."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Table

from shared.eventstore.transaction import PostgresTransaction
from shared.kernel.context import Recorded

Derive: TypeAlias = Callable[[PostgresTransaction, Sequence[Recorded[Any]]], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A read model whose rows follow from other read models of the service.

    Use it where an event touches rows that the event itself does not name. ``derive`` brings its
    tables past the events, which the read models it is ``behind`` have taken in already; what it
    writes and how far it has come are committed together. It must come to the same rows however
    the events are divided into batches.
    """

    name: str
    tables: tuple[Table, ...]
    hears: tuple[type, ...]
    behind: tuple[str, ...]
    derive: Derive
