"""Changing the keys above the file keys: no event and no sealed text is touched."""

from shared.vault.cipher import FileCipher, SecretKey
from shared.vault.database import Connected
from shared.vault.epochs import label, start
from shared.vault.lookup import LABEL as LOOKUP
from shared.vault.master import KeyManager

_BATCH = 1000
_EPOCHS = "SELECT epoch, wrapped FROM vault.epoch_key WHERE wrapped IS NOT NULL FOR UPDATE"
_LOOKUPS = "SELECT wrapped FROM vault.lookup_key WHERE version = 1 FOR UPDATE"
_KEEP_EPOCH = "UPDATE vault.epoch_key SET wrapped = %s WHERE epoch = %s"
_KEEP_LOOKUP = "UPDATE vault.lookup_key SET wrapped = %s WHERE version = 1"
_NEWEST = "SELECT max(epoch) FROM vault.epoch_key"
_KEYS = "SELECT wrapped FROM vault.epoch_key WHERE epoch = %s FOR UPDATE"
_RETIRE = "UPDATE vault.epoch_key SET wrapped = NULL, retired_at = now() WHERE epoch = %s"
_REST_UNDER = """
SELECT file_id, wrapped FROM vault.file_key WHERE epoch = %s
ORDER BY file_id LIMIT %s FOR NO KEY UPDATE"""
_LIVE = "SELECT epoch FROM vault.epoch_key WHERE wrapped IS NOT NULL ORDER BY epoch"
_RETIRED = "SELECT epoch FROM vault.epoch_key WHERE wrapped IS NULL ORDER BY epoch"
_REWRAP = "UPDATE vault.file_key SET epoch = %s, wrapped = %s WHERE file_id = %s"


async def rotate_master_key(connection: Connected, old: KeyManager, new: KeyManager) -> None:
    """Wrap the root keys by ``new`` instead of ``old``: all of them or none.

    Running processes keep what they have opened; give them the new key before they restart.

    Raises:
        MasterKeyRefused: ``old`` is not what they are wrapped by.
    """
    async with connection.transaction():
        for epoch, wrapped in await (await connection.execute(_EPOCHS)).fetchall():
            key = await old.unwrap(label(epoch), wrapped)
            await connection.execute(_KEEP_EPOCH, (await new.wrap(label(epoch), key), epoch))
        for (wrapped,) in await (await connection.execute(_LOOKUPS)).fetchall():
            key = await old.unwrap(LOOKUP, wrapped)
            await connection.execute(_KEEP_LOOKUP, (await new.wrap(LOOKUP, key),))


async def start_epoch(connection: Connected, manager: KeyManager) -> int:
    """Begin the next epoch and return it: from now on new file keys rest under its key."""
    epoch = await _newest(connection) + 1
    await start(connection, manager, epoch)
    return epoch


async def retire_epoch(connection: Connected, manager: KeyManager, epoch: int) -> int:
    """Move the living file keys of ``epoch`` to the newest one, and delete its wrapping key.

    May be broken off at any point and run again. Returns how many file keys were moved.

    Raises:
        ValueError: ``epoch`` is the newest, or already retired.
    """
    newest = await _newest(connection)
    if epoch >= newest:
        raise ValueError("begin a new epoch before this one is retired")
    old, new = [await _open(connection, manager, each) for each in (epoch, newest)]
    moved = 0
    while count := await _move(connection, (epoch, old), (newest, new)):
        moved += count
    async with connection.transaction():
        await connection.execute(_KEYS, (epoch,))  # whoever is making a key under it is waited for
        while count := await _move(connection, (epoch, old), (newest, new)):
            moved += count
        await connection.execute(_RETIRE, (epoch,))
    return moved


async def renew_epoch(connection: Connected, manager: KeyManager) -> int:
    """Begin a new epoch, move every living file key to it, retire the others; return it."""
    newest = await start_epoch(connection, manager)
    for (epoch,) in await (await connection.execute(_LIVE)).fetchall():
        if epoch < newest:
            await retire_epoch(connection, manager, epoch)
    return newest


async def forget_retired(connection: Connected, manager: KeyManager) -> None:
    """Have the key manager forget what it kept for retired epochs, as far as it has not yet."""
    for (epoch,) in await (await connection.execute(_RETIRED)).fetchall():
        await manager.forget(label(epoch))


async def _newest(connection: Connected) -> int:
    rows = await (await connection.execute(_NEWEST)).fetchall()
    return rows[0][0] or 0


async def _open(connection: Connected, manager: KeyManager, epoch: int) -> SecretKey:
    rows = await (await connection.execute(_KEYS, (epoch,))).fetchall()
    if not rows or rows[0][0] is None:
        raise ValueError("there is no such epoch, or it is retired")
    return await manager.unwrap(label(epoch), rows[0][0])


async def _move(
    connection: Connected, old: tuple[int, SecretKey], new: tuple[int, SecretKey]
) -> int:
    async with connection.transaction():
        cursor = await connection.execute(_REST_UNDER, (old[0], _BATCH))
        rows = await cursor.fetchall()
        ciphers = [FileCipher.unwrap_by(old[1], old[0], *row) for row in rows]
        moved = [(new[0], each.wrap_by(new[1], new[0]), each.file_id) for each in ciphers]
        if moved:
            await connection.cursor().executemany(_REWRAP, moved)
    return len(rows)
