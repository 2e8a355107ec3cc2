import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from shared.kernel.refusal import StoreUnavailable
from shared.kernel.sealed import FileDestroyed, FileUnknown
from shared.testing.database import Database
from shared.vault.cipher import SecretKey
from shared.vault.master import MasterKey, MasterKeyRefused
from shared.vault.opened import OpenedKeys
from shared.vault.vault import Vault
from tests.shared.vault.conftest import OpenVault

FILE = UUID(int=1)
CHILD, SIBLING = UUID(int=2), UUID(int=3)
REPORT = UUID(int=4)
EVENT = UUID(int=5)
TEXT = "Flickan sover på golvet."
_END_ITS_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"""


async def sealed(vault: Vault, file_id: UUID) -> str:
    return (await vault.key(file_id, create=True)).seal(EVENT, "text", TEXT)


async def unsealed(vault: Vault, file_id: UUID, token: str) -> str:
    return (await vault.key(file_id)).unseal(EVENT, "text", token)


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
    vault: Vault, open_vault: OpenVault
) -> None:
    await sealed(vault, FILE)
    assert await vault.destroy([FILE]) == {FILE}
    for each in (vault, await open_vault()):
        with pytest.raises(FileDestroyed):
            await each.key(FILE, create=True)


async def test_a_file_destroyed_before_it_had_a_key_never_gets_one(vault: Vault) -> None:
    assert await vault.destroy([FILE]) == {FILE}
    with pytest.raises(FileDestroyed):
        await vault.key(FILE, create=True)


async def test_destroying_again_destroys_nothing_more(vault: Vault) -> None:
    await sealed(vault, FILE)
    await vault.destroy([FILE])
    assert await vault.destroy([FILE]) == frozenset()


async def test_nothing_of_a_destroyed_key_stays_in_its_row(
    vault: Vault, database: Database
) -> None:
    await sealed(vault, FILE)
    await vault.destroy([FILE])
    with psycopg.connect(database.keys_admin_url) as keys:
        rows = keys.execute(
            "SELECT epoch, wrapped, destroyed_at IS NOT NULL FROM vault.file_key"
        ).fetchall()
    assert rows == [(None, None, True)]


async def test_a_report_is_read_through_any_child_until_the_last_is_destroyed(
    vault: Vault, open_vault: OpenVault
) -> None:
    await vault.share(REPORT, [CHILD, SIBLING])
    token = await sealed(vault, REPORT)
    assert await vault.destroy([CHILD]) == {CHILD}
    assert await unsealed(await open_vault(), REPORT, token) == TEXT
    assert await vault.destroy([SIBLING]) == {SIBLING, REPORT}
    for each in (vault, await open_vault()):
        with pytest.raises(FileDestroyed):
            await each.key(REPORT, create=True)


async def test_a_shared_file_has_no_key_but_those_of_its_holders(
    vault: Vault, database: Database
) -> None:
    token = await sealed(vault, REPORT)
    await vault.share(REPORT, [CHILD])
    with psycopg.connect(database.keys_admin_url) as keys:
        rows = keys.execute(
            "SELECT wrapped FROM vault.file_key WHERE file_id = %s", (REPORT,)
        ).fetchall()
    assert rows == [(None,)]
    assert await unsealed(vault, REPORT, token) == TEXT


async def test_sharing_again_adds_a_holder_and_keeps_the_key(
    vault: Vault, open_vault: OpenVault
) -> None:
    await vault.share(REPORT, [CHILD])
    token = await sealed(vault, REPORT)
    other = await open_vault()
    await other.share(REPORT, [CHILD])
    await other.share(REPORT, [SIBLING])
    await vault.destroy([CHILD])
    assert await unsealed(await open_vault(), REPORT, token) == TEXT


async def test_many_who_share_the_same_files_at_once_agree(open_vault: OpenVault) -> None:
    processes = [await open_vault() for _ in range(4)]
    await asyncio.gather(
        *(
            each.share(REPORT, holders)
            for each in processes
            for holders in ([CHILD, SIBLING], [SIBLING, CHILD], [CHILD], [SIBLING])
        )
    )
    for file_id in (REPORT, CHILD, SIBLING):
        token = await sealed(processes[0], file_id)
        for each in processes:
            assert await unsealed(each, file_id, token) == TEXT


async def test_nothing_is_shared_with_a_destroyed_file(vault: Vault) -> None:
    await vault.destroy([CHILD])
    with pytest.raises(FileDestroyed):
        await vault.share(REPORT, [CHILD, SIBLING])
    with pytest.raises(FileUnknown):
        await vault.key(REPORT)


async def test_a_holder_destroyed_elsewhere_holds_nothing_though_its_key_is_still_open_here(
    vault: Vault, open_vault: OpenVault
) -> None:
    await sealed(vault, CHILD)
    await (await open_vault()).destroy([CHILD])
    with pytest.raises(FileDestroyed):
        await vault.share(REPORT, [CHILD])
    with pytest.raises(FileDestroyed):
        await vault.key(CHILD)


async def test_a_file_is_shared_with_others_only(vault: Vault) -> None:
    for holders in ([], [REPORT], [CHILD, REPORT]):
        with pytest.raises(ValueError, match="shared with other files"):
            await vault.share(REPORT, holders)


async def test_sharing_goes_one_step_only(vault: Vault) -> None:
    await vault.share(REPORT, [CHILD])
    with pytest.raises(ValueError, match="holds no other"):
        await vault.share(FILE, [REPORT])
    with pytest.raises(ValueError, match="holds no other"):
        await vault.share(CHILD, [SIBLING])


async def test_an_opened_key_is_forgotten_after_a_while(
    vault: Vault, open_vault: OpenVault
) -> None:
    seconds = 100.0
    reader = await open_vault(opened=OpenedKeys(seconds=30, timer=lambda: seconds))
    token = await sealed(reader, FILE)
    await vault.destroy([FILE])
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


@contextmanager
def away(database: Database) -> Iterator[None]:
    """Let nobody reach the keys database for as long as the block lasts."""
    name = conninfo_to_dict(database.keys_admin_url)["dbname"]
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    keys = sql.Identifier(str(name))
    with psycopg.connect(database.admin_url, autocommit=True) as server:
        server.execute(allow.format(keys, sql.Literal(False)))
        server.execute(_END_ITS_SESSIONS, (name,))
        yield
        server.execute(allow.format(keys, sql.Literal(True)))


async def test_a_keys_database_that_cannot_be_reached_is_said_to_be_and_returned_to(
    vault: Vault, database: Database
) -> None:
    assert await vault.ready() == []
    with away(database):
        with pytest.raises(StoreUnavailable):
            await vault.key(FILE, create=True)
        assert await vault.ready() == ["keys: the database cannot be reached"]
    await sealed(vault, FILE)
    assert await vault.ready() == []


async def test_a_process_that_starts_before_the_keys_database_is_there_opens_it_later(
    vault: Vault, open_vault: OpenVault, database: Database
) -> None:
    token = await sealed(vault, FILE)
    with away(database):
        early = await open_vault()
    await early.share(REPORT, [CHILD])
    assert await unsealed(early, FILE, token) == TEXT


async def test_a_master_key_found_wrong_after_the_start_is_said_to_be(
    vault: Vault, open_vault: OpenVault, database: Database
) -> None:
    with away(database):
        early = await open_vault(MasterKey(SecretKey(bytes(32))))
    assert await early.ready() == ["keys: the master key does not open what is there"]
    with pytest.raises(MasterKeyRefused):
        await early.key(FILE, create=True)
