"""The tree is the one of RFC 6962, however it was built; its proofs prove that and no more."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.proofs.paths import consistency_path, inclusion_path, is_consistent, is_included
from shared.proofs.tree import Frontier, Node, cover, folded, nodes_over
from tests.shared.proofs import naive

MOST = 300
LEAVES = [naive.leaf(number) for number in range(MOST)]


@cache
def root(start: int, end: int) -> bytes:
    return naive.root(LEAVES[start:end])


def pairs(upto: int) -> Iterator[tuple[int, int]]:
    return ((first, second) for second in range(upto + 1) for first in range(second + 1))


def changed(path: list[bytes]) -> Iterator[list[bytes]]:
    """Yield paths that differ from ``path``: one step other, missing, twice, or too many."""
    for at in range(len(path)):
        yield [*path[:at], naive.leaf(-1), *path[at + 1 :]]
        yield path[:at] + path[at + 1 :]
        yield path[: at + 1] + path[at:]
    yield [*path, naive.leaf(-2)]


def test_the_tree_of_certificate_transparency_has_its_known_root() -> None:
    assert Frontier().root.hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")
    entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    entries.append("606162636465666768696a6b6c6d6e6f")
    leaves = [sha256(b"\x00" + bytes.fromhex(entry)).digest() for entry in entries]
    assert folded(nodes_over(leaves)).hex() == (
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


def test_leaf_by_leaf_gives_the_root_of_every_size() -> None:
    frontier, made = Frontier(), dict[Node, bytes]()
    for size in range(MOST + 1):
        assert frontier.root == root(0, size)
        assert Frontier.of(size, frontier.packed).root == frontier.root
        if size < MOST:
            made |= frontier.add(LEAVES[size])
    for (level, index), node in made.items():
        assert node == root(index << level, (index + 1) << level)
    assert len(made) == sum(MOST >> level for level in range(1, 9))


def test_whole_subtrees_at_once_give_the_same_root() -> None:
    for size in range(MOST + 1):
        for span in (1, 4, 64):
            frontier = Frontier()
            for start in range(0, size, span):
                part = LEAVES[start : min(start + span, size)]
                frontier.add_subtree(len(part), nodes_over(part))
            assert (frontier.size, frontier.root) == (size, root(0, size))


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="frontier"):
        Frontier.of(3, b"\x00" * 32)


def test_a_subtree_is_covered_by_complete_nodes() -> None:
    for size in range(1, MOST + 1):
        for start, end in inclusion_path(size - 1, size):
            nodes = [
                root(index << level, (index + 1) << level) for level, index in cover(start, end)
            ]
            assert folded(nodes) == root(start, end)


def test_every_leaf_of_every_size_is_proven_to_be_included() -> None:
    for size in range(1, MOST + 1):
        for index in range(0, size, 1 if size < 70 else 17):
            path = [root(*subtree) for subtree in inclusion_path(index, size)]
            assert path == naive.path(index, LEAVES[:size])
            assert is_included(LEAVES[index], index, size, path, root(0, size))


def test_every_size_is_proven_to_begin_every_later_one() -> None:
    for first, second in pairs(MOST):
        if second > 70 and (first * 31 + second) % 41:
            continue
        path = [root(*subtree) for subtree in consistency_path(first, second)] if first else []
        if first:
            assert path == naive.proof(first, LEAVES[:second])
        assert is_consistent(first, second, path, root(0, first), root(0, second))


@settings(max_examples=150, deadline=None)
@given(st.integers(1, MOST), st.data())
def test_an_inclusion_proof_proves_nothing_else(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = [root(*subtree) for subtree in inclusion_path(index, size)]
    for other in {index - 1, index + 1, 0, size - 1, size} - {index}:
        assert not is_included(LEAVES[index], other, size, path, root(0, size))
    assert not is_included(naive.leaf(-1), index, size, path, root(0, size))
    assert not is_included(LEAVES[index], index, size, path, root(0, size - 1))
    for wrong in changed(path):
        assert not is_included(LEAVES[index], index, size, wrong, root(0, size))


@settings(max_examples=150, deadline=None)
@given(st.integers(1, MOST), st.data())
def test_a_consistency_proof_proves_nothing_else(second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, second))
    path = [root(*subtree) for subtree in consistency_path(first, second)] if first else []
    roots = root(0, first), root(0, second)
    assert not is_consistent(first, second, path, naive.leaf(-1), roots[1])
    if first:
        assert not is_consistent(first, second, path, roots[0], naive.leaf(-1))
    assert not is_consistent(second + 1, second, path, roots[1], roots[1])
    for wrong in changed(path):
        assert not is_consistent(first, second, wrong, *roots)
