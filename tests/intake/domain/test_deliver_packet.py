"""Bevara att paketet är upprättat, och lämna ut det."""

from dataclasses import replace
from datetime import timedelta

from services.intake.domain.disclosure.refusals import (
    AlreadyDelivered,
    AnotherPacket,
    DeliveredBeforeMade,
    DisclosureNotDecided,
    NoMediatedAddress,
    OnlyToMediatedAddress,
    PacketNotMade,
)
from shared.contracts.intake_disclosures import (
    Channel,
    DisclosureKind,
    PacketDelivered,
    Recipient,
)
from shared.kernel.dates import InTheFuture
from tests.intake.domain.disclosure import (
    CHILD_ID,
    DISCLOSURE_ID,
    HASH,
    OTHER_HASH,
    REPORTER_MASK,
    REQUEST_ID,
    TUESDAY,
    decided,
    delivering,
    disclosure,
    made,
    making,
    mask,
    opened,
    proposed,
)

history = (opened, proposed(mask(REPORTER_MASK)), decided(1))
ready = disclosure.given(*history, made)


def delivered(channel: Channel = Channel.POST) -> PacketDelivered:
    return PacketDelivered(
        disclosure_id=DISCLOSURE_ID,
        kind=DisclosureKind.REGISTER_EXTRACT,
        person_id=CHILD_ID,
        recipient=Recipient.GUARDIAN,
        recipient_person_id=None,
        matter_id=None,
        administrative_matter_id=REQUEST_ID,
        known_position=17,
        manifest_sha256=HASH,
        withheld_count=1,
        channel=channel,
        delivered_on=TUESDAY,
        delivered_by="official-7",
    )


def test_the_packet_is_made_as_decided() -> None:
    disclosure.given(*history).when(making()).then(made)


def test_nothing_is_made_before_the_decision() -> None:
    disclosure.given(opened, proposed()).when(making()).then_refused(DisclosureNotDecided)


def test_the_same_packet_made_again_is_nothing_new() -> None:
    ready.when(making()).then()


def test_another_packet_than_the_first_is_refused() -> None:
    ready.when(making(OTHER_HASH)).then_refused(AnotherPacket)


def test_what_was_given_to_whom_is_kept_and_answers_the_request() -> None:
    ready.when(delivering()).then(delivered())


def test_only_the_persons_own_pseudonym_is_told_to_others() -> None:
    own = replace(opened, recipient=Recipient.SELF, recipient_person_id=CHILD_ID)
    given = replace(delivered(), recipient=Recipient.SELF, recipient_person_id=CHILD_ID)
    disclosure.given(own, *history[1:], made).when(delivering()).then(given)


def test_a_packet_is_given_once_and_only_the_one_that_was_made() -> None:
    ready.when(delivering(manifest=OTHER_HASH)).then_refused(AnotherPacket)
    disclosure.given(*history, made, delivered()).when(delivering()).then_refused(AlreadyDelivered)


def test_nothing_is_given_before_it_was_decided_and_made() -> None:
    disclosure.given(opened, proposed()).when(delivering()).then_refused(DisclosureNotDecided)
    disclosure.given(*history).when(delivering()).then_refused(PacketNotMade)


def test_it_is_given_on_a_day_that_has_come_and_not_before_it_was_made() -> None:
    ready.when(delivering(on=TUESDAY + timedelta(1))).then_refused(InTheFuture)
    ready.when(delivering(on=TUESDAY - timedelta(1))).then_refused(DeliveredBeforeMade)


def test_to_a_protected_person_it_goes_through_the_mediated_address_alone() -> None:
    for channel in set(Channel) - {Channel.MEDIATED_ADDRESS}:
        asked = delivering(channel, is_protected=True, has_mediated_address=True)
        ready.when(asked).then_refused(OnlyToMediatedAddress)
    mediated = Channel.MEDIATED_ADDRESS
    ready.when(delivering(mediated, is_protected=True)).then_refused(NoMediatedAddress)
    known = delivering(mediated, is_protected=True, has_mediated_address=True)
    ready.when(known).then(delivered(mediated))
