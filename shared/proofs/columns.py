"""The entries of one block of an export, column by column, as far as they can be read."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from shared.proofs.export import ENTRY, Block
from shared.proofs.faults import Kind
from shared.proofs.tree import Hash

_FIRST = struct.Struct(">Biqi16si16sii")
"""The byte 00; the sequence, event id, stream id and version, each after its length."""
_LAST = struct.Struct(">iqii")
"""Transaction id and epoch, each after its length."""
_LEAST = _FIRST.size + _LAST.size

Found: TypeAlias = tuple[int, Kind, str]
"""Where among the entries, what, and in words."""


@dataclass(slots=True)
class Columns:
    """The entries of a block, column by column."""

    first: int  # position
    numbers: Sequence[int] = ()
    epochs: Sequence[int] = ()
    times: Sequence[int] = ()
    leaves: Sequence[Hash] = ()
    chains: Sequence[Hash] = ()
    event_ids: Sequence[bytes] = ()
    hashed: Sequence[bytes] = ()
    heads: Sequence[tuple[Any, ...]] = ()
    tails: Sequence[tuple[Any, ...]] = ()


def read_columns(block: Block, data: bytes) -> tuple[Columns, list[Found]]:
    """Return the entries up to the first that cannot be read, and that one's fault."""
    rows, hashed, at = list[tuple[Any, ...]](), list[bytes](), 0
    torn = list[Found]()
    while len(rows) < block.count and not torn:
        row = ENTRY.unpack_from(data, at) if at + ENTRY.size < len(data) else (0,) * 7
        begin = at + ENTRY.size
        at = begin + 1 + row[6]
        if row[6] == 0 and row[0]:
            torn.append((len(rows), Kind.EVENT_MISSING, "the entry has no event"))
        elif row[6] + 1 < _LEAST or at > len(data):
            torn.append((len(rows), Kind.MALFORMED, "the entry is not whole"))
        else:
            rows.append(row)
            hashed.append(data[begin:at])
    if not torn and (at != len(data) or not rows):
        torn.append((len(rows), Kind.MALFORMED, "the block does not end where it says"))
    if not rows:
        return Columns(block.first), torn
    numbers, epochs, times, leaves, chains, event_ids, _ = zip(*rows, strict=True)
    heads = [_FIRST.unpack_from(each) for each in hashed]
    tails = [_LAST.unpack_from(each, len(each) - _LAST.size) for each in hashed]
    columns = Columns(
        block.first, numbers, epochs, times, leaves, chains, event_ids, hashed, heads, tails
    )
    return columns, torn
