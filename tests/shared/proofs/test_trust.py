"""A log holds only for what the verifier trusts: keys in their time, and what lies elsewhere."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from shared.proofs.checkpoint import countersignature
from shared.proofs.keyring import Held, Keyring
from shared.proofs.keys import SigningKey
from shared.proofs.trust import Trust
from tests.shared.proofs import logs
from tests.shared.proofs.forgeries import rewrite_and_hash_anew
from tests.shared.proofs.keys import KEY, NEXT_KEY, STRANGER, WITNESS, note
from tests.shared.proofs.logs import SIZE, checkpoint, signed
from tests.shared.proofs.verdicts import TRUST, found, verdict


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
