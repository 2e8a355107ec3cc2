"""What intake tells of what an individual or a party was given. Stored for good."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class DisclosureKind(StrEnum):
    """Slag av utlämnande: by which right somebody is given what is kept."""

    REGISTER_EXTRACT = "register-extract"  # GDPR art. 15
    PARTY_INSIGHT = "party-insight"  # FL 10 §


class Recipient(StrEnum):
    """Mottagare: what the one who is given it is to the person whom it is about."""

    SELF = "self"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


class Channel(StrEnum):
    """Utlämningssätt: how the packet reached its recipient."""

    IN_PERSON = "in-person"
    POST = "post"
    DIGITAL = "digital"
    MEDIATED_ADDRESS = "mediated-address"  # through Skatteverket's mediation


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketDelivered:
    """Paket utlämnat: somebody was given what is kept, as files whose manifest has this hash.

    Source: legal basis ``gdpr-15`` (register extract) or ``fl-10`` (a party's insight).
    """

    disclosure_id: UUID
    kind: DisclosureKind
    person_id: UUID  # whom it is about
    recipient: Recipient
    recipient_person_id: UUID | None  # the person's own; who else it was stays inside
    matter_id: UUID | None  # of a party's insight: the matter
    administrative_matter_id: UUID | None  # the matter of the request that this answers
    known_position: int  # of the ledger: everything up to it is in the packet
    manifest_sha256: str
    withheld_count: int  # how many parts were kept back, each named in the packet
    channel: Channel
    delivered_on: date
    delivered_by: str
