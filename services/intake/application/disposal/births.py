"""When somebody was born, as retention asks: opened for the question, and kept nowhere."""

from uuid import UUID

from services.intake.application.storage import CODEC
from services.intake.domain.person.events import IdentityKept
from shared.contracts.intake import PersonRegistered
from shared.eventstore.opening import opened
from shared.kernel.identity_number import registered_birth_day
from shared.kernel.sealed import Sealer
from shared.kernel.store import Store, Transaction
from shared.retention.facts import Person


class Births:
    """Reads the register's sealed numbers for the one thing that they say of the day."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def of(self, source: Store | Transaction, person_id: UUID) -> Person:
        """Return the registered year, and the day of the month where there is a number."""
        stream = await source.read(person_id)
        events = [each.event for each in await opened(stream, CODEC, self._sealer)]
        years = [e.birth_year for e in events if isinstance(e, PersonRegistered)]
        days = [
            registered_birth_day(event.number)
            for event in events
            if isinstance(event, IdentityKept) and event.number and event.number_kind
        ]
        return Person(
            person_id=person_id,
            birth_year=years[-1] if years else None,
            birth_day=days[-1] if days else None,
        )
