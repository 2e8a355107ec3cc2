"""The checkpoints once more, in a plain file outside the database: what a copy of it can't change.

Only ever appended to. Keep it where the database's administrator cannot write, or hand copies out.
"""

import fcntl
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.proofs.keys import NoteMalformed
from shared.proofs.note import read_notes

_LAST = 8192  # bytes, more than any note of ours takes


class AnchorRefused(Exception):  # noqa: N818
    """The file cannot be used, or holds what the database does not. The message says which."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The file."""

    path: Path

    def last(self) -> str | None:
        """Return the text of the last checkpoint in the file; None when there is none.

        Raises:
            AnchorRefused: the file cannot be read, or does not end with one.
        """
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST))
                return _last_text(file.read().decode(errors="replace"))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise AnchorRefused(f"{self.path} cannot be read: {error.strerror}") from None

    def append(self, notes: Sequence[str], *, after: str | None) -> None:
        """Append ``notes``, unless somebody else did so since ``after`` was the last; sync.

        Raises:
            AnchorRefused: the file cannot be written.
        """
        try:
            with self.path.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self.last() == after:
                    file.write("".join(f"{note}\n" for note in notes).encode())
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise AnchorRefused(f"{self.path} cannot be written: {error.strerror}") from None


def _last_text(end: str) -> str | None:
    if not end.strip("\n"):
        return None
    at = end.rstrip("\n").rfind("\n\n—")
    begin = end.rfind("\n\n", 0, max(at, 0))
    try:
        return read_notes(end[begin + 2 if begin >= 0 else 0 :])[-1].text
    except (NoteMalformed, IndexError):
        raise AnchorRefused("the file of checkpoints does not end with a whole one") from None
