import asyncio

import psycopg
import pytest

from shared.kernel.sealed import FileDestroyed, FileUnknown
from shared.testing.database import Database
from shared.vault.destruction import Destroyer
from shared.vault.opened import OpenedKeys
from shared.vault.vault import Vault
from tests.shared.vault.conftest import OpenVault
from tests.shared.vault.files import FILE, TEXT, sealed, unsealed


async def test_another_process_reads_what_was_sealed(vault: Vault, open_vault: OpenVault) -> None:
    token = await sealed(vault, FILE)
    assert await unsealed(await open_vault(), FILE, token) == TEXT


async def test_a_file_that_nobody_made_is_unknown(vault: Vault) -> None:
    with pytest.raises(FileUnknown):
        await vault.key(FILE)


async def test_many_who_make_the_same_file_at_once_get_the_same_key(
    open_vault: OpenVault,
) -> None:
    processes = [await open_vault() for _ in range(4)]
    tokens = await asyncio.gather(*(sealed(each, FILE) for each in processes * 5))
    for each in processes:
        for token in tokens:
            assert await unsealed(each, FILE, token) == TEXT


async def test_many_who_open_an_empty_keys_database_at_once_agree(
    open_vault: OpenVault,
) -> None:
    first, *others = await asyncio.gather(*(open_vault() for _ in range(4)))
    token = await sealed(first, FILE)
    wanted = await first.lookup_hash("191212121212")
    for each in others:
        assert await unsealed(each, FILE, token) == TEXT
        assert await each.lookup_hash("191212121212") == wanted


async def test_a_destroyed_file_can_neither_be_read_nor_made_again(
    vault: Vault, open_vault: OpenVault, destroyer: Destroyer
) -> None:
    await sealed(vault, FILE)
    assert await destroyer.destroy([FILE]) == {FILE}
    with pytest.raises(FileDestroyed):
        await (await open_vault()).key(FILE, create=True)


async def test_a_file_destroyed_before_it_had_a_key_never_gets_one(
    vault: Vault, destroyer: Destroyer
) -> None:
    assert await destroyer.destroy([FILE]) == {FILE}
    with pytest.raises(FileDestroyed):
        await vault.key(FILE, create=True)


async def test_destroying_again_destroys_nothing_more(vault: Vault, destroyer: Destroyer) -> None:
    await sealed(vault, FILE)
    await destroyer.destroy([FILE])
    assert await destroyer.destroy([FILE]) == frozenset()


async def test_nothing_of_a_destroyed_key_stays_in_its_row(
    vault: Vault, database: Database, destroyer: Destroyer
) -> None:
    await sealed(vault, FILE)
    await destroyer.destroy([FILE])
    with psycopg.connect(database.keys_admin_url) as keys:
        rows = keys.execute(
            "SELECT epoch, wrapped, destroyed_at IS NOT NULL FROM vault.file_key"
        ).fetchall()
    assert rows == [(None, None, True)]


async def test_an_opened_key_is_forgotten_after_a_while(
    open_vault: OpenVault, destroyer: Destroyer
) -> None:
    seconds = 100.0
    reader = await open_vault(opened=OpenedKeys(seconds=30, timer=lambda: seconds))
    token = await sealed(reader, FILE)
    await destroyer.destroy([FILE])
    assert await unsealed(reader, FILE, token) == TEXT
    seconds = 130.0
    with pytest.raises(FileDestroyed):
        await reader.key(FILE)


async def test_a_person_is_found_by_the_same_hash_in_every_process(
    vault: Vault, open_vault: OpenVault
) -> None:
    found = await vault.lookup_hash("199006022397")
    assert len(found) == 32
    assert await (await open_vault()).lookup_hash("199006022397") == found
    assert await vault.lookup_hash("199107172380") != found
