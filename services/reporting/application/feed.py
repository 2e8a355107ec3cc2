"""Reading the ledger on from a cursor: what is published, in order, without gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.contracts.names import PUBLISHED
from shared.eventstore.cursor import Cursor
from shared.kernel.refusal import Refusal
from shared.kernel.store import Store

HEAD = "SELECT epoch, position, chain_hash FROM store.ledger ORDER BY position DESC LIMIT 1"
AT = "SELECT epoch, chain_hash FROM store.ledger WHERE position = %(position)s"
NEXT = """
    SELECT position, epoch, chain_hash, event_id, stream_id, name, recorded_at, thread_id,
           causation_id, person_id, actor_role, actor_client, data
    FROM store.readable
    WHERE position > %(after)s AND position <= %(head)s AND name = ANY(%(names)s)
    ORDER BY position LIMIT %(most)s"""


class CursorOfAnotherLedger(Refusal):
    """The ledger does not hold what the cursor says: it was restored, or it is not ours."""

    code = "cursor-of-another-ledger"
    detail = "Märket hör inte till den här liggaren. Läs om från början."


@dataclass(frozen=True, slots=True)
class Batch:
    """Events after a cursor, and the cursor to go on from."""

    rows: Sequence[Mapping[str, Any]]
    onward: Cursor | None  # None while the ledger is empty


async def read_on(store: Store, cursor: Cursor | None, types: Sequence[str], most: int) -> Batch:
    """Return at most ``most`` events after ``cursor``; all types when none is named.

    Raises:
        CursorOfAnotherLedger: the cursor's chain is not this ledger's.
    """
    if cursor is not None:
        await _refuse_foreign(store, cursor)
    heads = await store.rows(HEAD)
    if not heads:
        return Batch([], cursor)
    head, after = heads[0], cursor.position if cursor is not None else 0
    parameters = {"after": after, "head": head["position"], "most": most}
    rows = await store.rows(NEXT, {**parameters, "names": list(types or PUBLISHED)})
    if len(rows) == most:
        last = rows[-1]
    elif head["position"] > after:
        last = head
    else:
        return Batch(rows, cursor)
    return Batch(rows, Cursor(last["epoch"], last["position"], last["chain_hash"]))


async def _refuse_foreign(store: Store, cursor: Cursor) -> None:
    held = await store.rows(AT, {"position": cursor.position})
    if not held or (held[0]["epoch"], held[0]["chain_hash"]) != (cursor.epoch, cursor.chain_hash):
        raise CursorOfAnotherLedger
