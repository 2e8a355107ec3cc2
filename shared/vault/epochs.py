"""The wrapping keys of the epochs: what file keys rest under, and what a master key opens."""

from shared.vault.cipher import SecretKey
from shared.vault.database import Connected
from shared.vault.master import KeyManager

_LIVE = "SELECT epoch, wrapped FROM vault.epoch_key WHERE wrapped IS NOT NULL ORDER BY epoch"
_BEGIN = "SELECT vault.begin_first_epoch(%s)"
_START = "INSERT INTO vault.epoch_key (epoch, wrapped) VALUES (%s, %s) ON CONFLICT DO NOTHING"


class Epochs:
    """The wrapping keys not yet retired, opened; new file keys rest under the newest."""

    def __init__(self, manager: KeyManager) -> None:
        self._manager = manager
        self._keys: dict[int, SecretKey] = {}

    async def load(self, connection: Connected) -> None:
        """Open what is live now, beginning the first epoch in an empty database.

        Raises:
            MasterKeyRefused: the master key does not open them.
        """
        rows = await self._live(connection)
        if not rows:
            wrapped = await self._manager.wrap(label(1), SecretKey.new())
            await connection.execute(_BEGIN, (wrapped,))
            rows = await self._live(connection)
        self._keys = {
            epoch: self._keys.get(epoch) or await self._manager.unwrap(label(epoch), wrapped)
            for epoch, wrapped in rows
        }

    async def newest(self, connection: Connected) -> tuple[int, SecretKey]:
        """Return the epoch that new file keys rest under, as far as is known here."""
        if not self._keys:
            await self.load(connection)
        return max(self._keys.items(), key=lambda item: item[0])

    def get(self, epoch: int) -> SecretKey | None:
        """Return the wrapping key of ``epoch``, unless it is retired or newer than known here."""
        return self._keys.get(epoch)

    @staticmethod
    async def _live(connection: Connected) -> list[tuple[int, bytes]]:
        return [(row[0], row[1]) for row in await (await connection.execute(_LIVE)).fetchall()]


async def start(connection: Connected, manager: KeyManager, epoch: int) -> None:
    """Begin ``epoch``, unless somebody else just did."""
    wrapped = await manager.wrap(label(epoch), SecretKey.new())
    await connection.execute(_START, (epoch, wrapped))


def label(epoch: int) -> str:
    """Return what a key manager knows the wrapping key of ``epoch`` by."""
    return f"epoch:{epoch}"
