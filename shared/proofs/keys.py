"""The keys that sign, and their public halves, written as C2SP signed notes have them.

A public key as text is ``<name>+<four bytes that tell it, hex>+<base64 of kind and 32 bytes>``.
"""

import base64
import binascii
import os
import re
import stat
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

DASH = "— "
_PRIVATE = "PRIVATE+KEY+"
NAME = re.compile(r"[^\s+]{1,200}")


class NoteMalformed(ValueError):  # noqa: N818
    """What was given is no signed note, or no key. The message says where it ends to be one."""


class SigningKeyRefused(Exception):  # noqa: N818
    """The signing key is missing, exposed or not one. The message tells an operator what."""


class Kind(IntEnum):
    """What a key signs: its own checkpoints, or that it has seen somebody else's."""

    LOG = 0x01
    WITNESS = 0x04


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that signatures are checked with."""

    name: str
    kind: Kind
    raw: bytes  # 32

    @property
    def id(self) -> bytes:
        """The four bytes that tell this key in a signature line."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.raw).digest()[:4]

    def __str__(self) -> str:
        encoded = base64.b64encode(bytes([self.kind]) + self.raw).decode()
        return f"{self.name}+{self.id.hex()}+{encoded}"

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """Return the key that is written as ``text``.

        Raises:
            NoteMalformed: it is no key, or not the one its four bytes tell of.
        """
        name, told, encoded = _three(text)
        kind, raw = _key_bytes(encoded)
        key = cls(name, kind, raw)
        if key.id.hex() != told:
            raise NoteMalformed(f"the key of {name} is not the one that {told} tells of")
        return key

    def accepts(self, signed: bytes, signature: bytes) -> bool:
        """Say whether ``signature`` is this key's, of ``signed``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, signed)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, under the name it signs in."""

    name: str
    kind: Kind
    _seed: bytes = field(repr=False)

    @classmethod
    def new(cls, name: str, kind: Kind = Kind.LOG) -> "SigningKey":
        """Return a new key; nobody else has it."""
        if not NAME.fullmatch(name):
            raise NoteMalformed(f"{name!r} cannot name a key: no spaces, no plus signs")
        return cls(name, kind, os.urandom(32))

    @classmethod
    def parse(cls, text: str) -> "SigningKey":
        """Return the key that was ``exported``.

        Raises:
            SigningKeyRefused: none was; the text is not repeated.
        """
        try:
            if not text.startswith(_PRIVATE):
                raise NoteMalformed
            name, told, encoded = _three(text.strip().removeprefix(_PRIVATE))
            key = cls(name, *_key_bytes(encoded))
            if key.public.id.hex() != told:
                raise NoteMalformed
        except NoteMalformed:
            raise SigningKeyRefused("what was given as the signing key is none") from None
        return key

    @property
    def exported(self) -> str:
        """The key as it is kept in a file that its owner alone may read."""
        encoded = base64.b64encode(bytes([self.kind]) + self._seed).decode()
        return f"{_PRIVATE}{self.name}+{self.public.id.hex()}+{encoded}"

    @property
    def public(self) -> PublicKey:
        """The public key."""
        raw = Ed25519PrivateKey.from_private_bytes(self._seed).public_key().public_bytes_raw()
        return PublicKey(self.name, self.kind, raw)

    def sign(self, signed: bytes) -> bytes:
        """Return the signature of ``signed``."""
        return Ed25519PrivateKey.from_private_bytes(self._seed).sign(signed)

    def line(self, signature: bytes) -> str:
        """Return the line that carries ``signature``."""
        return f"{DASH}{self.name} {base64.b64encode(self.public.id + signature).decode()}\n"


def read_signing_key(given: str | None, file: Path | None) -> SigningKey:
    """Return the key that was ``given``, or else the one in ``file``.

    Raises:
        SigningKeyRefused: there is none, or it is none, or others than its owner may read it.
    """
    if given is not None:
        return SigningKey.parse(given)
    if file is None:
        raise SigningKeyRefused("there is no signing key")
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        text = file.read_text()
    except OSError as error:
        raise SigningKeyRefused(f"{file} cannot be read: {error.strerror}") from None
    if mode & 0o077:
        raise SigningKeyRefused(f"{file} may be read by others than its owner: chmod 600 it")
    return SigningKey.parse(text)


def _three(text: str) -> tuple[str, str, str]:
    name, told, encoded = (*text.strip().split("+", 2), "", "")[:3]
    if not NAME.fullmatch(name):
        raise NoteMalformed("a key is written name+number+key")
    return name, told, encoded


def _key_bytes(encoded: str) -> tuple[Kind, bytes]:
    raw = decoded(encoded)
    if len(raw) != 33 or raw[0] not in set(Kind):
        raise NoteMalformed("a key has one byte that tells its kind, and 32 of its own")
    return Kind(raw[0]), raw[1:]


def decoded(encoded: str) -> bytes:
    """Return what is encoded as base64."""
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise NoteMalformed("that is not base64") from None
