"""What is destroyed stays destroyed: for old backups too, and after a crash at any step."""

from collections.abc import Sequence
from typing import Any

import psycopg
import pytest

from shared.kernel.sealed import FileDestroyed
from shared.testing.database import Database
from shared.vault.cipher import SecretKey
from shared.vault.destruction import Destroyer
from shared.vault.epoch_secrets import EpochSecrets
from shared.vault.master import MasterKey, MasterKeyRefused
from shared.vault.vault import Vault
from tests.shared.vault.conftest import OpenVault
from tests.shared.vault.files import CHILD, FILE, REPORT, SIBLING, TEXT, sealed, unsealed

TABLES = ("epoch_key", "file_key", "file_share", "lookup_key")


def backup(database: Database) -> dict[str, Sequence[tuple[Any, ...]]]:
    with psycopg.connect(database.keys_admin_url) as keys:
        rows = {each: keys.execute(f"SELECT * FROM vault.{each}".encode()) for each in TABLES}
        return {each: cursor.fetchall() for each, cursor in rows.items()}


def restore(database: Database, kept: dict[str, Sequence[tuple[Any, ...]]]) -> None:
    with psycopg.connect(database.keys_admin_url) as keys:
        keys.execute(
            "TRUNCATE vault.epoch_key, vault.file_key, vault.file_share, vault.lookup_key"
        )
        for table, rows in kept.items():
            for row in rows:
                places = ", ".join(["%s"] * len(row))
                keys.execute(f"INSERT INTO vault.{table} VALUES ({places})".encode(), row)


async def test_last_weeks_backup_with_the_master_key_opens_nothing_once_the_epoch_is_retired(
    vault: Vault, open_vault: OpenVault, destroyer: Destroyer, database: Database
) -> None:
    token = await sealed(vault, FILE)
    await sealed(vault, CHILD)
    last_week = backup(database)
    await destroyer.destroy([FILE])
    restore(database, last_week)
    assert await unsealed(await open_vault(), FILE, token) == TEXT, "why epochs are retired"
    await destroyer.destroy([FILE])
    assert await destroyer.retire() == 2
    restore(database, last_week)
    with pytest.raises(MasterKeyRefused, match="does not open epoch:1"):
        await open_vault()


async def test_a_row_of_a_backup_put_back_alone_opens_nothing(
    vault: Vault, open_vault: OpenVault, destroyer: Destroyer, database: Database
) -> None:
    await sealed(vault, FILE)
    await vault.share(REPORT, [CHILD, SIBLING])
    last_week = backup(database)
    await destroyer.destroy([FILE, CHILD])
    await destroyer.retire()
    today = backup(database)
    restore(database, {**today, "file_key": last_week["file_key"]})
    for file_id in (FILE, CHILD):
        with pytest.raises(FileDestroyed):
            await (await open_vault()).key(file_id)


async def test_what_lives_is_read_after_every_destruction(
    vault: Vault, open_vault: OpenVault, destroyer: Destroyer, secrets: EpochSecrets
) -> None:
    await vault.share(REPORT, [CHILD, SIBLING])
    token = await sealed(vault, REPORT)
    for doomed in (FILE, CHILD):
        await destroyer.destroy([doomed])
        await destroyer.retire()
    assert await unsealed(await open_vault(), REPORT, token) == TEXT
    assert [secrets.find(f"epoch:{number}") is None for number in (1, 2, 3)] == [True, True, False]


async def test_a_crash_between_retiring_and_forgetting_is_made_good_the_next_time(
    vault: Vault,
    destroyer: Destroyer,
    secrets: EpochSecrets,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await sealed(vault, FILE)
    with monkeypatch.context() as crash:
        crash.setattr(EpochSecrets, "forget", _killed)
        with pytest.raises(Killed):
            await destroyer.retire()
    assert secrets.find("epoch:1") is not None
    await destroyer.retire()
    assert secrets.find("epoch:1") is None
    assert secrets.find("epoch:2") is None


class Killed(BaseException):
    """The process ended here."""


def _killed(self: EpochSecrets, label: str) -> None:
    raise Killed


async def test_an_epoch_from_before_there_were_secrets_opens_until_it_is_retired(
    open_vault: OpenVault, destroyer: Destroyer, secrets: EpochSecrets
) -> None:
    before = await open_vault(MasterKey(SecretKey(bytes(range(32)))))
    token = await sealed(before, FILE)
    assert secrets.find("epoch:1") is None
    assert await unsealed(await open_vault(), FILE, token) == TEXT
    await destroyer.retire()
    assert await unsealed(await open_vault(), FILE, token) == TEXT
    assert secrets.find("epoch:2") is not None


async def test_a_lost_secret_is_said_to_be_lost(
    vault: Vault, open_vault: OpenVault, secrets: EpochSecrets
) -> None:
    secrets.forget("epoch:1")
    with pytest.raises(MasterKeyRefused, match="Nor is there a secret"):
        await open_vault()


def test_a_secret_is_for_its_owner_only_and_made_once(secrets: EpochSecrets) -> None:
    made = secrets.made("epoch:1")
    assert secrets.made("epoch:1") == made
    (path,) = [each for each in secrets.folder.iterdir()]
    assert (path.name, path.stat().st_mode & 0o777) == ("epoch-1", 0o600)
    assert secrets.folder.stat().st_mode & 0o777 == 0o700
    secrets.forget("epoch:1")
    secrets.forget("epoch:1")
    assert secrets.find("epoch:1") is None
