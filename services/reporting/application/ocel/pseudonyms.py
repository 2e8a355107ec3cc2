"""Pseudonyms that hold within one key's exports, and mean nothing elsewhere."""

import hmac
import secrets
from functools import lru_cache
from hashlib import sha256

KEY_BYTES = 32
CACHED = 200_000


class ExportKeyRefused(ValueError):  # noqa: N818
    """The key is not 32 bytes in hexadecimal."""


class Pseudonyms:
    """Keyed hashes: the same thing gets the same pseudonym under the same key, and only then."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ExportKeyRefused("an export's key is 32 bytes, as 64 hexadecimal digits")
        self._keyed = hmac.new(key, digestmod=sha256)
        self.of = lru_cache(maxsize=CACHED)(self._of)

    def _of(self, kind: str, value: str | int) -> str:
        """Return the pseudonym of a thing of that kind: the kind and 96 bits."""
        digest = self._keyed.copy()
        digest.update(f"{kind}\0{value}".encode())
        return f"{kind}-{digest.hexdigest()[:24]}"


def new_key() -> str:
    """Return a new key, as it is written down."""
    return secrets.token_hex(KEY_BYTES)


def read_key(text: str) -> bytes:
    """Return the key written as ``text``.

    Raises:
        ExportKeyRefused: it is none.
    """
    try:
        return bytes.fromhex(text.strip())
    except ValueError:
        raise ExportKeyRefused("an export's key is 32 bytes, as 64 hexadecimal digits") from None
