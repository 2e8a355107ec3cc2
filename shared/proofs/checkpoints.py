"""Making a checkpoint of the ledger, from where the last one left off."""

import logging
from collections.abc import Sequence

import psycopg

from shared.proofs.anchor import Anchor
from shared.proofs.checkpoint import Checkpoint, time_of_next
from shared.proofs.kept import Connection, Kept, head_of, last_of
from shared.proofs.keys import SigningKey
from shared.proofs.tree import Frontier, Hash, Node

TILE = 8
"""How many levels of the tree stand between two that are kept."""
_OTHER_WAS_FIRST = "RT005"
_SPAN = 2000  # leaves at a time, so that routes are answered in between

_CHAIN = "SELECT chain_hash FROM store.ledger WHERE position = %s"
_LEAVES = """
    SELECT leaf_hash FROM store.ledger
    WHERE position > %s AND position <= %s ORDER BY position"""
_KEEP = """
    SELECT store.keep_checkpoint(
        %s, %s, %s, %s, %s, %s, %s, %s, %s::integer[], %s::bigint[], %s::bytea[])"""
_NUMBER = "SELECT max(number) FROM store.checkpoint WHERE tree_size = %s AND note ^@ %s"
_SINCE = "SELECT note FROM store.checkpoint WHERE number > %s ORDER BY number"

log = logging.getLogger(__name__)


class LedgerContradicted(Exception):  # noqa: N818
    """The ledger is not the one that was signed. Nothing more is signed until somebody looks."""


async def make_checkpoint(
    connection: Connection, key: SigningKey, anchor: Anchor | None
) -> str | None:
    """Sign what the ledger is now and keep it; return the last note, None for an empty ledger.

    Reads only what was registered since the last one. The database has it first, then ``anchor``,
    which also gets what it missed. Of two who do it at once, one does.

    Raises:
        LedgerContradicted: what was signed is no longer what the ledger holds; nothing is signed.
        AnchorRefused: the anchor cannot be used; it catches up when it can.
    """
    last = await check(connection, anchor)
    if (head := await head_of(connection)) is None:
        return None
    frontier = Frontier.of(last.tree_size, last.frontier) if last else Frontier()
    made = await _taken_in(connection, frontier, head.position)
    checkpoint = Checkpoint(
        origin=key.name,
        size=head.position,
        root=frontier.root,
        chain=head.chain_hash,
        epoch=head.epoch,
        made_at=time_of_next(head.now, head.registered_at, last.made_at if last else None),
    )
    note = checkpoint.signed(key)
    await _keep(connection, checkpoint, note, frontier, last.number if last else 0, made)
    if anchor is not None:
        await _catch_up(connection, anchor)
    kept = await last_of(connection)
    return kept.note if kept else None


async def check(connection: Connection, anchor: Anchor | None) -> Kept | None:
    """Return the last checkpoint, having seen that ledger and ``anchor`` hold to it.

    Raises:
        LedgerContradicted: one of them does not.
        AnchorRefused: the anchor cannot be used.
    """
    if anchor is not None:
        await _catch_up(connection, anchor)
    last = await last_of(connection)
    if last is None:
        return None
    if Frontier.of(last.tree_size, last.frontier).root != last.root_hash:
        raise LedgerContradicted(f"the tree kept at size {last.tree_size} is not what was signed")
    row = await (await connection.execute(_CHAIN, [last.tree_size])).fetchone()
    if row is None or row[0] != last.chain_hash:
        raise LedgerContradicted(f"position {last.tree_size} is not what was signed")
    return last


async def _catch_up(connection: Connection, anchor: Anchor) -> None:
    """Append to ``anchor`` what the database has and it has not."""
    text = anchor.last()
    number = 0 if text is None else await _number_of(connection, text)
    rows = await (await connection.execute(_SINCE, [number])).fetchall()
    if rows:
        anchor.append([note for (note,) in rows], after=text)


async def _number_of(connection: Connection, text: str) -> int:
    size = Checkpoint.parse(text).size
    row = await (await connection.execute(_NUMBER, [size, text])).fetchone()
    if row is None or row[0] is None:
        raise LedgerContradicted(f"the checkpoint of size {size} is missing from the database")
    return int(row[0])


async def _taken_in(
    connection: Connection, frontier: Frontier, upto: int
) -> Sequence[tuple[Node, Hash]]:
    """Take the leaves up to position ``upto`` into ``frontier``; return what is to be kept."""
    made: list[tuple[Node, Hash]] = []
    while frontier.size < upto:
        bounds = [frontier.size, min(upto, frontier.size + _SPAN)]
        rows = await (await connection.execute(_LEAVES, bounds, binary=True)).fetchall()
        if len(rows) != bounds[1] - bounds[0]:
            raise LedgerContradicted(f"a position is missing after {bounds[0]}")
        for (leaf,) in rows:
            nodes = frontier.add(leaf)
            made += [(node, nodes[node]) for node in nodes if node[0] % TILE == 0]
    return made


async def _keep(
    connection: Connection,
    checkpoint: Checkpoint,
    note: str,
    frontier: Frontier,
    after: int,
    made: Sequence[tuple[Node, Hash]],
) -> None:
    levels, indexes = [level for (level, _), _ in made], [index for (_, index), _ in made]
    stated = (checkpoint.size, checkpoint.root, checkpoint.chain, checkpoint.epoch)
    kept = (note, frontier.packed, after, levels, indexes, [hash for _, hash in made])
    try:
        await connection.execute(_KEEP, [*stated, checkpoint.made_at, *kept])
    except psycopg.Error as error:
        if error.sqlstate != _OTHER_WAS_FIRST:
            raise
        log.info("somebody else has made a checkpoint meanwhile")
