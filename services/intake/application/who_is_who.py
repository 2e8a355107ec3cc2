"""Changing who is who in the register: a new number, a merge, and its reversal."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.intake.application.asking import Asking
from services.intake.application.person_register import PersonRegister, remaining
from services.intake.domain.person.commands import ChangeNumber, MergePersons, ReverseMerge
from services.intake.domain.person.rules import PERSON
from services.intake.domain.person.state import Registered
from shared.catalogue import Catalogue
from shared.contracts.intake import PersonRegistered, Sex
from shared.contracts.intake_corrections import PersonFactsCorrected
from shared.kernel.handling import handle
from shared.kernel.identity_number import IdentityNumber
from shared.kernel.store import Appended, Stream, Transaction


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """Asks the rules of the register, and keeps the lookup beside them."""

    register: PersonRegister
    catalogue: Catalogue

    async def change_number(
        self,
        tx: Transaction,
        asking: Asking,
        person_id: UUID,
        number: IdentityNumber,
        changed_on: date,
        reason_code: str,
    ) -> Appended:
        """Let a new number find the person, as those before still do.

        Raises:
            NumberOfAnother: it finds somebody else; nothing is changed.
        """
        self.catalogue.reason("number-change", reason_code, changed_on)
        owner = await self.register.owner_of(tx, number, person_id)
        command = ChangeNumber(
            number=number,
            is_of_another=owner != person_id,
            changed_on=changed_on,
            reason_code=reason_code,
            today=asking.on,
        )
        appended = await _handle(tx, person_id, command, asking)
        return await _say_as_the_number(tx, person_id, number, asking) or appended

    async def merge(
        self, tx: Transaction, asking: Asking, person_id: UUID, into: UUID, reason_code: str
    ) -> Appended:
        """Let one pseudonym stand for the same person as another."""
        self.catalogue.reason("person-merge", reason_code, asking.on)
        other = PERSON.fold((await tx.read(into)).events)
        command = MergePersons(
            into_person_id=into,
            is_into_registered=isinstance(other, Registered),
            is_into_merged=await remaining(tx, into) != into
            or (isinstance(other, Registered) and other.merged_into is not None),
            merged_on=asking.on,
            reason_code=reason_code,
        )
        return await _handle(tx, person_id, command, asking)

    async def reverse(
        self, tx: Transaction, asking: Asking, person_id: UUID, reason_code: str
    ) -> Appended:
        """Let them be two persons again."""
        self.catalogue.reason("person-merge", reason_code, asking.on)
        command = ReverseMerge(reversed_on=asking.on, reason_code=reason_code)
        return await _handle(tx, person_id, command, asking)


async def _handle(
    tx: Transaction,
    person_id: UUID,
    command: ChangeNumber | MergePersons | ReverseMerge,
    asking: Asking,
) -> Appended:
    return await handle(
        tx,
        PERSON,
        person_id,
        command,
        actor=asking.actor,
        causation_id=asking.request_id,
        expected=asking.expected,
    )


async def _say_as_the_number(
    tx: Transaction, person_id: UUID, number: IdentityNumber, asking: Asking
) -> Appended | None:
    """Let the register tell the year and sex that the number bears, when they were others."""
    stream: Stream[Any] = await tx.read(person_id)
    fact = next(each for each in stream.standing if isinstance(each.event, PersonRegistered))
    known = (fact.event.birth_year, fact.event.sex)
    if known == (number.birth_year, Sex(number.legal_sex)):
        return None
    right = PersonFactsCorrected(
        corrects_event_id=fact.event_id,
        corrected_on=asking.on,
        correction_reason_code="new-information",
        is_approval_needed=False,
        birth_year=number.birth_year,
        sex=Sex(number.legal_sex),
        district_code=fact.event.district_code,
    )
    context = replace(stream.context, actor=asking.actor, causation_id=asking.request_id)
    return await tx.append(person_id, [right], context, after=stream.version)
