"""File keys in memory: the vault's promises and cryptography, without its database."""

from collections.abc import Sequence
from uuid import UUID

from shared.kernel.sealed import FileDestroyed, FileUnknown
from shared.vault.cipher import FileCipher, SecretKey
from shared.vault.lookup import KeyedHash


class MemoryKeys:
    """A ``Sealer`` and a ``Lookup`` for tests of rules and routes."""

    def __init__(self) -> None:
        self._ciphers: dict[UUID, FileCipher] = {}
        self._holders: dict[UUID, set[UUID]] = {}
        self._destroyed: set[UUID] = set()
        self._keyed_hash = KeyedHash(SecretKey.new())

    async def key(self, file_id: UUID, *, create: bool = False) -> FileCipher:
        """Return the key of ``file_id``; with ``create``, make it first when new."""
        if file_id in self._destroyed:
            raise FileDestroyed(file_id)
        if file_id not in self._ciphers:
            if not create:
                raise FileUnknown(file_id)
            self._ciphers[file_id] = FileCipher(file_id, SecretKey.new())
        return self._ciphers[file_id]

    async def share(
        self, file_id: UUID, holders: Sequence[UUID], *, beside: Sequence[UUID] = ()
    ) -> None:
        """Let ``file_id`` be opened so long as any of ``holders`` exists."""
        holding = {held for each in self._holders.values() for held in each}
        if not holders or {*holders} & {file_id, *self._holders} or file_id in holding:
            raise ValueError("a file is shared with others, and that in one step")
        if file_id in self._ciphers and file_id not in self._holders:
            raise ValueError("a file that has a key of its own is not shared afterwards")
        for each in (file_id, *holders, *beside):
            await self.key(each, create=True)
        self._holders.setdefault(file_id, set()).update(holders)

    async def destroy(self, file_ids: Sequence[UUID]) -> frozenset[UUID]:
        """Destroy the keys of ``file_ids``, and of what only they held."""
        doomed = {*file_ids}
        for file_id, holders in self._holders.items():
            holders -= doomed
            if not holders:
                doomed.add(file_id)
        destroyed = frozenset(doomed - self._destroyed)
        self._destroyed |= doomed
        return destroyed

    async def lookup_hash(self, number: str) -> bytes:
        """Return the keyed hash of a twelve-digit number."""
        return self._keyed_hash(number)
