"""The secrets of the wrapping epochs: files outside every database, and outside every backup.

Each is a file for its owner's eyes only, beside the master key in the embedded default. Lost too
early, it takes every file of its epoch with it: keep the folder on mirrored storage.
"""

import os
from contextlib import suppress
from pathlib import Path

_BYTES = 32


class EpochSecrets:
    """A folder with one secret per label; what is forgotten there is nowhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, label: str) -> bytes | None:
        """Return the secret of ``label``, unless there is none."""
        try:
            secret = self._path(label).read_bytes()
        except FileNotFoundError:
            return None
        return secret if len(secret) == _BYTES else None

    def made(self, label: str) -> bytes:
        """Return the secret of ``label``, making it first when there is none.

        Of several processes that come at once one makes it, and all get the same.
        """
        if (secret := self.find(label)) is not None:
            return secret
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{os.getpid()}-{os.urandom(4).hex()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(_BYTES))
            file.flush()
            os.fsync(handle)
        with suppress(FileExistsError):
            os.link(draft, self._path(label))
        draft.unlink()
        self._settle()
        return self._path(label).read_bytes()

    def forget(self, label: str) -> None:
        """Write over the secret of ``label`` and delete it, where there is one."""
        path = self._path(label)
        with suppress(FileNotFoundError):
            with path.open("r+b") as file:
                file.write(bytes(_BYTES))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            self._settle()

    def _path(self, label: str) -> Path:
        return self.folder / label.replace(":", "-")

    def _settle(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
