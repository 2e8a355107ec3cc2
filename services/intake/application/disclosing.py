"""Giving somebody what is kept: what must be known of person and recipient before the rules."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.application.asking import Asking
from services.intake.application.disclosed import About, WantedMask, ask, known, mask_id
from services.intake.application.reading import NoSuchPerson
from services.intake.application.recipients import first_protected, is_mediated, standing
from services.intake.domain.disclosure.commands import (
    AddMask,
    DecideDisclosure,
    DeliverPacket,
    LiftMask,
    OpenDisclosure,
)
from services.intake.domain.disclosure.rules import DISCLOSURE, RELEASING, WITHHOLDING
from shared.catalogue import Catalogue
from shared.contracts.intake_disclosures import Channel, DisclosureKind, Recipient
from shared.kernel.context import Context
from shared.kernel.handling import begin
from shared.kernel.store import Appended, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedDisclosure:
    """What somebody is to be given."""

    disclosure_id: UUID
    kind: DisclosureKind
    recipient: Recipient
    recipient_person_id: UUID | None
    matter_id: UUID | None
    administrative_matter_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How the packet was given."""

    manifest_sha256: str
    channel: Channel
    delivered_on: date


class Disclosing:
    """Opens, masks, decides and delivers, each within somebody else's transaction."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    async def open(
        self, tx: Transaction, asking: Asking, person_id: UUID, wanted: WantedDisclosure
    ) -> Appended:
        """Begin to give somebody what is kept about the person.

        Raises:
            NoSuchPerson: nobody in the register has that pseudonym.
        """
        person = await tx.read(person_id)
        if not person.version:
            raise NoSuchPerson
        is_self = wanted.recipient is Recipient.SELF
        other = person_id if is_self else wanted.recipient_person_id
        stands = await standing(tx, person_id, other, wanted.matter_id)
        command = OpenDisclosure(
            disclosure_id=wanted.disclosure_id,
            kind=wanted.kind,
            person_id=person_id,
            recipient=wanted.recipient,
            recipient_person_id=other,
            matter_id=wanted.matter_id,
            administrative_matter_id=wanted.administrative_matter_id,
            is_matter_of_person=stands.is_matter_of_person,
            is_guardian=stands.is_guardian,
            is_opposed=stands.is_opposed,
            on=asking.on,
            by=asking.actor.subject,
        )
        context = Context(
            actor=asking.actor,
            thread_id=wanted.disclosure_id,
            causation_id=asking.request_id,
            person_id=person_id,
            file_id=person.context.file_id,
        )
        return await begin(tx, DISCLOSURE, wanted.disclosure_id, command, context)

    async def add(
        self,
        tx: Transaction,
        asking: Asking,
        about: About,
        wanted: WantedMask,
    ) -> Appended:
        """Keep back a part that no rule proposed.

        Raises:
            UnknownCode, NotInForce: the ground is none of the catalogue's.
        """
        self._catalogue.reason("masking", wanted.ground_code, asking.on)
        command = AddMask(
            mask_id=mask_id(about.disclosure_id, "official", wanted),
            event_id=wanted.event_id,
            path=wanted.path,
            passages=wanted.passages,
            ground_code=wanted.ground_code,
            on=asking.on,
            by=asking.actor.subject,
        )
        return await ask(tx, asking, about, command)

    async def lift(
        self, tx: Transaction, asking: Asking, about: About, id_: UUID, reason_code: str
    ) -> Appended:
        """Let a part be given all the same.

        Raises:
            UnknownCode, NotInForce: the reason is none of the catalogue's.
        """
        self._catalogue.reason("unmasking", reason_code, asking.on)
        command = LiftMask(
            mask_id=id_, reason_code=reason_code, on=asking.on, by=asking.actor.subject
        )
        return await ask(tx, asking, about, command)

    async def decide(
        self, tx: Transaction, asking: Asking, about: About, reasons: str | None
    ) -> Appended:
        """Decide what is given and what is kept back, as far as the caller's role may."""
        kind = (await known(tx, about)).opened.kind
        role = asking.actor.role
        release = self._catalogue.may_decide(RELEASING[kind], role, asking.on)
        withhold = self._catalogue.may_decide(WITHHOLDING[kind], role, asking.on)
        command = DecideDisclosure(
            reasons=reasons,
            release_rule_id=release.id if release else None,
            withhold_rule_id=withhold.id if withhold else None,
            on=asking.on,
            by=asking.actor.subject,
            role=role,
        )
        return await ask(tx, asking, about, command)

    async def deliver(
        self, tx: Transaction, asking: Asking, about: About, delivery: Delivery
    ) -> Appended:
        """Keep what was given to whom; to a protected person through the mediation alone."""
        opened = (await known(tx, about)).opened
        persons = [each for each in (opened.recipient_person_id, opened.person_id) if each]
        protected = await first_protected(tx, persons)
        command = DeliverPacket(
            manifest_sha256=delivery.manifest_sha256,
            channel=delivery.channel,
            is_protected=protected is not None,
            has_mediated_address=protected is not None and await is_mediated(tx, protected),
            delivered_on=delivery.delivered_on,
            on=asking.on,
            by=asking.actor.subject,
        )
        return await ask(tx, asking, about, command)
