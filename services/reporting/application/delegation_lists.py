"""The list of decisions taken on delegation that a meeting is told: drawn up, and made again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.application.delegation import Tried, Why
from services.reporting.application.delegation_sweep import effects_known, tried_among
from services.reporting.application.granted import Rows
from services.reporting.domain.meetings.commands import MeetingBody
from services.reporting.domain.meetings.rules import Meeting
from services.reporting.domain.meetings.telling import Told
from shared.catalogue.matters import Role

KIND = "delegated-decisions"
VERSION = "1"
BETWEEN = "e.position > %(since)s AND e.position <= %(until)s"
OWN_ROLES: Mapping[MeetingBody, frozenset[str]] = {
    MeetingBody.COMMITTEE: frozenset({Role.COMMITTEE}),
    MeetingBody.SUBCOMMITTEE: frozenset({Role.COMMITTEE, Role.SUBCOMMITTEE}),
}
"""Whose decisions are the body's own, or of a higher one: nobody tells them back to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The part of the ledger that a list tells of, and how much of it was known."""

    since: int
    until: int
    since_on: date | None  # when the body was last told
    known: int  # corrections up to here are taken in

    @classmethod
    def after(cls, told: Told, until: int) -> "Span":
        """Return what a body that has been ``told`` is told next."""
        return cls(since=told.until_position, until=until, since_on=told.on, known=until)


async def drawn_up(reader: Rows, meeting: Meeting, span: Span) -> Mapping[str, Any]:
    """Return what the list says: plain JSON, in order of the decisions' days."""
    effects = await effects_known(reader, span.known)
    asked = {"since": span.since, "until": span.until}
    tried = await tried_among(reader, BETWEEN, asked, span.known, effects)
    own = OWN_ROLES[meeting.body]
    told = [each for each in tried if each.decided.role not in own]
    return {
        "kind": KIND,
        "definition": VERSION,
        "body": meeting.body.value,
        "meetingOn": meeting.meeting_on.isoformat(),
        "sincePosition": span.since,
        "untilPosition": span.until,
        "sinceOn": span.since_on.isoformat() if span.since_on else None,
        "decisions": [line_of(each, span.since_on) for each in told],
    }


def decision_ids(content: Mapping[str, Any]) -> tuple[UUID, ...]:
    """Return the events in which the listed decisions were made."""
    return tuple(UUID(each["eventId"]) for each in content["decisions"])


def line_of(tried: Tried, since_on: date | None) -> Mapping[str, Any]:
    """Return a decision as the list tells of it."""
    decided = tried.decided
    return {
        "eventId": str(decided.event_id),
        "position": decided.position,
        "event": decided.name,
        "decisionType": decided.decision_type,
        "decidedOn": decided.decided_on.isoformat(),
        "decidedBy": decided.decided_by,
        "role": decided.role,
        "outcome": decided.outcome,
        "interventionType": decided.intervention_type,
        "verdict": tried.verdict.value,
        "why": tried.why.value,
        "ruleId": tried.rule_id,
        "isUrgent": tried.why is Why.BY_CHAIR,
        "isLate": since_on is not None and decided.decided_on < since_on,
        "threadId": str(decided.thread_id),
        "matterId": str(decided.matter_id),
        "personId": str(decided.person_id) if decided.person_id else None,
    }


def masked(content: Mapping[str, Any], closed: Collection[UUID]) -> Sequence[Mapping[str, Any]]:
    """Return the lines, those about ``closed`` persons without what leads to them."""
    return [mask(each, closed) for each in content["decisions"]]


def persons_in(content: Mapping[str, Any]) -> frozenset[UUID]:
    """Return everybody whom the list is about."""
    told = (each["personId"] for each in content["decisions"])
    return frozenset(UUID(each) for each in told if each is not None)


def mask(line: Mapping[str, Any], closed: Collection[UUID]) -> Mapping[str, Any]:
    """Return ``line``; of a closed person, without what leads to them."""
    person_id = line["personId"]
    is_masked = person_id is not None and UUID(person_id) in closed
    hidden = ("eventId", "threadId", "matterId", "personId") if is_masked else ()
    return {**line, **dict.fromkeys(hidden), "isMasked": is_masked}
