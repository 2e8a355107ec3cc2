"""What happens in reporting's own streams: what it has handed over, and the content itself."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.contracts.reporting import (
    DelegationListDelivered,
    MeetingCancelled,
    MeetingScheduled,
    ReportDelivered,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContentKept:
    """Rapportens innehåll bevarat: byte for byte, by pseudonyms and codes."""

    content: str  # canonical JSON


class Judgement(StrEnum):
    """Bedömning: what the reviewer found of a look."""

    JUSTIFIED = "justified"
    UNCLEAR = "unclear"  # to be asked about
    UNJUSTIFIED = "unjustified"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAccepted:
    """Granskningsfynd godtaget: one look was judged, chosen by these rules."""

    look: int  # its number in the access log
    rule_codes: tuple[str, ...]
    judgement: Judgement
    accepted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSigned:
    """Loggranskning undertecknad: a period was reviewed, by a sample and by rules."""

    review_id: UUID
    from_on: date
    until_on: date
    seed: str  # with the sample's size it gives the same sample again
    sample: int
    looks: int  # in the period, by officials
    reviewed: int
    left_to_others: int  # the reviewer's own
    unasked_rules: tuple[str, ...]  # for want of imported facts
    signed_by: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksSealed:
    """Loggbunt förseglad: a batch of the access log, as the ledger will remember it.

    The batch is every look of ``epoch`` with a transaction id from ``since`` up to ``until``.
    """

    epoch: int
    since: int
    until: int
    looks: int
    digest: str  # SHA-256, in hex, of the looks' own digests in order
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationTold:
    """Delegation anmäld: how far in the ledger a body has been told of decisions."""

    meeting_id: UUID
    until_position: int
    told_on: date


ReportEvent: TypeAlias = ReportDelivered | ReportContentKept
MeetingEvent: TypeAlias = (
    MeetingScheduled | MeetingCancelled | ReportContentKept | DelegationListDelivered
)
ReviewEvent: TypeAlias = FindingAccepted | ReviewSigned
