"""A checkpoint: a signed statement of what the ledger was at a size. Pure.

Its text is a C2SP tlog-checkpoint with three lines of our own after the usual three::

    <origin: the name of the ledger, and of the key that signs for it>
    <tree size>
    <root, base64>
    chain <chain hash at that size, base64>
    epoch <epoch>
    time <RFC 3339, UTC, microseconds>
"""

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.proofs.keys import NoteMalformed, PublicKey, SigningKey
from shared.proofs.note import Note

_LATEST = 2**37  # in seconds; a date still has four digits then
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
_HASH = r"([A-Za-z0-9+/]{43}=)"
_TEXT = re.compile(
    rf"(?P<origin>[^\s+]{{1,200}})\n(?P<size>[1-9][0-9]{{0,17}})\n{_HASH}\n"
    rf"chain {_HASH}\nepoch (?P<epoch>[1-9][0-9]{{0,8}})\n"
    r"time (?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What is stated."""

    origin: str
    size: int  # of the ledger: the position of its last entry
    root: bytes
    chain: bytes
    epoch: int
    made_at: datetime

    @property
    def text(self) -> str:
        """The bytes that are signed, as text."""
        root, chain = (base64.b64encode(each).decode() for each in (self.root, self.chain))
        made_at = self.made_at.astimezone(UTC).strftime(_TIME)
        return (
            f"{self.origin}\n{self.size}\n{root}\n"
            f"chain {chain}\nepoch {self.epoch}\ntime {made_at}\n"
        )

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Return the checkpoint whose text this is.

        Raises:
            NoteMalformed: it is none's, or not written as we write it.
        """
        found = _TEXT.fullmatch(text)
        try:
            if found is None:
                raise ValueError
            checkpoint = cls(
                origin=found["origin"],
                size=int(found["size"]),
                root=base64.b64decode(found[3]),
                chain=base64.b64decode(found[4]),
                epoch=int(found["epoch"]),
                made_at=datetime.strptime(found["time"], _TIME).replace(tzinfo=UTC),
            )
        except ValueError:
            raise NoteMalformed("a signed note is not a checkpoint") from None
        if checkpoint.text != text:
            raise NoteMalformed("a checkpoint is written otherwise than we write it")
        return checkpoint

    def signed(self, key: SigningKey) -> str:
        """Return the checkpoint as a signed note."""
        return f"{self.text}\n{key.line(key.sign(self.text.encode()))}"


def is_signed(note: Note, key: PublicKey) -> bool:
    """Say whether ``key`` has signed the note, and nothing in the note says so falsely."""
    signatures = list(note.of(key))
    return bool(signatures) and all(
        key.accepts(note.text.encode(), signature) for signature in signatures
    )


def countersignature(note: Note, witness: SigningKey, seen_at: datetime) -> str:
    """Return the line by which ``witness`` says to have seen the note (tlog-cosignature v1)."""
    seconds = int(seen_at.timestamp())
    signature = witness.sign(_countersigned(note.text, seconds))
    return witness.line(seconds.to_bytes(8) + signature)


def countersigned_at(note: Note, witness: PublicKey) -> datetime | None:
    """Return when ``witness`` says to have seen the note; None when it does not say so.

    Raises:
        NoteMalformed: a signature in its name is not of this note.
    """
    seen: datetime | None = None
    for each in note.of(witness):
        seconds = int.from_bytes(each[:8])
        if (
            len(each) != 72
            or seconds > _LATEST
            or not witness.accepts(_countersigned(note.text, seconds), each[8:])
        ):
            raise NoteMalformed(
                f"the countersignature of {witness.name} is not of this checkpoint"
            )
        seen = datetime.fromtimestamp(seconds, UTC)
    return seen


def time_of_next(now: datetime, registered_at: datetime, before: datetime | None) -> datetime:
    """Return the time to state: ``now``, but never before what is covered or was stated last."""
    return max(now, registered_at, before or now)


def _countersigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
