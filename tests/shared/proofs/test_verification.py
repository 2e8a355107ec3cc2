"""Whatever is done to a log is found, at the first position where it can be, and by what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.eventstore import leaf
from shared.proofs import walk
from shared.proofs.export import BLOCK, MAGIC
from shared.proofs.faults import Kind
from shared.proofs.verification import verify
from tests.shared.proofs import logs
from tests.shared.proofs.forgeries import (
    AT,
    Log,
    at,
    begin_elsewhere,
    break_the_chain_between_blocks,
    drop,
    drop_and_renumber,
    flip_a_byte,
    insert,
    insert_and_hash_anew,
    reorder,
    reorder_and_hash_anew,
    reorder_and_renumber,
    rewrite_and_hash_anew,
    rewrite_the_chain_from_there,
    swap_two_sealed_values,
    truncate,
)
from tests.shared.proofs.logs import SIZE, checkpoint, entry, signed
from tests.shared.proofs.verdicts import TRUST, found, ignore, verdict

FORGERIES = [
    (flip_a_byte, AT, Kind.LEAF),
    (swap_two_sealed_values, AT, Kind.LEAF),
    (drop, AT, Kind.GAP),
    (drop_and_renumber, AT, Kind.CHAIN),
    (insert, AT, Kind.CHAIN),
    (insert_and_hash_anew, 4001, Kind.ROOT),
    (reorder, AT, Kind.GAP),
    (reorder_and_renumber, AT, Kind.CHAIN),
    (reorder_and_hash_anew, AT, Kind.STREAM),
    (truncate, AT + 1, Kind.TRUNCATED),
    (rewrite_and_hash_anew, 4001, Kind.ROOT),
    (rewrite_the_chain_from_there, AT + 1, Kind.CHAIN),
    (break_the_chain_between_blocks, 4096, Kind.CHAIN),
    (begin_elsewhere, 1, Kind.CHAIN),
    (at(AT, event_id=b"x" * 16), AT, Kind.EVENT_ID),
    (at(AT, leaf=bytes(32)), AT, Kind.UNHASHED),
    (at(AT, chain=bytes(32)), AT, Kind.UNHASHED),
    (at(AT, hashed=b"\x00"), AT, Kind.EVENT_MISSING),
    (at(AT, hashed=b"\x00" * 20), AT, Kind.MALFORMED),
    (at(AT, registered_at=logs.BEGAN), AT, Kind.TIME),
    (at(4097, registered_at=logs.BEGAN), 4097, Kind.TIME),
    (at(SIZE, registered_at=datetime(2027, 1, 1, tzinfo=UTC)), SIZE, Kind.TIME),
    (at(AT, epoch=2), AT + 1, Kind.EPOCH),
    (at(4096, epoch=2), 4097, Kind.EPOCH),
    (at(1, epoch=0), 1, Kind.EPOCH),
    (at(SIZE, epoch=2), SIZE, Kind.STATED),
]


def test_a_log_that_nobody_touched_is_proven_to_its_last_checkpoint(tmp_path: Path) -> None:
    seen = verdict(tmp_path, logs.true_log())
    assert found(seen) == []
    assert (seen.entries, seen.checked, seen.signed, seen.checkpoints) == (SIZE, SIZE, SIZE, 5)
    assert seen.root == checkpoint(logs.true_log(), SIZE).root


@pytest.mark.parametrize(("forge", "position", "kind"), FORGERIES)
def test_a_forgery_is_found_where_it_begins(
    tmp_path: Path, forge: Callable[[Log], Log], position: int, kind: Kind
) -> None:
    faults = found(verdict(tmp_path, forge([*logs.true_log()])))
    assert faults[0] == (position, kind.value)


def test_events_after_the_last_checkpoint_are_told_of_as_not_yet_signed(tmp_path: Path) -> None:
    seen = verdict(tmp_path, logs.true_log(), logs.true_notes()[:-1])
    assert (found(seen), seen.entries, seen.signed) == ([], SIZE, 4000)


def test_an_empty_log_fails(tmp_path: Path) -> None:
    assert [kind for _, kind in found(verdict(tmp_path, [], []))] == ["empty", "unsigned"]


def test_an_unsigned_log_fails(tmp_path: Path) -> None:
    assert found(verdict(tmp_path, logs.true_log(), [])) == [(0, "unsigned")]


def test_an_unhashed_log_fails(tmp_path: Path) -> None:
    unhashed = [entry(position) for position in range(1, 11)]
    unhashed = [replace(each, leaf=bytes(32), chain=bytes(32)) for each in unhashed]
    assert found(verdict(tmp_path, unhashed, []))[1] == (1, "unhashed")


def test_several_processes_come_to_the_same(tmp_path: Path) -> None:
    log = logs.true_log(9 * 4096)
    path = logs.exported(tmp_path / "ledger", log, signed(log, [5, 20_000]))
    told = list[int]()
    seen = verify(path, TRUST, lambda checked, _: told.append(checked), processes=2)
    assert (found(seen), seen.checked, seen.signed) == ([], len(log), 20_000)
    assert told == [4096 * block for block in range(1, 10)]
    forged = flip_a_byte([*log])
    path = logs.exported(tmp_path / "ledger", forged, signed(log, [5, 20_000]))
    assert found(verify(path, TRUST, ignore, processes=2)) == [(AT, "leaf-differs")]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[:10],
        lambda raw: raw[: raw.index(b"\n", len(MAGIC)) + 1 + 3],
        lambda raw: raw + b"\x00" * 5,
        lambda raw: raw.replace(b'"entries"', b'"Entries"'),
        lambda raw: raw + BLOCK.pack(SIZE + 1, 1, 0),
        lambda raw: b"",
    ],
    ids=[
        "a byte less",
        "only a beginning",
        "no block",
        "bytes after it",
        "header",
        "block",
        "none",
    ],
)
def test_a_file_that_is_no_whole_export_is_refused(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = logs.exported(tmp_path / "ledger", logs.true_log(), logs.true_notes())
    path.write_bytes(spoil(path.read_bytes()))
    assert found(verify(path, TRUST, ignore)) == [(0, "malformed")]


def test_the_chain_begins_where_the_store_begins_it() -> None:
    assert leaf.GENESIS == walk.GENESIS
