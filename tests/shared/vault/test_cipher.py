import copy
import logging
import pickle
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.sealed import SealBroken
from shared.vault.cipher import FileCipher, SecretKey

FILE = UUID(int=1)
OTHER_FILE = UUID(int=2)
EVENT = UUID(int=3)
OTHER_EVENT = UUID(int=4)
RAW = bytes(range(100, 132))
KEY = SecretKey(RAW)
CIPHER = FileCipher(FILE, KEY)
TEXT = "Barnet berättar att pappa slog."


@given(text=st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert CIPHER.unseal(EVENT, "text", CIPHER.seal(EVENT, "text", text)) == text


@given(data=st.binary())
def test_any_bytes_come_back_as_they_were(data: bytes) -> None:
    assert CIPHER.unseal_bytes(EVENT, "file", CIPHER.seal_bytes(EVENT, "file", data)) == data


def test_a_token_says_that_it_is_sealed_and_how_but_not_what() -> None:
    token = CIPHER.seal(EVENT, "text", TEXT)
    assert token.startswith("sealed:1.")
    assert token.isascii()
    assert TEXT not in token


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    assert len({CIPHER.seal(EVENT, "text", TEXT) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("cipher", "event_id", "field"),
    [
        (FileCipher(OTHER_FILE, KEY), EVENT, "text"),
        (FileCipher(FILE, SecretKey(bytes(32))), EVENT, "text"),
        (CIPHER, OTHER_EVENT, "text"),
        (CIPHER, EVENT, "name"),
    ],
    ids=["another file", "another key", "another event", "another field"],
)
def test_a_token_moved_elsewhere_is_found(cipher: FileCipher, event_id: UUID, field: str) -> None:
    with pytest.raises(SealBroken):
        cipher.unseal(event_id, field, CIPHER.seal(EVENT, "text", TEXT))
    with pytest.raises(SealBroken):
        cipher.unseal_bytes(event_id, field, CIPHER.seal_bytes(EVENT, "text", b"bytes"))


@given(data=st.data())
def test_a_token_altered_anywhere_is_found(data: st.DataObject) -> None:
    token = CIPHER.seal(EVENT, "text", TEXT)
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.characters().filter(lambda letter: letter != token[place]))
    with pytest.raises(SealBroken):
        CIPHER.unseal(EVENT, "text", token[:place] + letter + token[place + 1 :])


@given(length=st.integers(0, 80))
def test_a_token_cut_short_is_found(length: int) -> None:
    token = CIPHER.seal(EVENT, "text", TEXT)
    assert length < len(token)
    with pytest.raises(SealBroken):
        CIPHER.unseal(EVENT, "text", token[:length])
    with pytest.raises(SealBroken):
        CIPHER.unseal_bytes(EVENT, "text", CIPHER.seal_bytes(EVENT, "text", b"x" * 80)[:length])


@pytest.mark.parametrize("token", ["", "sealed:", "sealed:1.", "sealed:2.AAAA", "clear text"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(SealBroken):
        CIPHER.unseal(EVENT, "text", token)


def test_sealed_bytes_are_not_taken_for_a_text_of_the_same_field() -> None:
    token = CIPHER.seal(EVENT, "text", TEXT)
    text_under_bytes = CIPHER.seal_bytes(EVENT, "text", TEXT.encode())
    assert len(text_under_bytes) == 1 + 12 + len(TEXT.encode()) + 16
    with pytest.raises(SealBroken):
        CIPHER.unseal_bytes(EVENT, "text", token.encode())


def test_a_wrapped_key_opens_only_for_its_own_file_and_epoch() -> None:
    wrapping = SecretKey.new()
    wrapped = CIPHER.wrap_by(wrapping, 1)
    token = FileCipher.unwrap_by(wrapping, 1, FILE, wrapped).seal(EVENT, "text", TEXT)
    assert CIPHER.unseal(EVENT, "text", token) == TEXT
    for key, epoch, file_id in [
        (wrapping, 1, OTHER_FILE),
        (wrapping, 2, FILE),
        (SecretKey.new(), 1, FILE),
    ]:
        with pytest.raises(SealBroken):
            FileCipher.unwrap_by(key, epoch, file_id, wrapped)


def test_keys_show_nothing_of_themselves(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("shared").debug("%s %r %s", KEY, KEY, [CIPHER])
    shown = caplog.text + repr(KEY) + str(CIPHER) + repr({"key": CIPHER})
    assert RAW.hex() not in shown
    assert repr(RAW) not in shown


@pytest.mark.parametrize("secret", [KEY, CIPHER], ids=["key", "cipher"])
def test_keys_are_neither_copied_nor_pickled(secret: object) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        copy.deepcopy(secret)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        SecretKey(bytes(16))
