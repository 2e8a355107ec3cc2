from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from shared.kernel.refusal import StoreUnavailable
from shared.testing.database import Database
from shared.vault.cipher import SecretKey
from shared.vault.master import MasterKey, MasterKeyRefused
from shared.vault.vault import Vault
from tests.shared.vault.conftest import OpenVault
from tests.shared.vault.files import CHILD, FILE, REPORT, TEXT, sealed, unsealed

_END_ITS_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"""


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
