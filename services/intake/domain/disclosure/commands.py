"""What can be asked of a disclosure. ``on`` is always the civil date of the asking."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.intake.domain.disclosure.events import Passage, ProposedMask, ToldRetention
from shared.contracts.intake_disclosures import Channel, DisclosureKind, Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDisclosure:
    """Påbörja ett utlämnande."""

    disclosure_id: UUID
    kind: DisclosureKind
    person_id: UUID
    recipient: Recipient
    recipient_person_id: UUID | None
    matter_id: UUID | None
    administrative_matter_id: UUID | None
    is_matter_of_person: bool
    is_guardian: bool  # the recipient, of the person
    is_opposed: bool  # the recipient is said to be on another side
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeMasks:
    """Föreslå maskningar enligt reglerna."""

    known_position: int
    person_ids: tuple[UUID, ...]
    recipient_ids: tuple[UUID, ...]
    masks: tuple[ProposedMask, ...]
    retention: tuple[ToldRetention, ...]
    catalogue_version: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMask:
    """Lägg till en maskning."""

    mask_id: UUID
    event_id: UUID
    path: str
    passages: tuple[Passage, ...]
    ground_code: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftMask:
    """Häv en maskning."""

    mask_id: UUID
    reason_code: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDisclosure:
    """Besluta om utlämnandet."""

    reasons: str | None
    release_rule_id: str | None  # None: the role may not give out
    withhold_rule_id: str | None  # None: the role may not keep back
    on: date
    by: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPacketMade:
    """Bevara att paketet är upprättat."""

    manifest_sha256: str
    file_count: int
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverPacket:
    """Lämna ut paketet."""

    manifest_sha256: str
    channel: Channel
    is_protected: bool  # somebody whom the packet leads to: the person, or the recipient
    has_mediated_address: bool
    delivered_on: date
    on: date
    by: str


DisclosureCommand: TypeAlias = (
    OpenDisclosure
    | ProposeMasks
    | AddMask
    | LiftMask
    | DecideDisclosure
    | KeepPacketMade
    | DeliverPacket
)
