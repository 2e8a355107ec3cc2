"""An access log in memory, for tests of routes; it can be told to fail."""

from shared.kernel.access_log import Look, NotLogged
from shared.kernel.store import Store, Transaction


class MemoryAccessLog:
    """All looks of one test, oldest first."""

    def __init__(self) -> None:
        self.looks: list[Look] = []
        self.is_failing = False

    async def keep(self, where: Store | Transaction, look: Look) -> None:
        """Keep ``look``, unless told to fail."""
        if self.is_failing:
            raise NotLogged
        self.looks.append(look)
