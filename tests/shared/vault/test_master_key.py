import base64
from pathlib import Path

import pytest

from shared.vault.cipher import SecretKey
from shared.vault.master import MasterKeyRefused, make_master_key_file, read_master_key

RAW = bytes(range(32))
TEXT = base64.b64encode(RAW).decode()


def a_file(folder: Path, text: str, mode: int) -> Path:
    path = folder / "master.key"
    path.write_text(text)
    path.chmod(mode)
    return path


async def test_the_key_in_the_environment_and_the_same_key_in_a_file_are_one(
    tmp_path: Path,
) -> None:
    wrapped = await read_master_key(TEXT, None).wrap("epoch:1", SecretKey(RAW))
    from_file = read_master_key(None, a_file(tmp_path, TEXT + "\n", 0o600))
    assert (await from_file.unwrap("epoch:1", wrapped)).digest(b"") == SecretKey(RAW).digest(b"")


async def test_what_is_wrapped_under_one_label_does_not_open_under_another() -> None:
    master = read_master_key(TEXT, None)
    wrapped = await master.wrap("epoch:1", SecretKey.new())
    with pytest.raises(MasterKeyRefused, match="epoch:2"):
        await master.unwrap("epoch:2", wrapped)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(MasterKeyRefused, match="open to others"):
        read_master_key(None, a_file(tmp_path, TEXT, mode))


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(MasterKeyRefused, match=r"lost\.key: No such file"):
        read_master_key(None, tmp_path / "lost.key")


def test_no_master_key_at_all_is_refused_with_what_to_do() -> None:
    with pytest.raises(MasterKeyRefused, match="RODATRADEN_MASTER_KEY_FILE"):
        read_master_key(None, None)


@pytest.mark.parametrize("text", ["not base64!", "c2hvcnQ=", "åäö", TEXT + TEXT])
def test_a_malformed_key_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(MasterKeyRefused, match="not the base64 of 32 bytes") as refused:
        read_master_key(text, None)
    assert text not in str(refused.value)


def test_a_new_key_file_is_for_its_owner_only_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    make_master_key_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    read_master_key(None, path)
    with pytest.raises(FileExistsError):
        make_master_key_file(path)
