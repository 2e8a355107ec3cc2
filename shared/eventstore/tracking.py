"""How far each consumer of a service has come in the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.eventstore.transaction import PostgresTransaction
from shared.kernel.context import Recorded


class LedgerRewritten(Exception):  # noqa: N818
    """A consumer has been where the ledger is another now: after a failover that lost events.

    Rebuild the read model, or put the reaction's position right by hand.
    """


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
        """Return how far the consumers have come.

        Raises:
            LedgerRewritten: the ledger has another event there now.
        """
        rows = await tx.fetch(
            "SELECT t.name, t.position, t.chain_hash IS NOT DISTINCT FROM l.chain_hash"
            f" FROM {self.service}.tracking t LEFT JOIN store.ledger l USING (position)"
            " WHERE t.name = ANY (%s)",
            (list(names),),
        )
        rewritten = [name for name, _, is_same in rows if not is_same]
        if rewritten:
            raise LedgerRewritten(", ".join(rewritten))
        return {name: position for name, position, _ in rows}

    async def lock(self, tx: PostgresTransaction, names: Sequence[str]) -> Mapping[str, int]:
        """Return how far the consumers have come, and keep others from moving them.

        Raises:
            LedgerRewritten: the ledger has another event there now.
        """
        await self.hold(tx, names)
        return await self.positions(tx, names)

    async def hold(self, tx: PostgresTransaction, names: Sequence[str]) -> None:
        """Keep others from moving the consumers, wherever they are."""
        await tx.fetch(
            f"SELECT FROM {self.service}.tracking WHERE name = ANY (%s) ORDER BY name FOR UPDATE",
            (list(names),),
        )

    async def end_for(self, tx: PostgresTransaction, name: str) -> int:
        """Return how far a rebuild goes: as far as the consumer is, if that still holds."""
        ((position,),) = await tx.fetch(
            "SELECT CASE WHEN t.chain_hash IS NOT DISTINCT FROM l.chain_hash"
            " THEN t.position ELSE h.position END"
            f" FROM {self.service}.tracking t LEFT JOIN store.ledger l USING (position),"
            " store.ledger_head h WHERE t.name = %s",
            (name,),
        )
        return int(position)

    async def put(self, tx: PostgresTransaction, name: str, position: int) -> None:
        """Put the consumer at ``position``, wherever it was."""
        await tx.fetch(
            f"UPDATE {self.service}.tracking t SET position = l.position,"
            " chain_hash = l.chain_hash, epoch = l.epoch FROM store.ledger l"
            " WHERE l.position = %s AND t.name = %s",
            (position, name),
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
        self, tx: PostgresTransaction, name: str, recorded: Recorded[object], code: str
    ) -> None:
        """Keep that a rule refused what a reaction wanted; nothing about whom."""
        await tx.fetch(
            f"INSERT INTO {self.service}.parked (name, position, event_id, code)"
            " VALUES (%s, %s, %s, %s)",
            (name, recorded.position, recorded.event_id, code),
        )
