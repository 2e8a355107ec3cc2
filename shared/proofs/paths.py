"""Inclusion and consistency proofs (RFC 6962): which hashes they take, and what they prove. Pure.

A path lists subtrees from the leaves upwards; whoever makes a proof looks their hashes up,
whoever checks one needs the hashes alone.
"""

from collections.abc import Sequence

from shared.proofs.tree import EMPTY, Hash, Range, join


def inclusion_path(index: int, size: int) -> list[Range]:
    """Return the subtrees whose hashes prove that a leaf is in the tree of ``size`` leaves."""
    start, end, path = 0, size, list[Range]()
    while end - start > 1:
        middle = _middle(start, end)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_path(first: int, second: int) -> list[Range]:
    """Return the subtrees whose hashes prove that one tree, not empty, is how another began."""
    start, end, path = 0, second, list[Range]()
    while first != end:
        middle = _middle(start, end)
        if first <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    if start:
        path.append((start, end))
    return path[::-1]


def is_included(leaf: Hash, index: int, size: int, path: Sequence[Hash], root: Hash) -> bool:
    """Say whether ``path`` proves that ``leaf`` stands at ``index`` in the tree of ``root``."""
    if not 0 <= index < size:
        return False
    node, last = leaf, size - 1
    for sibling in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = join(sibling, node)
            index, last = _up_to_a_right_one(index, last)
        else:
            node = join(node, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root


def is_consistent(
    first: int, second: int, path: Sequence[Hash], first_root: Hash, second_root: Hash
) -> bool:
    """Say whether ``path`` proves that the first tree is how the second began.

    Every tree begins with the empty one, and with itself; neither takes a path.
    """
    if not 0 <= first <= second:
        return False
    if first in (0, second):
        return not path and first_root == (second_root if first == second else EMPTY)
    steps = [first_root, *path] if first.bit_count() == 1 else [*path]
    if not steps:
        return False
    in_first, in_second = _without_right_edges(first - 1, second - 1)
    node = whole = steps[0]
    for step in steps[1:]:
        if in_second == 0:
            return False
        if in_first & 1 or in_first == in_second:
            node, whole = join(step, node), join(step, whole)
            in_first, in_second = _up_to_a_right_one(in_first, in_second)
        else:
            whole = join(whole, step)
        in_first, in_second = in_first >> 1, in_second >> 1
    return in_second == 0 and (node, whole) == (first_root, second_root)


def _without_right_edges(index: int, last: int) -> tuple[int, int]:
    while index & 1:
        index, last = index >> 1, last >> 1
    return index, last


def _up_to_a_right_one(index: int, last: int) -> tuple[int, int]:
    """Return both, as far up as ``index`` is not a right child but the right edge."""
    while index and not index & 1:
        index, last = index >> 1, last >> 1
    return index, last


def _middle(start: int, end: int) -> int:
    return start + (1 << (end - start - 1).bit_length() - 1)
