from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest

from shared.testing.database import Database
from shared.vault.cipher import SecretKey
from shared.vault.destruction import Destroyer
from shared.vault.epoch_secrets import EpochSecrets
from shared.vault.master import MasterKey
from shared.vault.opened import OpenedKeys
from shared.vault.vault import Vault


class OpenVault(Protocol):
    """Opens one more vault on the same keys database, as another process would."""

    async def __call__(
        self, master: MasterKey | None = None, opened: OpenedKeys | None = None
    ) -> Vault: ...


@pytest.fixture
def secrets(tmp_path: Path) -> EpochSecrets:
    return EpochSecrets(tmp_path / "epoch-secrets")


@pytest.fixture
def master_key(secrets: EpochSecrets) -> MasterKey:
    return MasterKey(SecretKey(bytes(range(32))), secrets)


@pytest.fixture
async def open_vault(database: Database, master_key: MasterKey) -> AsyncIterator[OpenVault]:
    async with AsyncExitStack() as stack:

        async def opening(
            master: MasterKey | None = None, opened: OpenedKeys | None = None
        ) -> Vault:
            vault = Vault(database.url_for("vault"), master or master_key, opened)
            stack.push_async_callback(vault.close)
            await vault.open()
            return vault

        yield opening


@pytest.fixture
async def vault(open_vault: OpenVault) -> Vault:
    return await open_vault()


@pytest.fixture
async def destroyer(database: Database, master_key: MasterKey) -> AsyncIterator[Destroyer]:
    destroyer = Destroyer(database.url_for("disposal"), master_key)
    await destroyer.open()
    yield destroyer
    await destroyer.close()


@pytest.fixture
async def forgetful_vault(open_vault: OpenVault) -> Vault:
    """Yield a vault that asks the database each time."""
    return await open_vault(opened=OpenedKeys(seconds=0))
