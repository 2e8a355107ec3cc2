"""Signed notes (C2SP): plain lines that a person can read, print and sign beside.

A note is its text, an empty line, and signature lines ``— <key name> <base64>``, where the base64
holds four bytes that tell the key and then the signature.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.proofs.keys import DASH, NAME, NoteMalformed, PublicKey, decoded

_NOTE = re.compile(rf"((?:[^\n]+\n)+)\n((?:{DASH}[^\n]+\n)+)\n*")


@dataclass(frozen=True, slots=True)
class Note:
    """A text, and the signatures under it: (key name, the key's four bytes, signature)."""

    text: str  # ends with a newline
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def __str__(self) -> str:
        lines = (
            f"{DASH}{name} {base64.b64encode(told + signature).decode()}\n"
            for name, told, signature in self.signatures
        )
        return f"{self.text}\n{''.join(lines)}"

    def of(self, key: PublicKey) -> Iterator[bytes]:
        """Yield the signatures that say they are by ``key``."""
        for name, told, signature in self.signatures:
            if (name, told) == (key.name, key.id):
                yield signature


def read_notes(text: str) -> list[Note]:
    """Return the notes that stand one after the other in ``text``.

    Raises:
        NoteMalformed: something else stands there too.
    """
    notes, at = list[Note](), len(text) - len(text.lstrip("\n"))
    while at < len(text):
        found = _NOTE.match(text, at)
        if found is None:
            raise NoteMalformed(f"no signed note at line {text.count(chr(10), 0, at) + 1}")
        signatures = tuple(_signature(line) for line in found[2].splitlines())
        notes.append(Note(found[1], signatures))
        at = found.end()
    return notes


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    raw = decoded(encoded)
    if not NAME.fullmatch(name) or len(raw) < 5:
        raise NoteMalformed("a signature line is not one")
    return name, raw[:4], raw[4:]
