"""What a service answers about checkpoints and proofs, from the store it reads anyway."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.kernel.refusal import NotFound
from shared.kernel.store import Store
from shared.proofs.checkpoints import TILE
from shared.proofs.paths import consistency_path, inclusion_path
from shared.proofs.tree import Hash, Node, Range, cover, folded, nodes_over

_COLUMNS = "number, tree_size, root_hash, chain_hash, epoch, made_at, note"
_NEWEST = f"""
    SELECT {_COLUMNS} FROM store.checkpoint
    ORDER BY number DESC LIMIT %(limit)s OFFSET %(offset)s"""
_LEAVES = "SELECT position, leaf_hash FROM store.ledger WHERE position = ANY(%(positions)s)"
_SUBTREES = """
    SELECT s.level, s.index, s.hash
    FROM unnest(%(levels)s::smallint[], %(indexes)s::bigint[]) AS asked (level, index)
    JOIN store.subtree s USING (level, index)"""


class NotSignedYet(NotFound):
    """No checkpoint covers what was asked for, or there is no such part of it."""

    detail = "Ingen kontrollpunkt omfattar det som begärdes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A checkpoint as it was kept."""

    number: int
    tree_size: int
    root_hash: Hash
    chain_hash: Hash
    epoch: int
    made_at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """That the ledger had an entry, at a size that a checkpoint covers."""

    position: int
    tree_size: int
    leaf_hash: Hash
    hashes: Sequence[Hash]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """That the ledger only grew from one size to another."""

    first_size: int
    second_size: int
    hashes: Sequence[Hash]


async def newest(store: Store, *, limit: int, offset: int = 0) -> Sequence[Statement]:
    """Return checkpoints, the newest first."""
    rows = await store.rows(_NEWEST, {"limit": limit, "offset": offset})
    return [Statement(**row) for row in rows]


async def latest(store: Store) -> Statement:
    """Return the last checkpoint.

    Raises:
        NotSignedYet: there is none.
    """
    for statement in await newest(store, limit=1):
        return statement
    raise NotSignedYet


async def inclusion(store: Store, position: int | None, size: int | None = None) -> Inclusion:
    """Return the proof that ``position`` is in the ledger of ``size``.

    Without a size, that of the latest checkpoint; without a position, the last of that size.

    Raises:
        NotSignedYet: no checkpoint covers it.
    """
    signed = (await latest(store)).tree_size
    size = signed if size is None else size
    position = size if position is None else position
    if not 1 <= position <= size <= signed:
        raise NotSignedYet
    leaf, *hashes = await _hashes(
        store, [(position - 1, position), *inclusion_path(position - 1, size)]
    )
    return Inclusion(position=position, tree_size=size, leaf_hash=leaf, hashes=hashes)


async def consistency(store: Store, first: int | None, second: int | None) -> Consistency:
    """Return the proof that the ledger of ``first`` entries is how that of ``second`` began.

    Without a second, that of the latest checkpoint; without a first, that of the one before it.

    Raises:
        NotSignedYet: no checkpoint covers them, or they are not in that order.
    """
    known = [each.tree_size for each in await newest(store, limit=2)]
    if not known:
        raise NotSignedYet
    second = known[0] if second is None else second
    first = min(known[-1], second) if first is None else first
    if not 1 <= first <= second <= known[0]:
        raise NotSignedYet
    hashes = await _hashes(store, consistency_path(first, second))
    return Consistency(first_size=first, second_size=second, hashes=hashes)


async def _hashes(store: Store, subtrees: Sequence[Range]) -> list[Hash]:
    """Return the hash of each subtree, from the leaves and the levels that are kept."""
    parts = {node: _kept_under(node) for subtree in subtrees for node in cover(*subtree)}
    known = await _looked_up(store, {each for kept in parts.values() for each in kept})
    return [
        folded(
            [folded(nodes_over([known[each] for each in parts[node]])) for node in cover(*each)]
        )
        for each in subtrees
    ]


def _kept_under(node: Node) -> list[Node]:
    """Return the nodes of the next kept level below, or the leaves, that ``node`` is made of."""
    level, index = node
    height = level % TILE
    return [(level - height, each) for each in range(index << height, (index + 1) << height)]


async def _looked_up(store: Store, nodes: set[Node]) -> Mapping[Node, Hash]:
    positions = [index + 1 for level, index in nodes if level == 0]
    leaves = await store.rows(_LEAVES, {"positions": positions})
    above = [node for node in nodes if node[0]]
    asked = {"levels": [level for level, _ in above], "indexes": [index for _, index in above]}
    subtrees = await store.rows(_SUBTREES, asked) if above else []
    return {
        **{(0, row["position"] - 1): row["leaf_hash"] for row in leaves},
        **{(row["level"], row["index"]): row["hash"] for row in subtrees},
    }
