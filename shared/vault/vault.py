"""The vault: the kernel's ``Sealer`` and ``Lookup`` on the keys database."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from shared.kernel.refusal import StoreUnavailable
from shared.kernel.sealed import FileDestroyed, FileUnknown
from shared.vault import files
from shared.vault.cipher import FileCipher, SecretKey
from shared.vault.database import Connected, KeyDatabase
from shared.vault.epochs import Epochs
from shared.vault.lookup import KeyedHash, open_lookup
from shared.vault.master import KeyManager, MasterKeyRefused
from shared.vault.opened import OpenedKeys


class Vault:
    """File keys and the lookup key of one committee, opened as they are asked for."""

    def __init__(self, url: str, manager: KeyManager, opened: OpenedKeys | None = None) -> None:
        self._database = KeyDatabase(url)
        self._manager = manager
        self._epochs = Epochs(manager)
        self._opened = opened or OpenedKeys()
        self._keyed_hash: KeyedHash | None = None

    async def open(self) -> None:
        """Connect, and see that the master key opens what is there.

        A database that is away is waited for later, by those who ask.

        Raises:
            MasterKeyRefused: it does not; nothing may start without it.
        """
        await self._database.open()
        with suppress(StoreUnavailable):
            async with self._database.connection() as connection:
                await self._epochs.load(connection)

    async def close(self) -> None:
        """Let go of the connections and of every opened key."""
        await self._database.close()
        self._opened = OpenedKeys()

    async def ready(self) -> list[str]:
        """Return why nothing can be sealed or unsealed now; empty when all is well."""
        try:
            async with self._database.connection() as connection:
                await self._epochs.load(connection)
        except StoreUnavailable:
            return ["keys: the database cannot be reached"]
        except MasterKeyRefused:
            return ["keys: the master key does not open what is there"]
        return []

    async def key(self, file_id: UUID, *, create: bool = False) -> FileCipher:
        """Return the opened key of ``file_id``; with ``create``, make it first when new.

        Raises:
            FileDestroyed: the key has been destroyed.
            FileUnknown: there is no such key, and ``create`` was not asked for.
        """
        if cipher := self._opened.get(file_id):
            return cipher
        async with self._database.connection() as connection:
            found = await self._read(connection, [file_id])
            while file_id not in found:
                if not create:
                    raise FileUnknown(file_id)
                found = await self._make(connection, file_id)
        self._opened.keep(found.values())
        return found[file_id]

    async def share(
        self, file_id: UUID, holders: Sequence[UUID], *, beside: Sequence[UUID] = ()
    ) -> None:
        """Let ``file_id`` be opened through any of ``holders``; make whatever is new of them.

        What is new of the files ``beside`` them is made in the same step.

        Raises:
            FileDestroyed: the file or a holder has been destroyed.
            ValueError: no holders, the file itself, or one that is itself a shared file.
        """
        if not holders or file_id in holders:
            raise ValueError("a file is shared with other files")
        wanted = (file_id, *sorted({*holders, *beside}))
        known = {c.file_id: c for c in map(self._opened.get, wanted) if c}
        async with self._database.connection() as connection:
            while not await self._share(connection, wanted, known, sorted({*holders})):
                self._opened.forget(wanted)
                known = await self._read(connection, wanted, sharing=file_id)
                await self._epochs.load(connection)

    async def lookup_hash(self, number: str) -> bytes:
        """Return the keyed hash (32 bytes) of a twelve-digit number."""
        if not self._keyed_hash:
            async with self._database.connection() as connection:
                self._keyed_hash = await open_lookup(connection, self._manager)
        return self._keyed_hash(number)

    async def _make(self, connection: Connected, file_id: UUID) -> dict[UUID, FileCipher]:
        epoch, wrapping = await self._epochs.newest(connection)
        cipher = FileCipher(file_id, SecretKey.new())
        if await files.insert(connection, file_id, epoch, cipher.wrap_by(wrapping, epoch)):
            return {file_id: cipher}
        await self._epochs.load(connection)  # a new epoch began, or another process made the key
        return await self._read(connection, [file_id])

    async def _share(
        self,
        connection: Connected,
        wanted: Sequence[UUID],
        known: dict[UUID, FileCipher],
        holders: Sequence[UUID],
    ) -> bool:
        file_id, *_ = wanted
        epoch, wrapping = await self._epochs.newest(connection)
        new = {id_: FileCipher(id_, SecretKey.new()) for id_ in wanted if id_ not in known}
        own = {id_: cipher.wrap_by(wrapping, epoch) for id_, cipher in new.items()}
        ciphers = known | new
        sharing = files.Sharing(
            file_id=file_id,
            epoch=epoch,
            known=list(known),
            new={id_: None if id_ == file_id else wrapped for id_, wrapped in own.items()},
            shares={id_: ciphers[id_].wrap_share(ciphers[file_id]) for id_ in holders},
        )
        done = await files.share(connection, sharing)
        if done:
            self._opened.keep(ciphers.values())
        return done

    async def _read(
        self, connection: Connected, file_ids: Sequence[UUID], *, sharing: UUID | None = None
    ) -> dict[UUID, FileCipher]:
        rows = await files.read(connection, file_ids)
        for row in rows:
            if sharing and (row.is_holder if row.file_id == sharing else row.share):
                raise ValueError("a shared file holds no other")
            if row.file_id == sharing and row.wrapped and not row.share:
                raise ValueError("a file that has a key of its own is not shared afterwards")
        return {row.file_id: await self._open(connection, row) for row in rows}

    async def _open(self, connection: Connected, row: files.Resting) -> FileCipher:
        if row.epoch is None or row.wrapped is None:
            raise FileDestroyed(row.file_id)
        if not self._epochs.get(row.epoch):
            await self._epochs.load(connection)
        wrapping = self._epochs.get(row.epoch)
        if not wrapping:  # retired: a row from an old backup
            raise FileDestroyed(row.file_id)
        if not row.holder_id or not row.share:
            return FileCipher.unwrap_by(wrapping, row.epoch, row.file_id, row.wrapped)
        holder = FileCipher.unwrap_by(wrapping, row.epoch, row.holder_id, row.wrapped)
        return holder.unwrap_share(row.file_id, row.share)
