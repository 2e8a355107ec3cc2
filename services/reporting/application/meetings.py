"""Telling a meeting what was decided on delegation: once, frozen, and shown again as it was."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.application.delegation_lists import (
    VERSION,
    Span,
    decision_ids,
    drawn_up,
)
from services.reporting.application.delegation_sweep import READ_MODEL
from services.reporting.application.granted import position
from services.reporting.domain.events import DelegationTold, ReportContentKept
from services.reporting.domain.meetings.commands import DeliverDelegationList
from services.reporting.domain.meetings.refusals import ListNotDelivered, NoSuchMeeting
from services.reporting.domain.meetings.rules import (
    MEETING,
    Meeting,
    told_id_of,
)
from services.reporting.domain.meetings.telling import told_after
from services.reporting.domain.unexecuted_report import canonical
from shared.catalogue import catalogue
from shared.contracts.reporting import DelegationListDelivered
from shared.kernel.context import Context
from shared.kernel.refusal import StreamMoved
from shared.kernel.store import Appended, Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """When and by whom a list is handed over, and the version the caller has seen."""

    delivered_on: date
    today: date
    context: Context
    expected: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingList:
    """The list of a meeting: as it was handed over, or as it would be now."""

    meeting: Meeting
    version: int
    content: bytes
    delivered: DelegationListDelivered | None

    @property
    def plain(self) -> Any:
        """The content, read."""
        return json.loads(self.content)


async def deliver_list(tx: Transaction, meeting_id: UUID, asking: Asking) -> Appended:
    """Freeze the list as it is known now, and say how far the body has been told.

    Both are appended in one transaction; of two lists to one body at once, one is refused.

    Raises:
        Refusal: there is no such meeting, it is cancelled, or it has its list.
        StreamMoved: somebody was before.
    """
    stream = await tx.read(meeting_id)
    if asking.expected not in (None, stream.version):
        raise StreamMoved(meeting_id, stream.version)
    meeting = MEETING.fold(stream.events)
    if not isinstance(meeting, Meeting):
        raise NoSuchMeeting
    telling = await tx.read(told_id_of(meeting.body))
    told, known = told_after(telling.events), await position(tx, READ_MODEL)
    content = await drawn_up(tx, meeting, Span.after(told, known))
    command = DeliverDelegationList(
        delivered_on=asking.delivered_on,
        today=asking.today,
        told=told,
        known_position=known,
        definition_version=VERSION,
        catalogue_version=catalogue().version,
        content=canonical(content),
        decision_event_ids=decision_ids(content),
    )
    events = MEETING.decide(meeting, command)
    mark = DelegationTold(meeting_id=meeting_id, until_position=known, told_on=asking.delivered_on)
    of_body = Context(
        actor=asking.context.actor,
        thread_id=telling.stream_id,
        causation_id=asking.context.causation_id,
    )
    await tx.append(telling.stream_id, [mark], of_body, after=telling.version)
    return await tx.append(meeting_id, events, asking.context, after=stream.version)


async def list_of(store: Store, meeting_id: UUID) -> MeetingList:
    """Return the list as the meeting was told it; else as it would be told now.

    Raises:
        NoSuchMeeting: nobody has scheduled it.
    """
    stream = await store.read(meeting_id)
    meeting = MEETING.fold(stream.events)
    if not isinstance(meeting, Meeting):
        raise NoSuchMeeting
    kept = [each for each in stream.events if isinstance(each, ReportContentKept)]
    told = [each for each in stream.events if isinstance(each, DelegationListDelivered)]
    if kept and told:
        return MeetingList(
            meeting=meeting,
            version=stream.version,
            content=kept[0].content.encode(),
            delivered=told[0],
        )
    before = told_after((await store.read(told_id_of(meeting.body))).events)
    known = await position(store, READ_MODEL)
    content = canonical(await drawn_up(store, meeting, Span.after(before, known)))
    return MeetingList(meeting=meeting, version=stream.version, content=content, delivered=None)


async def made_again(store: Store, found: MeetingList) -> bytes:
    """Return the same list, made anew from what the ledger held when it was handed over."""
    told = _delivered(found)
    return canonical(await drawn_up(store, found.meeting, _span(found, told.known_position)))


async def learned_since(store: Store, found: MeetingList) -> Sequence[Mapping[str, Any]]:
    """Return each listed decision that would be told otherwise now: what was and what is.

    Raises:
        ListNotDelivered: the meeting has not been told anything.
    """
    _delivered(found)
    known = await position(store, READ_MODEL)
    now = await drawn_up(store, found.meeting, _span(found, known))
    was = {each["eventId"]: each for each in found.plain["decisions"]}
    stands = {each["eventId"]: each for each in now["decisions"]}
    return [
        {
            "was": line,
            "now": stands.get(event_id),
            "fields": _differing(line, stands.get(event_id)),
        }
        for event_id, line in was.items()
        if stands.get(event_id) != line
    ]


def _differing(was: Mapping[str, Any], now: Mapping[str, Any] | None) -> Sequence[str]:
    return [] if now is None else [name for name in was if was[name] != now.get(name)]


def _delivered(found: MeetingList) -> DelegationListDelivered:
    if found.delivered is None:
        raise ListNotDelivered
    return found.delivered


def _span(found: MeetingList, known: int) -> Span:
    told, since_on = _delivered(found), found.plain["sinceOn"]
    return Span(
        since=told.since_position,
        until=told.known_position,
        since_on=date.fromisoformat(since_on) if since_on else None,
        known=known,
    )
