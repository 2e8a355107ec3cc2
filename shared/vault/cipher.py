"""AES-256-GCM and nothing else: keys that seal text, bytes and other keys."""

import base64
import binascii
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.kernel.sealed import SEALED_PREFIX, SealBroken

KEY_BYTES = 32
_NONCE_BYTES = 12
_TOKEN_PREFIX = SEALED_PREFIX + "1."
_BYTES_PREFIX = b"\x01"


class SecretKey:
    """256 secret bits, which show nothing of themselves."""

    __slots__ = ("_aead", "_raw")

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError(f"a key is {KEY_BYTES} bytes")
        self._raw = raw
        self._aead = AESGCM(raw)

    @classmethod
    def new(cls) -> "SecretKey":
        """Return a key from the system's source of randomness."""
        return cls(os.urandom(KEY_BYTES))

    def encrypt(self, data: bytes, bound_to: bytes) -> bytes:
        """Return a fresh nonce and ``data`` encrypted, to be opened with ``bound_to`` only."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, data, bound_to)

    def decrypt(self, box: bytes, bound_to: bytes) -> bytes:
        """Return what ``encrypt`` was given.

        Raises:
            SealBroken: another key, another ``bound_to``, or altered bytes.
        """
        try:
            return self._aead.decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], bound_to)
        except (InvalidTag, ValueError):
            raise SealBroken from None

    def wrap(self, key: "SecretKey", label: bytes) -> bytes:
        """Return ``key`` encrypted under this one, for ``label`` only."""
        return self.encrypt(key._raw, b"key:" + label)

    def unwrap(self, wrapped: bytes, label: bytes) -> "SecretKey":
        """Return the key that was wrapped for ``label``.

        Raises:
            SealBroken: it was not, or not by this key.
        """
        return SecretKey(self.decrypt(wrapped, b"key:" + label))

    def digest(self, message: bytes) -> bytes:
        """Return the HMAC-SHA256 of ``message`` under this key."""
        return hmac.digest(self._raw, message, "sha256")


class FileCipher:
    """The opened key of one file; the kernel's ``FileKey``."""

    __slots__ = ("_key", "file_id")

    def __init__(self, file_id: UUID, key: SecretKey) -> None:
        self.file_id = file_id
        self._key = key

    def seal(self, event_id: UUID, field: str, text: str) -> str:
        """Return the token that ``text`` rests as."""
        box = self._key.encrypt(text.encode(), self._place(b"text:", event_id, field))
        return _TOKEN_PREFIX + _base64url(box)

    def unseal(self, event_id: UUID, field: str, token: str) -> str:
        """Return the text of ``token``."""
        if not token.startswith(_TOKEN_PREFIX):
            raise SealBroken
        box = _from_base64url(token[len(_TOKEN_PREFIX) :])
        return self._key.decrypt(box, self._place(b"text:", event_id, field)).decode()

    def seal_bytes(self, event_id: UUID, field: str, data: bytes) -> bytes:
        """Return what ``data`` rests as."""
        place = self._place(b"bytes:", event_id, field)
        return _BYTES_PREFIX + self._key.encrypt(data, place)

    def unseal_bytes(self, event_id: UUID, field: str, data: bytes) -> bytes:
        """Return what was sealed."""
        if data[:1] != _BYTES_PREFIX:
            raise SealBroken
        return self._key.decrypt(data[1:], self._place(b"bytes:", event_id, field))

    def wrap_by(self, key: SecretKey, epoch: int) -> bytes:
        """Return this file's key wrapped under the wrapping key of ``epoch``."""
        return key.wrap(self._key, _epoch_label(self.file_id, epoch))

    @classmethod
    def unwrap_by(cls, key: SecretKey, epoch: int, file_id: UUID, wrapped: bytes) -> "FileCipher":
        """Return the file whose key was wrapped under the wrapping key of ``epoch``."""
        return cls(file_id, key.unwrap(wrapped, _epoch_label(file_id, epoch)))

    def wrap_share(self, shared: "FileCipher") -> bytes:
        """Return the key of ``shared``, wrapped so that this file's key opens it."""
        return self._key.wrap(shared._key, b"share:" + shared.file_id.bytes)

    def unwrap_share(self, file_id: UUID, wrapped: bytes) -> "FileCipher":
        """Return the shared file that was wrapped for this one."""
        return FileCipher(file_id, self._key.unwrap(wrapped, b"share:" + file_id.bytes))

    def _place(self, kind: bytes, event_id: UUID, field: str) -> bytes:
        return kind + self.file_id.bytes + event_id.bytes + field.encode()


def _epoch_label(file_id: UUID, epoch: int) -> bytes:
    return b"file:" + epoch.to_bytes(4) + file_id.bytes


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_base64url(text: str) -> bytes:
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise SealBroken from None
    if _base64url(data) != text:  # the decoder skips what it does not know
        raise SealBroken
    return data
