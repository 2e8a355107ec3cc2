"""Whatever is done to a log is found, at the first position where it can be, and by what."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from shared.eventstore import leaf
from shared.eventstore.leaf import chain_hash
from shared.proofs import walk
from shared.proofs.checkpoint import countersignature
from shared.proofs.export import BLOCK, MAGIC
from shared.proofs.faults import Kind
from shared.proofs.keyring import Held, Keyring
from shared.proofs.keys import SigningKey
from shared.proofs.trust import Trust
from shared.proofs.verification import verify
from shared.proofs.walk import Verdict
from tests.shared.proofs import logs
from tests.shared.proofs.keys import KEY, NEXT_KEY, STRANGER, WITNESS, note
from tests.shared.proofs.logs import SIZE, Entry, checkpoint, entry, hashed_anew, signed

Log = list[Entry]
TRUST = Trust(keyring=Keyring([Held(KEY.public)]))
AT = 4500  # a position in the second block, after the checkpoint of 4000


def ignore(checked: int, entries: int) -> None:
    """Take no interest in how the work goes."""


def verdict(
    folder: Path,
    entries: Sequence[Entry],
    notes: Sequence[str] | None = None,
    trust: Trust = TRUST,
) -> Verdict:
    notes = logs.true_notes() if notes is None else notes
    return verify(logs.exported(folder / "ledger", entries, notes), trust, ignore, processes=1)


def found(verdict: Verdict) -> list[tuple[int, str]]:
    return [(fault.position, fault.kind.value) for fault in verdict.faults]


def at(position: int, **changed: object) -> Callable[[Log], Log]:
    """Return a forgery that changes fields of the entry at ``position``."""
    return lambda log: [
        replace(each, **changed) if each.position == position else each  # type: ignore[arg-type]  # ty: by name
        for each in log
    ]


def flip_a_byte(log: Log) -> Log:
    hashed = log[AT - 1].hashed
    return at(AT, hashed=hashed[:200] + bytes([hashed[200] ^ 1]) + hashed[201:])(log)


def drop(log: Log) -> Log:
    return log[: AT - 1] + log[AT:]


def drop_and_renumber(log: Log) -> Log:
    return [replace(each, position=place) for place, each in enumerate(drop(log), 1)]


def insert(log: Log) -> Log:
    forged = hashed_anew([entry(AT)])[0]
    more = [*log[: AT - 1], forged, *log[AT - 1 :]]
    return [replace(each, position=place) for place, each in enumerate(more, 1)]


def insert_and_hash_anew(log: Log) -> Log:
    more = [*log[:-1], entry(SIZE, data=b"forged"), entry(SIZE + 1)]
    return hashed_anew(more)


def reorder(log: Log) -> Log:
    return [*log[: AT - 1], log[AT], log[AT - 1], *log[AT + 1 :]]


def reorder_and_renumber(log: Log) -> Log:
    return [replace(each, position=place) for place, each in enumerate(reorder(log), 1)]


def reorder_and_hash_anew(log: Log) -> Log:
    times = [each.registered_at for each in log]
    moved = [*log[: AT - 1], *reversed(log[AT - 1 : AT + 10]), *log[AT + 10 :]]
    moved = [replace(each, registered_at=time) for each, time in zip(moved, times, strict=True)]
    return hashed_anew(moved)


def truncate(log: Log) -> Log:
    return log[:AT]


def rewrite_and_hash_anew(log: Log) -> Log:
    return hashed_anew(at(AT, hashed=logs.stored(AT, data=b"rewritten"))(log))


def rewrite_the_chain_from_there(log: Log) -> Log:
    log = at(AT, hashed=logs.stored(AT, data=b"rewritten"))(log)
    chain, hashed = log[AT - 2].chain, sha256(log[AT - 1].hashed).digest()
    return at(AT, leaf=hashed, chain=chain_hash(chain, hashed))(log)


def swap_two_sealed_values(log: Log) -> Log:
    first = logs.stored(AT, data=b'{"text":"sealed:%d"}' % (AT + 1))
    second = logs.stored(AT + 1, data=b'{"text":"sealed:%d"}' % AT)
    return at(AT + 1, hashed=second)(at(AT, hashed=first)(log))


def break_the_chain_between_blocks(log: Log) -> Log:
    return at(4096, chain=sha256(b"other").digest())(log)


def begin_elsewhere(log: Log) -> Log:
    chain = sha256(b"another beginning").digest()
    made = []
    for each in log:
        chain = chain_hash(chain, each.leaf)
        made.append(replace(each, chain=chain))
    return made


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


def test_a_signature_by_another_key_is_not_believed(tmp_path: Path) -> None:
    notes = signed(logs.true_log(), key=STRANGER)
    seen = verdict(tmp_path, logs.true_log(), notes)
    assert found(seen)[:2] == [(0, "unsigned"), (1000, "key-unknown")]


def test_a_checkpoint_of_another_ledger_is_not_believed(tmp_path: Path) -> None:
    other = replace(checkpoint(logs.true_log(), SIZE), origin="rodatraden.example/other")
    seen = verdict(tmp_path, logs.true_log(), [other.signed(KEY)])
    assert found(seen) == [(0, "unsigned"), (SIZE, "another-ledger")]


def rotated() -> tuple[Keyring, datetime]:
    since = checkpoint(logs.true_log(), 3000).made_at
    return Keyring([Held(KEY.public)]).rotated(NEXT_KEY.public, since), since


def test_a_rotated_key_proves_what_it_signed_in_its_time(tmp_path: Path) -> None:
    keyring, _ = rotated()
    old = signed(logs.true_log(), [1000, 2000])
    new = signed(logs.true_log(), [3000, SIZE], NEXT_KEY)
    seen = verdict(tmp_path, logs.true_log(), [*old, *new], Trust(keyring=keyring))
    assert (found(seen), seen.signed) == ([], SIZE)


def test_a_retired_key_proves_nothing_later(tmp_path: Path) -> None:
    keyring, _ = rotated()
    trust = Trust(keyring=keyring)
    assert (4000, "key-not-in-force") in found(verdict(tmp_path, logs.true_log(), trust=trust))


def test_an_old_checkpoint_played_again_is_found_in_the_export(tmp_path: Path) -> None:
    notes = [*logs.true_notes(), logs.true_notes()[1]]
    assert found(verdict(tmp_path, logs.true_log(), notes)) == [(2000, "checkpoint-goes-back")]


def test_an_old_checkpoint_in_place_of_the_last_is_found_by_the_file_outside(
    tmp_path: Path,
) -> None:
    trust = replace(TRUST, checkpoints="".join(logs.true_notes()))
    old, cut = logs.true_notes()[:4], logs.true_log()[:4000]
    assert found(verdict(tmp_path, cut, old)) == []
    assert found(verdict(tmp_path, cut, old, trust)) == [
        (4001, "truncated"),
        (SIZE, "checkpoint-missing"),
    ]
    assert found(verdict(tmp_path, logs.true_log(), old, trust)) == [(SIZE, "checkpoint-missing")]


def test_everything_rewritten_and_signed_anew_is_found_by_the_file_outside(
    tmp_path: Path,
) -> None:
    forged = rewrite_and_hash_anew([*logs.true_log()])
    assert found(verdict(tmp_path, forged, signed(forged))) == []
    trust = replace(TRUST, checkpoints="\n".join(logs.true_notes()))
    seen = found(verdict(tmp_path, forged, signed(forged), trust))
    assert (4001, "root-differs") in seen


def test_and_by_the_roots_in_the_minutes(tmp_path: Path) -> None:
    forged = rewrite_and_hash_anew([*logs.true_log()])
    roots = [(size, checkpoint(logs.true_log(), size).root) for size in (3500, SIZE)]
    minuted = replace(TRUST, minuted=roots)
    assert found(verdict(tmp_path, logs.true_log(), trust=minuted)) == []
    assert found(verdict(tmp_path, forged, signed(forged), minuted)) == [(3501, "minutes-differ")]


def test_a_file_outside_that_is_newer_than_the_export_can_be_cut_by_time(tmp_path: Path) -> None:
    cut, old = logs.true_log()[:4000], logs.true_notes()[:4]
    until = checkpoint(logs.true_log(), 4000).made_at
    trust = replace(TRUST, checkpoints="".join(logs.true_notes()), until=until)
    assert found(verdict(tmp_path, cut, old, trust)) == []


def witnessed(text: str, *, over: str | None = None, key: SigningKey = WITNESS) -> str:
    """Return the note in ``text`` with the countersignature of it, or of another."""
    seen_at = logs.BEGAN + timedelta(days=1)
    return text + countersignature(note(over or text), key, seen_at)


def test_a_countersignature_is_seen(tmp_path: Path) -> None:
    both = witnessed(logs.true_notes()[-1])
    trust = replace(TRUST, checkpoints=both, witnesses=[WITNESS.public])
    seen = verdict(tmp_path, logs.true_log(), trust=trust)
    assert (found(seen), seen.countersigned) == ([], {WITNESS.name: SIZE})


def test_a_countersignature_of_something_else_is_found(tmp_path: Path) -> None:
    false = witnessed(logs.true_notes()[-1], over=logs.true_notes()[0])
    trust = replace(TRUST, checkpoints=false, witnesses=[WITNESS.public])
    assert found(verdict(tmp_path, logs.true_log(), trust=trust)) == [
        (0, "not-countersigned"),
        (SIZE, "countersignature-differs"),
    ]


def test_a_missing_countersignature_is_found(tmp_path: Path) -> None:
    trust = replace(TRUST, checkpoints=logs.true_notes()[-1], witnesses=[WITNESS.public])
    assert found(verdict(tmp_path, logs.true_log(), trust=trust)) == [(0, "not-countersigned")]


def test_notes_that_are_none_are_found(tmp_path: Path) -> None:
    trust = replace(TRUST, checkpoints="no note at all")
    assert found(verdict(tmp_path, logs.true_log(), trust=trust)) == [(0, "malformed")]
    torn = verdict(tmp_path, logs.true_log(), [logs.true_notes()[0][:-30]])
    assert [kind for _, kind in found(torn)] == ["unsigned", "malformed"]


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
