"""What can be asked of a meeting. ``today`` is the civil date of the asking."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from services.reporting.domain.meetings.telling import Told


class MeetingBody(StrEnum):
    """Organ: who meets, and gave the delegation."""

    COMMITTEE = "committee"
    SUBCOMMITTEE = "subcommittee"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleMeeting:
    """Sätta ut sammanträde: say on which day a body meets."""

    body: MeetingBody
    meeting_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMeeting:
    """Ställa in sammanträde."""

    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverDelegationList:
    """Lämna anmälningslista: keep for good what the meeting is told, and what was known."""

    delivered_on: date
    today: date
    told: Told  # before this
    known_position: int
    definition_version: str
    catalogue_version: str
    content: bytes
    decision_event_ids: tuple[UUID, ...]


MeetingCommand: TypeAlias = ScheduleMeeting | CancelMeeting | DeliverDelegationList
