"""A checkpoint is plain text that holds what it says, and only its key can have signed it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.proofs.checkpoint import (
    Checkpoint,
    countersignature,
    countersigned_at,
    is_signed,
    time_of_next,
)
from shared.proofs.keyring import Held, KeyNotInForce, Keyring, KeyUnknown
from shared.proofs.keys import (
    NoteMalformed,
    PublicKey,
    SigningKey,
    SigningKeyRefused,
    read_signing_key,
)
from shared.proofs.note import read_notes
from tests.shared.proofs.keys import (
    CHECKPOINT,
    KEY,
    MADE_AT,
    NEXT_KEY,
    ORIGIN,
    STRANGER,
    WITNESS,
    note,
    swapped,
)

TEXT = """\
rodatraden.example/socialnamnden
17
AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=
chain AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=
epoch 1
time 2026-03-02T09:30:00.000250Z
"""
SECOND = timedelta(seconds=1)


def test_the_signed_text_stays_as_it_was_designed() -> None:
    assert CHECKPOINT.text == TEXT
    assert Checkpoint.parse(TEXT) == CHECKPOINT


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("17", "017"),
        TEXT.replace("\n17\n", "\n-1\n"),
        TEXT.replace("\n17\n", "\n0\n"),
        TEXT.replace("epoch 1", "epoch 1 "),
        TEXT.replace("09:30:00.000250Z", "09:30:00Z"),
        TEXT.replace("2026-03-02", "2026-02-30"),
        TEXT.replace("QE=", "QF="),
        TEXT + "extra\n",
        TEXT.removesuffix("\n"),
        "",
    ],
)
def test_what_is_written_otherwise_is_no_checkpoint(text: str) -> None:
    with pytest.raises(NoteMalformed):
        Checkpoint.parse(text)


def test_a_signed_checkpoint_is_its_keys_and_nobody_elses() -> None:
    signed = note(CHECKPOINT.signed(KEY))
    assert is_signed(signed, KEY.public)
    assert not is_signed(signed, STRANGER.public)
    assert not is_signed(signed, NEXT_KEY.public)


def test_a_changed_text_is_not_signed() -> None:
    changed = CHECKPOINT.signed(KEY).replace("\n17\n", "\n16\n")
    assert not is_signed(note(changed), KEY.public)


def test_a_false_signature_beside_a_true_one_is_not_overlooked() -> None:
    false = KEY.line(b"\x00" * 64)
    assert not is_signed(note(CHECKPOINT.signed(KEY) + false), KEY.public)


def test_a_countersignature_says_who_has_seen_it_and_when() -> None:
    signed = CHECKPOINT.signed(KEY)
    seen_at = datetime(2026, 3, 3, 8, tzinfo=UTC)
    both = signed + countersignature(note(signed), WITNESS, seen_at)
    assert countersigned_at(note(both), WITNESS.public) == seen_at
    assert countersigned_at(note(signed), WITNESS.public) is None
    assert is_signed(note(both), KEY.public)


def test_a_countersignature_of_something_else_is_refused() -> None:
    other = note(replace(CHECKPOINT, size=18).signed(KEY))
    line = countersignature(other, WITNESS, MADE_AT)
    with pytest.raises(NoteMalformed, match="not of this checkpoint"):
        countersigned_at(note(CHECKPOINT.signed(KEY) + line), WITNESS.public)


def test_a_log_key_cannot_pass_for_a_witness() -> None:
    signed = note(CHECKPOINT.signed(KEY))
    assert countersigned_at(signed, replace(WITNESS.public, name=ORIGIN)) is None


def test_several_notes_stand_one_after_the_other() -> None:
    first, second = CHECKPOINT.signed(KEY), replace(CHECKPOINT, size=18).signed(KEY)
    found = read_notes(f"\n{first}\n\n{second}")
    assert [Checkpoint.parse(each.text).size for each in found] == [17, 18]
    assert read_notes("") == read_notes("\n") == []


@pytest.mark.parametrize("cut", [1, 3, 40, 120, 250])
def test_a_torn_note_is_refused(cut: int) -> None:
    with pytest.raises(NoteMalformed):
        read_notes(CHECKPOINT.signed(KEY)[:-cut])


def test_keys_are_written_and_read_back() -> None:
    assert PublicKey.parse(str(KEY.public)) == KEY.public
    assert SigningKey.parse(f"{KEY.exported}\n") == KEY
    assert KEY.exported.split("+")[-1] not in repr(KEY)
    assert SigningKey.new(ORIGIN) != SigningKey.new(ORIGIN)


@pytest.mark.parametrize("text", ["", "a+b", "a+00000000+AAAA", swapped(KEY.public)])
def test_a_key_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(NoteMalformed):
        PublicKey.parse(text)
    with pytest.raises(SigningKeyRefused):
        SigningKey.parse(f"PRIVATE+KEY+{text}")


def test_a_signing_key_is_read_from_its_owners_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    with pytest.raises(SigningKeyRefused, match="cannot be read"):
        read_signing_key(None, path)
    path.write_text(KEY.exported)
    path.chmod(0o640)
    with pytest.raises(SigningKeyRefused, match="chmod 600"):
        read_signing_key(None, path)
    path.chmod(0o600)
    assert read_signing_key(None, path) == read_signing_key(KEY.exported, None) == KEY
    with pytest.raises(SigningKeyRefused, match="no signing key"):
        read_signing_key(None, None)


def test_after_rotation_each_key_counts_for_its_own_time() -> None:
    keyring = Keyring([Held(KEY.public)]).rotated(NEXT_KEY.public, MADE_AT)
    old, new = note(CHECKPOINT.signed(KEY)), note(CHECKPOINT.signed(NEXT_KEY))
    assert keyring.check(old, MADE_AT - SECOND) == KEY.public
    assert keyring.check(new, MADE_AT) == NEXT_KEY.public
    for signed, made_at in ((old, MADE_AT), (new, MADE_AT - SECOND)):
        with pytest.raises(KeyNotInForce):
            keyring.check(signed, made_at)
    with pytest.raises(KeyUnknown):
        keyring.check(note(CHECKPOINT.signed(STRANGER)), MADE_AT)


def test_the_key_before_may_be_given_time_to_be_taken_out_of_use() -> None:
    keyring = Keyring([Held(KEY.public)]).rotated(NEXT_KEY.public, MADE_AT, grace=SECOND)
    assert keyring.check(note(CHECKPOINT.signed(KEY)), MADE_AT) == KEY.public
    with pytest.raises(KeyNotInForce):
        keyring.check(note(CHECKPOINT.signed(KEY)), MADE_AT + SECOND)


def test_a_keyring_is_written_and_read_back() -> None:
    keyring = Keyring([Held(KEY.public)]).rotated(NEXT_KEY.public, MADE_AT)
    assert Keyring.parse(f"# our keys\n\n{keyring}") == keyring
    assert Keyring.parse(str(KEY.public)) == Keyring([Held(KEY.public)])


@pytest.mark.parametrize("times", ["2026-03-02", "yesterday -", "- - -", "2026-03-02T09:30:00 -"])
def test_a_keyring_with_times_that_are_none_is_refused(times: str) -> None:
    with pytest.raises(NoteMalformed, match="keyring"):
        Keyring.parse(f"{KEY.public} {times}")


def test_a_clock_set_back_does_not_turn_the_stated_time_back() -> None:
    earlier = MADE_AT - 3600 * SECOND
    assert time_of_next(MADE_AT, earlier, None) == MADE_AT
    assert time_of_next(earlier, earlier, MADE_AT) == MADE_AT
    assert time_of_next(earlier, MADE_AT, None) == MADE_AT
