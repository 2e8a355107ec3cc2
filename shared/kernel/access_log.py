"""The log of every look: a port, implemented by ``shared.access``."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from shared.kernel.context import Actor
from shared.kernel.shown import Shown
from shared.kernel.store import Store, Transaction


class Outcome(StrEnum):
    """How a look ended."""

    SHOWN = "shown"
    REFUSED = "refused"  # by the policy: nothing was shown
    DECLINED = "declined"  # by a rule of the matter: the refusal tells how the matter stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: who, by which right, whom. Ids and codes only.

    ``route`` is a template; ``trace_id`` is what correlates calls in several services.
    """

    actor: Actor
    purpose: str
    method: str
    route: str
    shown: Shown
    outcome: Outcome
    request_id: UUID
    trace_id: str


class AccessLog(Protocol):
    """Keeps looks, before what was looked at is shown."""

    async def keep(self, where: Store | Transaction, look: Look) -> None:
        """Keep ``look``: committed on return from a store, with the transaction otherwise.

        Raises:
            NotLogged: it could not be kept, so nothing may be shown.
            StoreUnavailable: the database cannot be reached.
        """


class NotLogged(Exception):  # noqa: N818
    """A look could not be logged. Nothing is shown."""
