"""What can happen to a disclosure. Only the reasons of its decision are words."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake_disclosures import DisclosureKind, PacketDelivered, Recipient
from shared.kernel.sealed import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureOpened:
    """Utlämnande påbörjat: somebody is to be given what is kept about a person."""

    disclosure_id: UUID
    kind: DisclosureKind
    person_id: UUID
    recipient: Recipient
    recipient_person_id: UUID | None
    matter_id: UUID | None
    administrative_matter_id: UUID | None
    opened_on: date
    opened_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Avsnitt: characters of a text, from the first up to and without the end."""

    first: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMask:
    """Föreslagen maskning: a part of a recorded event, by which rule, and on what ground."""

    mask_id: UUID
    event_id: UUID
    path: str  # of the field in the event, with dots
    passages: tuple[Passage, ...]  # none: all of the field
    rule_code: str
    ground_code: str
    is_fixed: bool  # the rule leaves nobody a choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRetention:
    """Upplyst gallringsfrist: what the packet tells of how long a file is kept."""

    file_id: UUID
    retention_group: str
    rule_id: str | None
    legal_basis_id: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MasksProposed:
    """Maskningar föreslagna: by rule, from all that was known at a position of the ledger."""

    known_position: int
    person_ids: tuple[UUID, ...]  # every pseudonym of the person, as it was known then
    recipient_ids: tuple[UUID, ...]
    masks: tuple[ProposedMask, ...]
    retention: tuple[ToldRetention, ...]
    catalogue_version: str
    proposed_on: date
    proposed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskAdded:
    """Maskning tillagd: an official keeps back a part that no rule proposed."""

    mask_id: UUID
    event_id: UUID
    path: str
    passages: tuple[Passage, ...]
    ground_code: str
    added_on: date
    added_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskLifted:
    """Maskning hävd: an official lets a part be given all the same, for a coded reason."""

    mask_id: UUID
    reason_code: str
    lifted_on: date
    lifted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureReasonsKept:
    """Motivering till utlämnandet bevarad: why parts are kept back, in the decider's words."""

    reasons: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureDecided:
    """Utlämnande beslutat: what is given and what is kept back, within the delegation order."""

    decision_type: str
    decided_on: date
    decided_by: str
    decider_role: str
    delegation_rule_id: str
    withheld_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketMade:
    """Paket upprättat: the files as they were decided; made again they are the same."""

    manifest_sha256: str
    file_count: int
    made_on: date
    made_by: str


DisclosureEvent: TypeAlias = (
    DisclosureOpened
    | MasksProposed
    | MaskAdded
    | MaskLifted
    | DisclosureReasonsKept
    | DisclosureDecided
    | PacketMade
    | PacketDelivered
)
