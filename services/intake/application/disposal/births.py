"""When somebody was born, as retention asks: opened for the question, and kept nowhere."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from services.intake.application.storage import CODEC
from services.intake.domain.person.events import IdentityKept, NumberChanged
from shared.contracts.intake import PersonRegistered
from shared.eventstore.opening import opened
from shared.kernel.corrections import corrected
from shared.kernel.identity_number import registered_birth_day
from shared.kernel.sealed import Sealer
from shared.kernel.store import Store, Transaction
from shared.retention.facts import Person


class Births:
    """Reads the register's sealed numbers for the one thing that they say of the day."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def of(self, source: Store | Transaction, pseudonyms: Iterable[UUID]) -> Person:
        """Return the registered year, and the day of the month where there is a number.

        Where the pseudonyms of one person differ, the year that keeps longest counts, and every
        day: what is destroyed by mistake does not come back.
        """
        streams = [await source.read(each) for each in pseudonyms]
        told = [await opened(each, CODEC, self._sealer) for each in streams]
        events = [[each.event for each in corrected(history)] for history in told]
        years = [e.birth_year for each in events for e in each if isinstance(e, PersonRegistered)]
        return Person(
            birth_year=max((year for year in years if year is not None), default=None),
            birth_days=frozenset(day for each in events for day in _last_day(each)),
        )


def _last_day(events: Sequence[Any]) -> Sequence[int]:
    """Return the day that the newest number says; none where there is no number."""
    days = [
        registered_birth_day(event.number)
        for event in events
        if isinstance(event, IdentityKept | NumberChanged) and event.number and event.number_kind
    ]
    return [day for day in days[-1:] if day is not None]
