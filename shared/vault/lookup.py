"""The keyed hash a person is found by: without the key it tells nothing of the number."""

from shared.vault.cipher import SecretKey
from shared.vault.database import Connected
from shared.vault.master import KeyManager

LABEL = "lookup:1"
_READ = "SELECT wrapped FROM vault.lookup_key WHERE version = 1"
_MAKE = "SELECT vault.make_lookup_key(%s)"


class KeyedHash:
    """HMAC-SHA256 of twelve-digit numbers under one key."""

    __slots__ = ("_key",)

    def __init__(self, key: SecretKey) -> None:
        self._key = key

    def __call__(self, number: str) -> bytes:
        """Return the keyed hash of ``number``."""
        if len(number) != 12 or not (number.isascii() and number.isdecimal()):
            raise ValueError("not a twelve-digit number")
        return self._key.digest(number.encode())


async def open_lookup(connection: Connected, manager: KeyManager) -> KeyedHash:
    """Return the hash under the database's lookup key, which is made when there is none.

    Raises:
        MasterKeyRefused: the master key does not open it.
    """
    rows = await (await connection.execute(_READ)).fetchall()
    if not rows:
        wrapped = await manager.wrap(LABEL, SecretKey.new())
        await connection.execute(_MAKE, (wrapped,))
        rows = await (await connection.execute(_READ)).fetchall()
    return KeyedHash(await manager.unwrap(LABEL, rows[0][0]))
