"""Opened keys, kept a little while so that a request need not ask for them again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from uuid import UUID

from shared.vault.cipher import FileCipher

SECONDS = 30.0
MOST = 10_000


class OpenedKeys:
    """At most ``most`` opened keys, each forgotten after ``seconds``.

    A key destroyed by another process may so be used here for that long, and no longer.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        most: int = MOST,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._most = most
        self._timer = timer
        self._kept: OrderedDict[UUID, tuple[float, FileCipher]] = OrderedDict()

    def get(self, file_id: UUID) -> FileCipher | None:
        """Return the key of ``file_id`` while it is kept."""
        until, cipher = self._kept.get(file_id, (0.0, None))
        if cipher and until <= self._timer():
            del self._kept[file_id]
            return None
        return cipher

    def keep(self, ciphers: Iterable[FileCipher]) -> None:
        """Keep ``ciphers`` from now on; the oldest make room."""
        until = self._timer() + self._seconds
        for cipher in ciphers:
            self._kept.pop(cipher.file_id, None)
            self._kept[cipher.file_id] = (until, cipher)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget(self, file_ids: Iterable[UUID]) -> None:
        """Keep none of ``file_ids``."""
        for file_id in file_ids:
            self._kept.pop(file_id, None)
