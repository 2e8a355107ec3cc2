"""The Merkle tree of RFC 6962 over the ledger's leaves. Pure.

A leaf is the ledger's ``leaf_hash`` as it stands; index 0 is position 1. A subtree is a range
(start, end) of leaves; a complete one is also a node (level, index), with 2**level leaves.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeAlias

Hash: TypeAlias = bytes
Range: TypeAlias = tuple[int, int]
Node: TypeAlias = tuple[int, int]

EMPTY = sha256(b"").digest()
"""The root of no leaves at all."""


def join(left: Hash, right: Hash) -> Hash:
    """Return the hash of the node above ``left`` and ``right``."""
    return sha256(b"\x01" + left + right).digest()


def cover(start: int, end: int) -> list[Node]:
    """Return the complete nodes that make up a subtree, from left to right.

    Shaped as any subtree of the tree: ``start`` is a multiple of the largest of them.
    """
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def folded(hashes: Sequence[Hash]) -> Hash:
    """Return the hash of the subtree that the nodes of ``cover`` make up."""
    if not hashes:
        return EMPTY
    *lefts, root = hashes
    for left in reversed(lefts):
        root = join(left, root)
    return root


class Frontier:
    """The tree so far, as the nodes that ``cover`` it: what is needed to go on from there."""

    __slots__ = ("nodes", "size")

    def __init__(self, size: int = 0, nodes: Sequence[Hash] = ()) -> None:
        if len(nodes) != size.bit_count():
            raise ValueError("not the frontier of a tree of that size")
        self.size = size
        self.nodes = list(nodes)

    @classmethod
    def of(cls, size: int, packed: bytes) -> "Frontier":
        """Return the frontier that was ``packed``."""
        return cls(size, [packed[at : at + 32] for at in range(0, len(packed), 32)])

    @property
    def packed(self) -> bytes:
        """The nodes, one after the other."""
        return b"".join(self.nodes)

    @property
    def root(self) -> Hash:
        """The root of the tree so far."""
        return folded(self.nodes)

    def add(self, leaf: Hash) -> dict[Node, Hash]:
        """Take in the next leaf; return the nodes above it that became complete."""
        made: dict[Node, Hash] = {}
        node, index, level = leaf, self.size, 0
        while index & 1:
            node, index, level = join(self.nodes.pop(), node), index >> 1, level + 1
            made[level, index] = node
        self.nodes.append(node)
        self.size += 1
        return made

    def add_subtree(self, size: int, nodes: Sequence[Hash]) -> None:
        """Take in the next ``size`` leaves as the nodes that cover them.

        The tree so far must be a multiple of the largest of them.
        """
        for (level, _), added in zip(cover(0, size), nodes, strict=True):
            node, index = added, self.size >> level
            while index & 1:
                node, index = join(self.nodes.pop(), node), index >> 1
            self.nodes.append(node)
            self.size += 1 << level


def levels_over(leaves: Sequence[Hash]) -> list[Sequence[Hash]]:
    """Return the complete nodes over ``leaves``, level by level: ``levels[level][index]``."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([join(*pair) for pair in zip(below[::2], below[1::2], strict=False)])
    return levels


def nodes_over(leaves: Sequence[Hash]) -> list[Hash]:
    """Return the nodes that cover ``leaves``, as a subtree of their own."""
    levels = levels_over(leaves)
    return [levels[level][index] for level, index in cover(0, len(leaves))]
