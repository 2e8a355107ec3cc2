import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import psycopg
import pytest

from shared.kernel.sealed import FileDestroyed
from shared.testing.database import Database
from shared.vault.cipher import SecretKey
from shared.vault.database import Connected
from shared.vault.destruction import Destroyer
from shared.vault.epoch_secrets import EpochSecrets
from shared.vault.master import MasterKey, MasterKeyRefused
from shared.vault.rotation import retire_epoch, rotate_master_key, start_epoch
from shared.vault.vault import Vault
from tests.shared.vault.conftest import OpenVault

FILE, OTHER, CHILD, REPORT = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
EVENT = UUID(int=9)
_BLOCKED = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()"""


@pytest.fixture
def new_master(secrets: EpochSecrets) -> MasterKey:
    return MasterKey(SecretKey(bytes(range(32, 64))), secrets)


@pytest.fixture
async def keys(vault: Vault, database: Database) -> AsyncIterator[Connected]:
    url = database.url_for("disposal")
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
async def watch(database: Database) -> AsyncIterator[Connected]:
    url = database.keys_admin_url
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        yield connection


async def seal(vault: Vault, file_id: UUID) -> str:
    return (await vault.key(file_id, create=True)).seal(EVENT, "text", "Klartext")


async def unseal(vault: Vault, file_id: UUID, token: str) -> str:
    return (await vault.key(file_id)).unseal(EVENT, "text", token)


async def blocked(
    watch: Connected, sessions: int, *, unless: asyncio.Task[int] | None = None
) -> None:
    """Wait until so many sessions wait for a lock, or ``unless`` has ended without."""
    for _ in range(1000):
        rows = await (await watch.execute(_BLOCKED)).fetchall()
        if rows[0][0] == sessions or (unless and unless.done()):
            return
        await asyncio.sleep(0.005)
    raise AssertionError("nobody waits")


async def epochs_in_use(keys: Connected) -> set[int]:
    rows = await (await keys.execute("SELECT DISTINCT epoch FROM vault.file_key")).fetchall()
    return {row[0] for row in rows}


async def test_after_the_master_key_is_rotated_the_new_one_opens_what_was_sealed(
    vault: Vault,
    open_vault: OpenVault,
    keys: Connected,
    master_key: MasterKey,
    new_master: MasterKey,
) -> None:
    token, found = await seal(vault, FILE), await vault.lookup_hash("191212121212")
    await rotate_master_key(keys, master_key, new_master)
    reader = await open_vault(new_master)
    assert await unseal(reader, FILE, token) == "Klartext"
    assert await reader.lookup_hash("191212121212") == found


async def test_the_wrong_master_key_refuses_to_start_and_says_why(
    vault: Vault, open_vault: OpenVault, new_master: MasterKey
) -> None:
    with pytest.raises(MasterKeyRefused, match="does not open epoch:1 of the keys database"):
        await open_vault(new_master)


async def test_rotating_from_the_wrong_master_key_changes_nothing(
    vault: Vault, open_vault: OpenVault, keys: Connected, new_master: MasterKey
) -> None:
    token = await seal(vault, FILE)
    with pytest.raises(MasterKeyRefused):
        await rotate_master_key(keys, new_master, new_master)
    assert await unseal(await open_vault(), FILE, token) == "Klartext"


async def test_a_retired_epoch_leaves_every_file_readable_and_its_key_gone(
    vault: Vault, open_vault: OpenVault, keys: Connected, master_key: MasterKey
) -> None:
    await vault.share(REPORT, [CHILD])
    tokens = {file_id: await seal(vault, file_id) for file_id in (FILE, CHILD, REPORT)}
    assert await start_epoch(keys, master_key) == 2
    assert await retire_epoch(keys, master_key, 1) == 2
    reader = await open_vault()
    for file_id, token in tokens.items():
        assert await unseal(reader, file_id, token) == "Klartext"
    rows = await (
        await keys.execute("SELECT epoch FROM vault.epoch_key WHERE wrapped IS NULL")
    ).fetchall()
    assert rows == [(1,)]


async def test_a_process_that_has_not_heard_of_the_new_epoch_still_makes_and_reads_keys(
    vault: Vault, open_vault: OpenVault, keys: Connected, master_key: MasterKey
) -> None:
    unaware = await open_vault()
    await start_epoch(keys, master_key)
    token = await seal(await open_vault(), OTHER)
    await retire_epoch(keys, master_key, 1)
    assert await unseal(unaware, OTHER, token) == "Klartext"
    await seal(unaware, FILE)
    await (await open_vault()).share(REPORT, [CHILD])
    assert await epochs_in_use(keys) == {2, None}


async def test_no_key_made_while_an_epoch_is_retired_is_lost(
    open_vault: OpenVault, keys: Connected, master_key: MasterKey
) -> None:
    makers = [await open_vault() for _ in range(2)]
    ids = [UUID(int=1000 + number) for number in range(200)]

    async def making(vault: Vault, mine: list[UUID]) -> dict[UUID, str]:
        return {file_id: await seal(vault, file_id) for file_id in mine}

    async def retiring() -> dict[UUID, str]:
        for epoch in (1, 2, 3):
            await start_epoch(keys, master_key)
            await retire_epoch(keys, master_key, epoch)
        return {}

    made = await asyncio.gather(
        making(makers[0], ids[::2]), making(makers[1], ids[1::2]), retiring()
    )
    tokens = {**made[0], **made[1]}
    reader = await open_vault()
    assert [await unseal(reader, file_id, tokens[file_id]) for file_id in ids] == [
        "Klartext"
    ] * 200


async def test_an_epoch_is_not_retired_before_the_key_being_made_under_it_is_there(
    database: Database,
    open_vault: OpenVault,
    keys: Connected,
    watch: Connected,
    master_key: MasterKey,
) -> None:
    maker = await open_vault()
    with psycopg.connect(database.keys_admin_url) as other:
        other.execute("INSERT INTO vault.file_key (file_id) VALUES (%s)", (FILE,))
        making = asyncio.create_task(seal(maker, FILE))  # waits to see whether FILE gets in
        await blocked(watch, 1)
        await start_epoch(keys, master_key)
        retiring = asyncio.create_task(retire_epoch(keys, master_key, 1))
        await blocked(watch, 2, unless=retiring)
        other.rollback()
    assert await retiring == 1
    assert await unseal(await open_vault(), FILE, await making) == "Klartext"


async def test_the_newest_epoch_cannot_be_retired(keys: Connected, master_key: MasterKey) -> None:
    with pytest.raises(ValueError, match="new epoch"):
        await retire_epoch(keys, master_key, 1)


async def test_an_epoch_is_retired_once(keys: Connected, master_key: MasterKey) -> None:
    await start_epoch(keys, master_key)
    await retire_epoch(keys, master_key, 1)
    with pytest.raises(ValueError, match="retired"):
        await retire_epoch(keys, master_key, 1)


async def test_a_destroyed_files_row_put_back_from_a_backup_opens_nothing(
    vault: Vault,
    open_vault: OpenVault,
    destroyer: Destroyer,
    keys: Connected,
    master_key: MasterKey,
) -> None:
    await seal(vault, FILE)
    rows = await (await keys.execute("SELECT epoch, wrapped FROM vault.file_key")).fetchall()
    await destroyer.destroy([FILE])
    await start_epoch(keys, master_key)
    await retire_epoch(keys, master_key, 1)
    await keys.execute(
        "UPDATE vault.file_key SET epoch = %s, wrapped = %s, destroyed_at = NULL", rows[0]
    )
    with pytest.raises(FileDestroyed):
        await (await open_vault()).key(FILE)
