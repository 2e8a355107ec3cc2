"""Sealed text: the mark of a field encrypted wherever it rests, and the port that does it."""

from collections.abc import Sequence
from typing import Annotated, Protocol
from uuid import UUID

from shared.kernel.refusal import NotFound


class Seal:
    """Found by the codec, which seals the field under the key of the event's file."""


SealedText = Annotated[str, Seal()]
"""Clear text in a command and in a new event; a token ``sealed:...`` once stored."""

SEALED_PREFIX = "sealed:"


class FileKey(Protocol):
    """The opened key of one file. Held only for as long as a request needs it."""

    def seal(self, event_id: UUID, field: str, text: str) -> str:
        """Return the token that ``text`` rests as; bound to the file, the event and the field."""

    def unseal(self, event_id: UUID, field: str, token: str) -> str:
        """Return the text of ``token``.

        Raises:
            SealBroken: the token was not made by this key for that event and field.
        """

    def seal_bytes(self, event_id: UUID, field: str, data: bytes) -> bytes:
        """Return what ``data`` (an attachment) rests as; bound like a text is."""

    def unseal_bytes(self, event_id: UUID, field: str, data: bytes) -> bytes:
        """Return what ``seal_bytes`` was given.

        Raises:
            SealBroken: it was not sealed by this key for that event and field.
        """


class Sealer(Protocol):
    """Where file keys come from; implemented by ``shared.vault``."""

    async def key(self, file_id: UUID, *, create: bool = False) -> FileKey:
        """Return the key of ``file_id``; with ``create``, durably make it first when new.

        Raises:
            FileDestroyed: the key has been destroyed; what it sealed can never be read again.
            FileUnknown: there is no such key, and ``create`` was not asked for.
        """

    async def share(
        self, file_id: UUID, holders: Sequence[UUID], *, beside: Sequence[UUID] = ()
    ) -> None:
        """Let ``file_id`` be opened through any of the files ``holders``, and only so long.

        For what is common to several persons' files (one report, several children): when the
        last holder is destroyed, the shared file can no longer be opened. Keys that are missing,
        of the file, its holders, or the files ``beside`` them, are durably made.

        Raises:
            FileDestroyed: the file or a holder has been destroyed.
        """


GONE = "[gallrat]"
"""What a reader is shown in place of each text of a destroyed file."""


class SealBroken(Exception):  # noqa: N818
    """A sealed token does not belong where it was found."""


class FileDestroyed(NotFound):
    """The file's key has been destroyed (gallring), and what it sealed with it."""

    code = "file-destroyed"
    detail = "Akten är gallrad. Texterna finns inte längre."


class FileUnknown(LookupError):  # noqa: N818
    """No key was ever made for this file."""


class Lookup(Protocol):
    """Finding a person by number without keeping the number; implemented by ``shared.vault``."""

    async def lookup_hash(self, number: str) -> bytes:
        """Return the keyed hash (32 bytes) of a twelve-digit personal or coordination number."""
