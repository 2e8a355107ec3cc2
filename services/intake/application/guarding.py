"""Who may see a person: what must be fetched before the rules can be asked."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from services.intake.application.asking import Asking
from services.intake.application.person_register import PersonRegister, readable_number
from services.intake.application.reading import NoSuchPerson
from services.intake.application.storage import CODEC
from services.intake.domain.guarding.commands import BreakGlass, MarkProtection, ReviewGlass
from services.intake.domain.person.commands import PersonCommand
from services.intake.domain.person.events import GlassReasonKept
from services.intake.domain.person.rules import PERSON
from shared.catalogue import Catalogue
from shared.contracts.intake import GlassFinding, ProtectionKind
from shared.eventstore.merged_persons import same_person
from shared.eventstore.opening import opened
from shared.kernel.handling import handle
from shared.kernel.sealed import Sealer
from shared.kernel.store import Appended, Store, Transaction

OPEN_FOR = timedelta(hours=4)
"""How long a broken glass stays open: an evening's duty, and no longer."""

_ANSWERING = f"""
WITH RECURSIVE {same_person("intake", "SELECT CAST(%(person_id)s AS uuid)")},
own AS (SELECT thread_id, official FROM intake.access_matter JOIN same USING (person_id))
SELECT thread_id, official FROM own
UNION
SELECT m.thread_id, m.official
FROM intake.access_matter m JOIN intake.relation r USING (person_id)
JOIN same ON same.person_id = r.other_person_id
WHERE NOT EXISTS (SELECT FROM own)"""
"""Who answers for the person's cases; of somebody without any, for those of their children."""

_PERSON = "SELECT person_id FROM intake.person WHERE person_id = %(person_id)s"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedProtection:
    """The protection that is to be marked."""

    kind: ProtectionKind
    marked_on: date
    until_on: date | None
    mediated_address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedGlass:
    """The person to be opened, by number or by pseudonym, and why."""

    glass_id: UUID
    number: str | None
    person_id: UUID | None
    reason_code: str
    reason: str


class Broken(Protocol):
    """A broken glass, as a read model keeps it."""

    @property
    def glass_id(self) -> UUID:
        """Return its id."""

    @property
    def person_id(self) -> UUID:
        """Return whom it was about."""


async def ask(
    tx: Transaction, asking: Asking, person_id: UUID, command: PersonCommand
) -> Appended:
    """Ask a person's stream."""
    by = asking.request_id
    return await handle(tx, PERSON, person_id, command, actor=asking.actor, causation_id=by)


async def mark_protection(
    tx: Transaction, asking: Asking, person_id: UUID, wanted: WantedProtection
) -> Appended:
    """Protect the person. Who answers for a case stays on its list; else the one who marks it."""
    rows = await tx.rows(_ANSWERING, {"person_id": person_id})
    named = {(row["thread_id"], row["official"]) for row in rows if row["official"]}
    answered = {thread_id for thread_id, _ in named}
    marker = asking.actor.subject
    alone = {(each["thread_id"], marker) for each in rows if each["thread_id"] not in answered}
    command = MarkProtection(
        kind=wanted.kind,
        marked_on=wanted.marked_on,
        marked_by=marker,
        until_on=wanted.until_on,
        mediated_address=wanted.mediated_address,
        admitted=tuple(sorted(named | alone)),
        today=asking.on,
    )
    return await ask(tx, asking, person_id, command)


class Glass:
    """The broken glass: made, read and reviewed."""

    def __init__(self, register: PersonRegister, sealer: Sealer, catalogue: Catalogue) -> None:
        self._register = register
        self._sealer = sealer
        self._catalogue = catalogue

    async def person(self, store: Store, wanted: WantedGlass, on: date) -> UUID:
        """Return whom it is about.

        Raises:
            NoSuchPerson: nobody in the register.
        """
        number = readable_number(wanted.number, on)
        found = await self._register.find(store, number) if number else wanted.person_id
        if found is None or not await store.rows(_PERSON, {"person_id": found}):
            raise NoSuchPerson
        return found

    async def break_(
        self, tx: Transaction, asking: Asking, person_id: UUID, wanted: WantedGlass
    ) -> Appended:
        """Open the person's cases to the one who asks, for a time.

        Raises:
            UnknownCode, NotInForce: the reason is none of the catalogue's.
        """
        self._catalogue.reason("glass-breaking", wanted.reason_code, asking.on)
        command = BreakGlass(
            glass_id=wanted.glass_id,
            official=asking.actor.subject,
            official_role=asking.actor.role,
            unit=asking.actor.unit,
            reason_code=wanted.reason_code,
            reason=wanted.reason,
            until_at=asking.at + OPEN_FOR,
            today=asking.on,
        )
        return await ask(tx, asking, person_id, command)

    async def review(
        self, tx: Transaction, asking: Asking, broken: Broken, finding: GlassFinding
    ) -> Appended:
        """Keep what the review found."""
        command = ReviewGlass(
            glass_id=broken.glass_id,
            finding=finding,
            reviewed_by=asking.actor.subject,
            today=asking.on,
        )
        return await ask(tx, asking, broken.person_id, command)

    async def reason(self, store: Store, broken: Broken) -> str:
        """Return why it was broken, in the words of the one who did."""
        stream = await store.read(broken.person_id)
        events = [each.event for each in await opened(stream, CODEC, self._sealer)]
        kept = (each for each in events if isinstance(each, GlassReasonKept))
        return next(each.reason for each in kept if each.glass_id == broken.glass_id)
