"""How far each consumer of a service has come in the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.eventstore.transaction import PostgresTransaction


@dataclass(frozen=True, slots=True)
class Tracking:
    """The tracking rows of one service."""

    service: str

    async def begin(self, tx: PostgresTransaction, names: Sequence[str]) -> None:
        """See to it that every consumer has a row."""
        await tx.fetch(
            f"INSERT INTO {self.service}.tracking (name) SELECT unnest(%s::text[])"
            " ON CONFLICT (name) DO NOTHING",
            (list(names),),
        )

    async def positions(self, tx: PostgresTransaction, names: Sequence[str]) -> Mapping[str, int]:
        """Return how far the consumers have come."""
        return dict(
            await tx.fetch(
                f"SELECT name, position FROM {self.service}.tracking WHERE name = ANY (%s)",
                (list(names),),
            )
        )

    async def lock(self, tx: PostgresTransaction, names: Sequence[str]) -> Mapping[str, int]:
        """Return how far the consumers have come, and keep others from moving them."""
        return dict(
            await tx.fetch(
                f"SELECT name, position FROM {self.service}.tracking WHERE name = ANY (%s)"
                " ORDER BY name FOR UPDATE",
                (list(names),),
            )
        )

    async def advance(self, tx: PostgresTransaction, names: Sequence[str], position: int) -> bool:
        """Move the consumers that are before ``position`` there; say whether any was."""
        moved = await tx.fetch(
            f"UPDATE {self.service}.tracking t SET position = l.position,"
            " chain_hash = l.chain_hash, epoch = l.epoch FROM store.ledger l"
            " WHERE l.position = %s AND t.name = ANY (%s) AND t.position < l.position"
            " RETURNING 1",
            (position, list(names)),
        )
        return bool(moved)

    async def park(
        self, tx: PostgresTransaction, name: str, position: int, event_id: UUID, code: str
    ) -> None:
        """Keep that a rule refused what a reaction wanted; nothing about whom."""
        await tx.fetch(
            f"INSERT INTO {self.service}.parked (name, position, event_id, code)"
            " VALUES (%s, %s, %s, %s)",
            (name, position, event_id, code),
        )
