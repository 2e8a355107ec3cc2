"""Letting an investigation, its course and its decisions be about whom the intake is about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.investigation.application.course import course_id_of
from services.investigation.domain.investigation.events import DecisionJoined
from shared.contracts.investigation_corrections import InvestigationPersonCorrected
from shared.kernel.context import Actor, Recorded
from shared.kernel.store import Stream, Transaction


async def follow_the_person(
    tx: Transaction,
    investigation_id: UUID,
    person_id: UUID,
    because: Recorded[Any],
    actor: Actor,
    today: date,
) -> None:
    """Move what was recorded on somebody else to ``person_id``; nothing where it is so already."""
    investigation = await tx.read(investigation_id)
    decisions = [e.decision_id for e in investigation.events if isinstance(e, DecisionJoined)]
    for stream_id in (investigation_id, course_id_of(investigation_id), *decisions):
        stream = await tx.read(stream_id)
        moves = [_move(each, person_id, today) for each in _about_another(stream, person_id)]
        if moves:
            context = replace(stream.context, actor=actor, causation_id=because.event_id)
            await tx.append(stream_id, moves, context, after=stream.version)


def _about_another(stream: Stream[Any], person_id: UUID) -> Iterator[Recorded[Any]]:
    for each in stream.standing:
        if getattr(each.event, "person_id", person_id) != person_id:
            yield each


def _move(wrong: Recorded[Any], person_id: UUID, today: date) -> InvestigationPersonCorrected:
    return InvestigationPersonCorrected(
        corrects_event_id=wrong.event_id,
        corrected_on=today,
        correction_reason_code="follows-correction",
        is_approval_needed=False,
        person_id=person_id,
    )
