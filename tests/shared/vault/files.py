"""The files of these tests, and a text to seal in them."""

from uuid import UUID

from shared.vault.vault import Vault

FILE = UUID(int=1)
CHILD, SIBLING, REPORT = UUID(int=2), UUID(int=3), UUID(int=4)
EVENT = UUID(int=5)
TEXT = "Flickan sover på golvet."


async def sealed(vault: Vault, file_id: UUID) -> str:
    return (await vault.key(file_id, create=True)).seal(EVENT, "text", TEXT)


async def unsealed(vault: Vault, file_id: UUID, token: str) -> str:
    return (await vault.key(file_id)).unseal(EVENT, "text", token)
