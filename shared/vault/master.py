"""The master key: the one secret that lives outside every database."""

import base64
import binascii
import os
import stat
from pathlib import Path
from typing import Protocol

from shared.kernel.sealed import SealBroken
from shared.vault.cipher import SecretKey


class KeyManager(Protocol):
    """Wraps the vault's few root keys: a master key here, or a KMS elsewhere.

    ``label`` names what is wrapped (``epoch:3``, ``lookup:1``), so that a manager may keep one
    secret per label, and forget it.
    """

    async def wrap(self, label: str, key: SecretKey) -> bytes:
        """Return ``key`` as it may rest in the keys database."""

    async def unwrap(self, label: str, wrapped: bytes) -> SecretKey:
        """Return the key that was wrapped for ``label``.

        Raises:
            MasterKeyRefused: this manager cannot open it.
        """


class MasterKeyRefused(Exception):  # noqa: N818
    """The master key is missing, exposed or not the one. The message tells an operator what."""


class MasterKey:
    """A key manager of one 256-bit key."""

    __slots__ = ("_key",)

    def __init__(self, key: SecretKey) -> None:
        self._key = key

    async def wrap(self, label: str, key: SecretKey) -> bytes:
        """Return ``key`` wrapped under the master key."""
        return self._key.wrap(key, label.encode())

    async def unwrap(self, label: str, wrapped: bytes) -> SecretKey:
        """Return the key that was wrapped under the master key."""
        try:
            return self._key.unwrap(wrapped, label.encode())
        except SealBroken:
            raise MasterKeyRefused(
                f"The master key does not open {label} of the keys database. Provide the key that "
                "was in use when it was made; without it nothing that is sealed can be read."
            ) from None


def read_master_key(text: str | None, path: Path | None) -> MasterKey:
    """Return the master key from ``text`` (base64 of 32 bytes), or else from the file ``path``.

    Raises:
        MasterKeyRefused: there is none, it is malformed, or others may read the file.
    """
    if text:
        return MasterKey(_parse(text, "RODATRADEN_MASTER_KEY"))
    if path:
        return MasterKey(_parse(_read_private(path), str(path)))
    raise MasterKeyRefused(
        "There is no master key. Set RODATRADEN_MASTER_KEY_FILE to a file of mode 0600, or "
        "RODATRADEN_MASTER_KEY, to the base64 of 32 bytes."
    )


def make_master_key_file(path: Path) -> None:
    """Write a new master key to ``path``, which must not exist, for its owner's eyes only."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(os.urandom(32)) + b"\n")


def _read_private(path: Path) -> str:
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            exposed = stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077
            text = file.read(1000)
    except OSError as error:
        raise MasterKeyRefused(f"The master key in {path}: {error.strerror}.") from None
    if exposed:
        raise MasterKeyRefused(f"The master key in {path} is open to others: chmod 600 it.")
    return text


def _parse(text: str, source: str) -> SecretKey:
    try:
        return SecretKey(base64.b64decode(text.strip(), validate=True))
    except (binascii.Error, ValueError):
        raise MasterKeyRefused(
            f"The master key in {source} is not the base64 of 32 bytes."
        ) from None
