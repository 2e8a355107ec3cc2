"""The rules of meetings: a body meets on a day, and is told once what was decided in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID, uuid5

from services.reporting.domain.events import MeetingEvent, ReportContentKept
from services.reporting.domain.meetings.commands import (
    CancelMeeting,
    DeliverDelegationList,
    MeetingBody,
    MeetingCommand,
    ScheduleMeeting,
)
from services.reporting.domain.meetings.refusals import (
    DelegationListAlreadyDelivered,
    DelegationListOutOfOrder,
    MeetingAlreadyScheduled,
    MeetingIsCancelled,
    NoSuchMeeting,
)
from services.reporting.domain.unexecuted_report import digest
from shared.contracts.reporting import (
    DelegationListDelivered,
    MeetingCancelled,
    MeetingScheduled,
)
from shared.kernel.dates import require_come
from shared.kernel.decider import Decider

MEETINGS = UUID("7d0a3a52-0f0b-5a5e-8a3d-5d3f5f0c2b61")


@dataclass(frozen=True, slots=True)
class NotScheduled:
    """Nobody meets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The body meets, unless it was cancelled; it has been told, or will be."""

    meeting_id: UUID
    body: MeetingBody
    meeting_on: date
    is_cancelled: bool = False
    is_told: bool = False


State: TypeAlias = NotScheduled | Meeting


def meeting_id_of(body: MeetingBody, on: date) -> UUID:
    """Return the one meeting of a body on a day."""
    return uuid5(MEETINGS, f"{body.value}:{on.isoformat()}")


def told_id_of(body: MeetingBody) -> UUID:
    """Return the stream that says how far a body has been told."""
    return uuid5(MEETINGS, body.value)


def decide(meeting: State, command: MeetingCommand) -> Sequence[MeetingEvent]:
    """Return what happens, or raise a Refusal."""
    if isinstance(command, ScheduleMeeting):
        return _scheduled(meeting, command)
    if isinstance(meeting, NotScheduled):
        raise NoSuchMeeting
    if meeting.is_told:
        raise DelegationListAlreadyDelivered
    if meeting.is_cancelled:
        raise MeetingIsCancelled
    match command:
        case CancelMeeting():
            return [MeetingCancelled(meeting_id=meeting.meeting_id, cancelled_on=command.today)]
        case DeliverDelegationList():
            return _delivered(meeting, command)
        case _:
            assert_never(command)


def _scheduled(meeting: State, command: ScheduleMeeting) -> Sequence[MeetingEvent]:
    if isinstance(meeting, Meeting) and not meeting.is_cancelled:
        raise MeetingAlreadyScheduled
    return [
        MeetingScheduled(
            meeting_id=meeting_id_of(command.body, command.meeting_on),
            body_code=command.body.value,
            meeting_on=command.meeting_on,
            scheduled_on=command.today,
        )
    ]


def _delivered(meeting: Meeting, command: DeliverDelegationList) -> Sequence[MeetingEvent]:
    require_come(command.delivered_on, command.today)
    if command.told.on is not None and command.delivered_on < command.told.on:
        raise DelegationListOutOfOrder
    return [
        ReportContentKept(content=command.content.decode()),
        DelegationListDelivered(
            meeting_id=meeting.meeting_id,
            body_code=meeting.body.value,
            meeting_on=meeting.meeting_on,
            delivered_on=command.delivered_on,
            since_position=command.told.until_position,
            known_position=command.known_position,
            definition_version=command.definition_version,
            catalogue_version=command.catalogue_version,
            content_sha256=digest(command.content),
            decision_event_ids=command.decision_event_ids,
        ),
    ]


def evolve(meeting: State, event: MeetingEvent) -> State:
    """Return the meeting after ``event``."""
    if isinstance(event, MeetingScheduled):
        body = MeetingBody(event.body_code)
        return Meeting(meeting_id=event.meeting_id, body=body, meeting_on=event.meeting_on)
    if isinstance(meeting, NotScheduled):
        return meeting
    match event:
        case MeetingCancelled():
            return replace(meeting, is_cancelled=True)
        case DelegationListDelivered() | ReportContentKept():
            return replace(meeting, is_told=True)
        case _:
            assert_never(event)


MEETING: Decider[State, MeetingCommand, MeetingEvent] = Decider(NotScheduled(), decide, evolve)
