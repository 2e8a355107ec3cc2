"""The disclosure the stories are told of: a child's register extract, asked for by a guardian."""

from datetime import date
from uuid import UUID

from services.intake.domain.disclosure.commands import (
    DecideDisclosure,
    DeliverPacket,
    KeepPacketMade,
    LiftMask,
    OpenDisclosure,
    ProposeMasks,
)
from services.intake.domain.disclosure.events import (
    DisclosureDecided,
    DisclosureOpened,
    MasksProposed,
    PacketMade,
    ProposedMask,
)
from services.intake.domain.disclosure.rules import DISCLOSURE
from shared.contracts.intake_disclosures import Channel, DisclosureKind, Recipient
from shared.testing.scenario import Scenario

DISCLOSURE_ID, CHILD_ID, GUARDIAN_ID = UUID(int=1), UUID(int=2), UUID(int=3)
MATTER_ID, REQUEST_ID, EVENT_ID = UUID(int=4), UUID(int=5), UUID(int=6)
REPORTER_MASK, WHEREABOUTS_MASK = UUID(int=7), UUID(int=8)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
HASH, OTHER_HASH = "ab" * 32, "cd" * 32

disclosure = Scenario(DISCLOSURE)

opened = DisclosureOpened(
    disclosure_id=DISCLOSURE_ID,
    kind=DisclosureKind.REGISTER_EXTRACT,
    person_id=CHILD_ID,
    recipient=Recipient.GUARDIAN,
    recipient_person_id=GUARDIAN_ID,
    matter_id=None,
    administrative_matter_id=REQUEST_ID,
    opened_on=MONDAY,
    opened_by="official-7",
)


def mask(mask_id: UUID, *, is_fixed: bool = False) -> ProposedMask:
    return ProposedMask(
        mask_id=mask_id,
        event_id=EVENT_ID,
        path="name",
        passages=(),
        rule_code="protected-reporter",
        ground_code="reporter",
        is_fixed=is_fixed,
    )


def proposed(*masks: ProposedMask) -> MasksProposed:
    return MasksProposed(
        known_position=17,
        person_ids=(CHILD_ID,),
        recipient_ids=(GUARDIAN_ID,),
        masks=masks,
        retention=(),
        catalogue_version="2026-5",
        proposed_on=MONDAY,
        proposed_by="operator-1",
    )


made = PacketMade(manifest_sha256=HASH, file_count=4, made_on=TUESDAY, made_by="operator-1")


def decided(withheld: int = 0) -> DisclosureDecided:
    return DisclosureDecided(
        decision_type="withhold-from-extract" if withheld else "release-extract",
        decided_on=MONDAY,
        decided_by="official-8",
        decider_role="unit-head",
        delegation_rule_id="d-22" if withheld else "d-21",
        withheld_count=withheld,
    )


def opening(
    kind: DisclosureKind = DisclosureKind.REGISTER_EXTRACT,
    *,
    matter_id: UUID | None = None,
    is_matter_of_person: bool = False,
    is_guardian: bool = True,
    is_opposed: bool = False,
) -> OpenDisclosure:
    return OpenDisclosure(
        disclosure_id=DISCLOSURE_ID,
        kind=kind,
        person_id=CHILD_ID,
        recipient=Recipient.GUARDIAN,
        recipient_person_id=GUARDIAN_ID,
        matter_id=matter_id,
        administrative_matter_id=REQUEST_ID,
        is_matter_of_person=is_matter_of_person,
        is_guardian=is_guardian,
        is_opposed=is_opposed,
        on=MONDAY,
        by="official-7",
    )


def proposing(*masks: ProposedMask) -> ProposeMasks:
    return ProposeMasks(
        known_position=17,
        person_ids=(CHILD_ID,),
        recipient_ids=(GUARDIAN_ID,),
        masks=masks,
        retention=(),
        catalogue_version="2026-5",
        on=MONDAY,
        by="operator-1",
    )


def lifting(mask_id: UUID) -> LiftMask:
    return LiftMask(mask_id=mask_id, reason_code="no-harm", on=MONDAY, by="official-7")


def deciding(
    *, reasons: str | None = None, release: str | None = "d-21", withhold: str | None = None
) -> DecideDisclosure:
    return DecideDisclosure(
        reasons=reasons,
        release_rule_id=release,
        withhold_rule_id=withhold,
        on=MONDAY,
        by="official-8",
        role="unit-head",
    )


def making(manifest: str = HASH) -> KeepPacketMade:
    return KeepPacketMade(manifest_sha256=manifest, file_count=4, on=TUESDAY, by="operator-1")


def delivering(
    channel: Channel = Channel.POST,
    *,
    manifest: str = HASH,
    is_protected: bool = False,
    has_mediated_address: bool = False,
    on: date = TUESDAY,
) -> DeliverPacket:
    return DeliverPacket(
        manifest_sha256=manifest,
        channel=channel,
        is_protected=is_protected,
        has_mediated_address=has_mediated_address,
        delivered_on=on,
        on=TUESDAY,
        by="official-7",
    )
