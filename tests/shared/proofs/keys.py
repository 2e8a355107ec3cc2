"""Fixed keys and a checkpoint to sign with them."""

import base64
from datetime import UTC, datetime

from shared.proofs.checkpoint import Checkpoint
from shared.proofs.keys import Kind, PublicKey, SigningKey
from shared.proofs.note import Note, read_notes

ORIGIN = "rodatraden.example/socialnamnden"


def signing_key(name: str, number: int, kind: Kind = Kind.LOG) -> SigningKey:
    """Return a key that is the same every time."""
    return SigningKey(name, kind, bytes([number]) * 32)


KEY = signing_key(ORIGIN, 1)
NEXT_KEY = signing_key(ORIGIN, 2)
STRANGER = signing_key(ORIGIN, 3)
WITNESS = signing_key("riksarkivet.example/vittne", 4, Kind.WITNESS)
MADE_AT = datetime(2026, 3, 2, 9, 30, 0, 250, tzinfo=UTC)
CHECKPOINT = Checkpoint(
    origin=ORIGIN, size=17, root=b"\x01" * 32, chain=b"\x02" * 32, epoch=1, made_at=MADE_AT
)


def note(text: str) -> Note:
    """Return the one note in ``text``."""
    (found,) = read_notes(text)
    return found


def swapped(key: PublicKey) -> str:
    """Return ``key`` as text, with the bytes of another under its number."""
    name, told, _ = str(key).split("+", 2)
    return f"{name}+{told}+{base64.b64encode(bytes([key.kind]) + b'x' * 32).decode()}"
