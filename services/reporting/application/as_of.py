"""How far what is shown has come in the ledger, and whether any of it is real."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.kernel.clock import now
from shared.kernel.store import Store, Transaction

COME = """
    SELECT coalesce(min(each.position), 0) AS position,
           (SELECT registered_at FROM store.ledger WHERE position = min(each.position)) AS last_at,
           store.is_simulation() AS is_simulation
    FROM reporting.tracking each WHERE each.name = ANY(%(names)s)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The last position that every read model shown has taken in; 0 when there is none."""

    position: int
    last_at: datetime | None  # when that position was registered
    read_at: datetime
    is_simulation: bool


async def as_of(store: Store | Transaction, read_models: Sequence[str]) -> AsOf:
    """Return how far ``read_models`` have come."""
    (row,) = await store.rows(COME, {"names": list(read_models)})
    return AsOf(read_at=now(), **row)
