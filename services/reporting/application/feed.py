"""Reading the ledger on from a cursor: what is published, in order, without gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, get_args

from shared.access.guarded import NAME as GUARDED
from shared.access.guards import guards
from shared.access.matters import NAME as MATTERS
from shared.contracts.intake import Guarding, ProtectionMarked
from shared.contracts.intake_merges import MergeReversed, PersonsMerged
from shared.contracts.names import PUBLISHED
from shared.eventstore.cursor import Cursor
from shared.kernel.refusal import Refusal
from shared.kernel.store import Store

HEAD = """
    SELECT l.epoch, l.position, l.chain_hash FROM store.ledger l
    WHERE l.position = (SELECT min(coalesce(t.position, 0))
                        FROM unnest(%(guards)s::text[]) AS asked (name)
                        LEFT JOIN reporting.tracking t USING (name))
      AND NOT EXISTS (SELECT FROM store.readable unheard
                      WHERE unheard.position > l.position AND unheard.name = ANY(%(closing)s))"""
AT = "SELECT epoch, chain_hash FROM store.ledger WHERE position = %(position)s"
NEXT = f"""
    SELECT position, epoch, chain_hash, event_id, stream_id, name, recorded_at, thread_id,
           causation_id, person_id, actor_role, actor_client, data
    FROM store.readable r
    WHERE position > %(after)s AND position <= %(head)s AND name = ANY(%(names)s)
      AND NOT EXISTS (
        SELECT FROM {guards("reporting")} g
        WHERE g.is_protected AND g.person_id = r.person_id)
      AND NOT EXISTS (
        SELECT FROM reporting.access_matter m JOIN {guards("reporting")} g USING (person_id)
        WHERE g.is_protected AND r.stream_id IN (m.report_id, m.matter_id))
      AND CASE WHEN name = ANY(%(arrivals)s) THEN NOT EXISTS (
        SELECT FROM {guards("reporting")} g
        WHERE g.is_protected
          AND convert_from(r.data, 'UTF8')::jsonb -> 'person_ids' ? g.person_id::text)
      ELSE true END
    ORDER BY position LIMIT %(most)s"""

CLOSING = [
    name
    for name, event in PUBLISHED.items()
    if event in (ProtectionMarked, PersonsMerged, MergeReversed)
]
GUARDS = {"guards": [GUARDED, MATTERS], "closing": CLOSING}
"""What must have been heard before anything is told: nothing past it is, and nothing at all while
the ledger holds something that closes and has not been heard."""

ARRIVALS = [name for name, event in PUBLISHED.items() if "person_ids" in event.__annotations__]
TOLD = tuple(name for name, event in PUBLISHED.items() if event not in get_args(Guarding))
"""What the feed tells: not who is protected, let in, or looked at in an emergency."""


class CursorOfAnotherLedger(Refusal):
    """The ledger does not hold what the cursor says: it was restored, or it is not ours."""

    code = "cursor-of-another-ledger"
    detail = "Märket hör inte till den här liggaren. Läs om från början."


Place: TypeAlias = Cursor | int
"""Just after what has been read: a cursor, or a bare position, which no chain hash vouches for."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Events after a place in the ledger, and the cursor to go on from."""

    rows: Sequence[Mapping[str, Any]]
    onward: Cursor | None  # None while the ledger ends before the place


async def read_on(store: Store, place: Place | None, types: Sequence[str], most: int) -> Batch:
    """Return at most ``most`` events after ``place``; all types when none is named.

    Nothing is told that the read models of who is protected have not come to.

    Raises:
        CursorOfAnotherLedger: the cursor's chain is not this ledger's.
    """
    if isinstance(place, Cursor):
        await _refuse_foreign(store, place)
    after = place.position if isinstance(place, Cursor) else place or 0
    heads = await store.rows(HEAD, GUARDS)
    if not heads or heads[0]["position"] < after:
        return Batch([], place if isinstance(place, Cursor) else None)
    head = heads[0]
    parameters = {"after": after, "head": head["position"], "most": most}
    told = [each for each in types or TOLD if each in TOLD]
    rows = await store.rows(NEXT, {**parameters, "names": told, "arrivals": ARRIVALS})
    last = rows[-1] if len(rows) == most else head
    return Batch(rows, Cursor(last["epoch"], last["position"], last["chain_hash"]))


async def _refuse_foreign(store: Store, cursor: Cursor) -> None:
    held = await store.rows(AT, {"position": cursor.position})
    if not held or (held[0]["epoch"], held[0]["chain_hash"]) != (cursor.epoch, cursor.chain_hash):
        raise CursorOfAnotherLedger
