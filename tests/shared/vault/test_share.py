import asyncio

import psycopg
import pytest

from shared.kernel.sealed import FileDestroyed, FileUnknown
from shared.testing.database import Database
from shared.vault.destruction import Destroyer
from shared.vault.vault import Vault
from tests.shared.vault.conftest import OpenVault
from tests.shared.vault.files import CHILD, FILE, REPORT, SIBLING, TEXT, sealed, unsealed


async def test_a_report_is_read_through_any_child_until_the_last_is_destroyed(
    vault: Vault, open_vault: OpenVault, destroyer: Destroyer
) -> None:
    await vault.share(REPORT, [CHILD, SIBLING])
    token = await sealed(vault, REPORT)
    assert await destroyer.destroy([CHILD]) == {CHILD}
    assert await unsealed(await open_vault(), REPORT, token) == TEXT
    assert await destroyer.destroy([SIBLING]) == {SIBLING, REPORT}
    with pytest.raises(FileDestroyed):
        await (await open_vault()).key(REPORT, create=True)


async def test_a_shared_file_has_no_key_but_those_of_its_holders(
    vault: Vault, database: Database
) -> None:
    await vault.share(REPORT, [CHILD])
    token = await sealed(vault, REPORT)
    with psycopg.connect(database.keys_admin_url) as keys:
        rows = keys.execute(
            "SELECT wrapped FROM vault.file_key WHERE file_id = %s", (REPORT,)
        ).fetchall()
    assert rows == [(None,)]
    assert await unsealed(vault, REPORT, token) == TEXT


async def test_sharing_again_adds_a_holder_and_keeps_the_key(
    vault: Vault, open_vault: OpenVault, destroyer: Destroyer
) -> None:
    await vault.share(REPORT, [CHILD])
    token = await sealed(vault, REPORT)
    other = await open_vault()
    await other.share(REPORT, [CHILD])
    await other.share(REPORT, [SIBLING])
    await destroyer.destroy([CHILD])
    assert await unsealed(await open_vault(), REPORT, token) == TEXT


async def test_files_beside_are_made_in_the_same_step_and_hold_nothing(
    vault: Vault, open_vault: OpenVault, destroyer: Destroyer
) -> None:
    await (await open_vault()).key(SIBLING, create=True)
    await vault.share(REPORT, [CHILD], beside=[FILE, SIBLING])
    token, own = await sealed(vault, REPORT), await sealed(vault, FILE)
    other = await open_vault()
    assert await unsealed(other, FILE, own) == TEXT
    assert await destroyer.destroy([CHILD]) == {CHILD, REPORT}
    with pytest.raises(FileDestroyed):
        await unsealed(await open_vault(), REPORT, token)
    assert await unsealed(await open_vault(), FILE, own) == TEXT


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


async def test_nothing_is_shared_with_a_destroyed_file(vault: Vault, destroyer: Destroyer) -> None:
    await destroyer.destroy([CHILD])
    with pytest.raises(FileDestroyed):
        await vault.share(REPORT, [CHILD, SIBLING])
    with pytest.raises(FileUnknown):
        await vault.key(REPORT)


async def test_a_holder_destroyed_elsewhere_holds_nothing_though_its_key_is_still_open_here(
    vault: Vault, destroyer: Destroyer
) -> None:
    await sealed(vault, CHILD)
    await destroyer.destroy([CHILD])
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


async def test_a_file_that_has_a_key_of_its_own_keeps_it(
    vault: Vault, open_vault: OpenVault
) -> None:
    token = await sealed(vault, REPORT)
    for each in (vault, await open_vault()):
        with pytest.raises(ValueError, match="key of its own"):
            await each.share(REPORT, [CHILD])
    assert await unsealed(await open_vault(), REPORT, token) == TEXT
