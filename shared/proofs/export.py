"""The ledger as a file: everything a verifier needs but the public key.

First the line ``rodatraden ledger 1``, then one line of JSON (``Header``), then blocks. A block is
its first position, how many entries it has and how many bytes they take (``BLOCK``), then the
entries. An entry is ``ENTRY``, the byte 00, and the canonical bytes of the stored event (as
``store.canonical`` writes them); the leaf is the hash of that byte and what follows. Every block
but the last has ``SPAN`` entries. Numbers are big-endian. What is missing in the database (null)
is written as zeros; an event that is missing has no canonical bytes.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from struct import Struct
from typing import BinaryIO

MAGIC = b"rodatraden ledger 1\n"
SPAN = 4096
BLOCK = Struct(">QII")
ENTRY = Struct(">QIq32s32s16sI")
"""Position, epoch, registered at (microseconds since 2000, UTC), leaf hash, chain hash, event id,
and the length of what follows."""


class ExportMalformed(ValueError):  # noqa: N818
    """The file is no export, or not a whole one. The message says where it ends to be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an export says of itself. A verifier believes none of it."""

    origin: str
    entries: int
    exported_at: str
    keys: tuple[str, ...]  # public keys, for people to compare
    checkpoints: tuple[str, ...]  # signed notes, in the order they were made


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Where in the file a block's entries lie."""

    first: int
    count: int
    offset: int
    length: int


def write_export(file: BinaryIO, header: Header, entries: Iterable[bytes]) -> Iterator[int]:
    """Write an export; yield how many entries have been written, now and then."""
    file.write(MAGIC)
    file.write(json.dumps(asdict(header), ensure_ascii=False).encode() + b"\n")
    block: list[bytes] = []
    written = 0
    for entry in entries:
        block.append(entry)
        if len(block) == SPAN:
            written += _write_block(file, written, block)
            yield written
    if block:
        written += _write_block(file, written, block)
    yield written


def read_header(file: BinaryIO) -> Header:
    """Return the header, and leave ``file`` where the blocks begin.

    Raises:
        ExportMalformed: there is none.
    """
    if file.read(len(MAGIC)) != MAGIC:
        raise ExportMalformed("this is no export of a ledger")
    try:
        said = json.loads(file.readline())
        return Header(
            origin=str(said["origin"]),
            entries=int(said["entries"]),
            exported_at=str(said["exported_at"]),
            keys=tuple(map(str, said["keys"])),
            checkpoints=tuple(map(str, said["checkpoints"])),
        )
    except (ValueError, TypeError, KeyError):
        raise ExportMalformed("the export does not say what it is") from None


def find_blocks(path: Path) -> list[Block]:
    """Return where the blocks lie.

    Raises:
        ExportMalformed: they do not follow one another to the end of the file.
    """
    with path.open("rb") as file:
        read_header(file)
        offset, end = file.tell(), path.stat().st_size
        blocks: list[Block] = []
        while offset < end:
            file.seek(offset)
            head = file.read(BLOCK.size)
            if len(head) < BLOCK.size:
                raise ExportMalformed(f"the file ends in the middle of a block, at byte {offset}")
            first, count, length = BLOCK.unpack(head)
            if not 0 < count <= SPAN or (blocks and blocks[-1].count < SPAN):
                raise ExportMalformed(
                    f"the block at byte {offset} has too few or too many entries"
                )
            offset += BLOCK.size
            blocks.append(Block(first=first, count=count, offset=offset, length=length))
            offset += length
        if offset != end:
            raise ExportMalformed("the file ends in the middle of its last block")
    return blocks


def _write_block(file: BinaryIO, written: int, block: list[bytes]) -> int:
    entries, count = b"".join(block), len(block)
    file.write(BLOCK.pack(written + 1, count, len(entries)))
    file.write(entries)
    block.clear()
    return count
