from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias
from uuid import UUID

import pytest

from shared.kernel.sealed import FileDestroyed, FileUnknown
from shared.testing.keys import MemoryKeys
from shared.vault.destruction import Destroyer
from shared.vault.vault import Vault

Destroy: TypeAlias = Callable[[Sequence[UUID]], Awaitable[frozenset[UUID]]]

CHILD, SIBLING, REPORT, ALONE = UUID(int=2), UUID(int=3), UUID(int=4), UUID(int=5)


@pytest.fixture(params=["memory", "database"])
def sealer(request: pytest.FixtureRequest) -> MemoryKeys | Vault:
    if request.param == "memory":
        return MemoryKeys()
    vault: Vault = request.getfixturevalue("forgetful_vault")
    return vault


@pytest.fixture
def destroy(request: pytest.FixtureRequest, sealer: MemoryKeys | Vault) -> Destroy:
    if isinstance(sealer, MemoryKeys):
        return sealer.destroy
    destroyer: Destroyer = request.getfixturevalue("destroyer")
    return destroyer.destroy


async def test_both_kinds_keep_the_same_promises(
    sealer: MemoryKeys | Vault, destroy: Destroy
) -> None:
    with pytest.raises(FileUnknown):
        await sealer.key(REPORT)
    await sealer.share(REPORT, [CHILD, SIBLING])
    token = (await sealer.key(REPORT)).seal(CHILD, "text", "Klartext")
    assert await destroy([CHILD]) == {CHILD}
    assert (await sealer.key(REPORT)).unseal(CHILD, "text", token) == "Klartext"
    with pytest.raises(FileDestroyed):
        await sealer.share(REPORT, [CHILD])
    assert await destroy([SIBLING, CHILD]) == {SIBLING, REPORT}
    with pytest.raises(FileDestroyed):
        await sealer.key(REPORT, create=True)


async def test_both_kinds_refuse_the_same_sharing(sealer: MemoryKeys | Vault) -> None:
    await sealer.share(REPORT, [CHILD])
    for file_id, holders in [(REPORT, [REPORT]), (REPORT, []), (SIBLING, [REPORT])]:
        with pytest.raises(ValueError, match="shared"):
            await sealer.share(file_id, holders)
    await sealer.key(ALONE, create=True)
    for file_id in (CHILD, ALONE):
        with pytest.raises(ValueError, match="shared"):
            await sealer.share(file_id, [SIBLING])


async def test_both_kinds_hash_a_number_the_same_way_each_time(
    sealer: MemoryKeys | Vault,
) -> None:
    found = await sealer.lookup_hash("191212121212")
    assert len(found) == 32
    assert await sealer.lookup_hash("191212121212") == found
