"""The master key: the one secret that lives outside every database."""

import base64
import binascii
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from shared.kernel.sealed import SealBroken
from shared.vault.cipher import SecretKey
from shared.vault.epoch_secrets import EpochSecrets

EPOCH = "epoch:"


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

    async def forget(self, label: str) -> None:
        """Let nothing that was wrapped for ``label`` be opened again; once more is no fault."""


class MasterKeyRefused(Exception):  # noqa: N818
    """The master key is missing, exposed or not the one. The message tells an operator what."""


class MasterKey:
    """A key manager of one 256-bit key, and of a secret per epoch that can be forgotten.

    Without ``secrets`` the master key alone opens everything, old backups too.
    """

    __slots__ = ("_key", "_secrets")

    def __init__(self, key: SecretKey, secrets: EpochSecrets | None = None) -> None:
        self._key = key
        self._secrets = secrets

    async def wrap(self, label: str, key: SecretKey) -> bytes:
        """Return ``key`` wrapped under the master key and the secret of ``label``, if it has one.

        What is kept for good (the lookup key) has none.
        """
        if self._secrets is None or not label.startswith(EPOCH):
            return self._key.wrap(key, label.encode())
        return self._with(self._secrets.made(label)).wrap(key, label.encode())

    async def unwrap(self, label: str, wrapped: bytes) -> SecretKey:
        """Return the key that was wrapped for ``label``.

        An epoch begun before there were secrets opens by the master key alone.
        """
        secret = self._secrets.find(label) if self._secrets else None
        for key in [self._with(secret), self._key] if secret else [self._key]:
            with suppress(SealBroken):
                return key.unwrap(wrapped, label.encode())
        lost = "" if secret or not self._secrets else " Nor is there a secret for it."
        raise MasterKeyRefused(
            f"The master key does not open {label} of the keys database.{lost} Provide what was "
            "in use when it was made; without it nothing that is sealed can be read."
        )

    async def forget(self, label: str) -> None:
        """Delete the secret of ``label``."""
        if self._secrets is not None:
            self._secrets.forget(label)

    def _with(self, secret: bytes) -> SecretKey:
        return SecretKey(self._key.digest(b"epoch secret:" + secret))


def read_master_key(text: str | None, path: Path | None, secrets: Path | None = None) -> MasterKey:
    """Return the master key from ``text`` (base64 of 32 bytes), or else from the file ``path``.

    ``secrets`` is the folder of the epochs' secrets.

    Raises:
        MasterKeyRefused: there is none, it is malformed, or others may read the file.
    """
    kept = EpochSecrets(secrets) if secrets else None
    return MasterKey(read_key(text, path, "RODATRADEN_MASTER_KEY"), kept)


def read_key(text: str | None, path: Path | None, name: str) -> SecretKey:
    """Return the key from ``text`` (base64 of 32 bytes), or else from the file ``path``.

    Args:
        name: of the setting that gives it; the same with ``_FILE`` gives the file.

    Raises:
        MasterKeyRefused: there is none, it is malformed, or others may read the file.
    """
    if text:
        return _parse(text, name)
    if path:
        return _parse(_read_private(path), str(path))
    raise MasterKeyRefused(
        f"There is no key. Set {name}_FILE to a file of mode 0600, or {name}, to the base64 of "
        "32 bytes."
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
        raise MasterKeyRefused(f"The key in {path}: {error.strerror}.") from None
    if exposed:
        raise MasterKeyRefused(f"The key in {path} is open to others: chmod 600 it.")
    return text


def _parse(text: str, source: str) -> SecretKey:
    try:
        return SecretKey(base64.b64decode(text.strip(), validate=True))
    except (binascii.Error, ValueError):
        raise MasterKeyRefused(f"The key in {source} is not the base64 of 32 bytes.") from None
