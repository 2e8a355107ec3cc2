"""Moving an intake to the person it is about: what must hold, and what else follows at once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.intake.application.person_register import tell
from services.intake.domain.intake.refusals import (
    AttachedElsewhere,
    MovedToMergedAway,
    ReportedAlready,
)
from services.intake.domain.person.commands import RelatePerson
from services.intake.domain.person.events import RelationKept
from services.intake.domain.person.rules import PERSON
from services.intake.domain.person.state import Registered
from services.intake.domain.report.events import GuardianDetailsKept, PersonDetailsKept
from shared.contracts.intake import (
    ApplicationReceived,
    ConcernReportReceived,
    IntakeOpened,
    PreliminaryAssessmentConcluded,
    StatementRequestReceived,
    Way,
)
from shared.contracts.intake_corrections import (
    IntakeFactAnnulled,
    IntakePersonCorrected,
    ReportPersonsCorrected,
)
from shared.corrections.correcting import Asked
from shared.corrections.refusals import MovedToUnknown
from shared.kernel.context import Recorded
from shared.kernel.correction_kinds import Annulment, Correction
from shared.kernel.store import Appended, Stream, Transaction

RECEIVED = (ConcernReportReceived, ApplicationReceived, StatementRequestReceived)
NAMING = (*RECEIVED, GuardianDetailsKept)
FOLLOWS = "follows-correction"
_ABOUT = "SELECT person_id FROM intake.filed_matter WHERE matter_id = %(id)s"


async def require_movable(tx: Transaction, stream: Stream[Any], to: UUID) -> None:
    """Return when the intake may be moved to the person.

    Raises:
        MovedToUnknown, MovedToMergedAway: nobody is found under that pseudonym.
        ReportedAlready: the report is about that person already.
        AttachedElsewhere: the report was attached to an investigation about somebody else.
    """
    person = PERSON.fold((await tx.read(to)).events)
    if not isinstance(person, Registered):
        raise MovedToUnknown
    if person.merged_into is not None:
        raise MovedToMergedAway
    opened = _opened(stream.events)
    if to in _persons_of(await tx.read(opened.report_id)) and to != opened.person_id:
        raise ReportedAlready
    for each in stream.events:
        if isinstance(each, PreliminaryAssessmentConcluded) and each.way is Way.ATTACH:
            rows = await tx.rows(_ABOUT, {"id": each.investigation_id})
            if any(row["person_id"] != to for row in rows):
                raise AttachedElsewhere


async def follow_the_move(
    tx: Transaction, stream: Stream[Any], cause: Recorded[Any], asked: Asked
) -> Appended | None:
    """Let the rest of the intake, its report and the register say whom it is about."""
    first = _opened([each.event for each in stream.recorded])
    now = _opened(stream.events).person_id
    report = await tx.read(first.report_id)
    place = _persons_as_sent(report).index(first.person_id)
    was = _persons_of(report)[place]
    if was != now:
        await _in_the_report(tx, report, place, now, cause, asked)
        await _in_the_register(tx, report, was, now, asked)
    rest = [
        _move(each, now, asked)
        for each in stream.standing
        if isinstance(each.event, PreliminaryAssessmentConcluded) and each.event.person_id != now
    ]
    return await _say(tx, stream, rest, cause.event_id, asked)


async def _in_the_report(
    tx: Transaction,
    report: Stream[Any],
    place: int,
    now: UUID,
    cause: Recorded[Any],
    asked: Asked,
) -> None:
    """Let the report name the person at ``place`` in all its parts; their words stay as sent."""
    was = _persons_of(report)[place]
    right: list[object] = []
    for each in report.standing:
        if isinstance(each.event, PersonDetailsKept) and each.event.person_id == was:
            right.append(_move(each, now, asked))
        elif isinstance(each.event, NAMING) and was in each.event.person_ids:
            right.append(_renamed(each, was, now, asked))
    await _say(tx, report, right, cause.event_id, asked)


async def _in_the_register(
    tx: Transaction, report: Stream[Any], was: UUID, now: UUID, asked: Asked
) -> None:
    """Let what the report told of the one's relatives be told of the other's."""
    for person_id in {was, *_persons_of(report)} - {now}:
        stream = await tx.read(person_id)
        told = _told_by(stream, report.stream_id)
        wrong = [each for each in told if was in (person_id, each.event.other_person_id)]
        await _say(tx, stream, [_annul(each, asked) for each in wrong], asked.causation_id, asked)
        for each in wrong:
            whose = now if person_id == was else person_id
            other = each.event.other_person_id
            await _relate(tx, whose, each, now if other == was else other, asked)


async def _relate(
    tx: Transaction, person_id: UUID, told: Recorded[Any], other: UUID, asked: Asked
) -> None:
    if person_id == other:
        return
    event: RelationKept = told.event
    command = RelatePerson(
        relation=event.relation,
        other_person_id=other,
        report_id=event.report_id,
        told_on=event.kept_on,
    )
    context = (await tx.read(person_id)).context
    context = replace(context, actor=asked.actor, causation_id=asked.causation_id)
    await tell(tx, person_id, [command], context)


def _told_by(stream: Stream[Any], report_id: UUID) -> Iterator[Recorded[Any]]:
    for each in stream.standing:
        if isinstance(each.event, RelationKept) and each.event.report_id == report_id:
            yield each


def _opened(events: Sequence[Any]) -> IntakeOpened:
    return next(each for each in events if isinstance(each, IntakeOpened))


def _persons_of(report: Stream[Any]) -> tuple[UUID, ...]:
    """Return whom the report is about, in the order they were reported."""
    return next(each.person_ids for each in report.events if isinstance(each, RECEIVED))


def _persons_as_sent(report: Stream[Any]) -> tuple[UUID, ...]:
    events = (each.event for each in report.recorded)
    return next(each.person_ids for each in events if isinstance(each, RECEIVED))


def _move(wrong: Recorded[Any], to: UUID, asked: Asked) -> IntakePersonCorrected:
    return IntakePersonCorrected(**_follows(wrong, asked), person_id=to)


def _renamed(wrong: Recorded[Any], was: UUID, now: UUID, asked: Asked) -> Correction:
    persons = tuple(now if each == was else each for each in wrong.event.person_ids)
    return ReportPersonsCorrected(**_follows(wrong, asked), person_ids=persons)


def _annul(wrong: Recorded[Any], asked: Asked) -> Annulment:
    return IntakeFactAnnulled(
        annuls_event_id=wrong.event_id,
        annulled_on=asked.today,
        correction_reason_code=FOLLOWS,
        is_approval_needed=False,
    )


def _follows(wrong: Recorded[Any], asked: Asked) -> dict[str, Any]:
    return {
        "corrects_event_id": wrong.event_id,
        "corrected_on": asked.today,
        "correction_reason_code": FOLLOWS,
        "is_approval_needed": False,
    }


async def _say(
    tx: Transaction, stream: Stream[Any], new: Sequence[object], because: UUID, asked: Asked
) -> Appended | None:
    if not new:
        return None
    context = replace(stream.context, actor=asked.actor, causation_id=because)
    return await tx.append(stream.stream_id, new, context, after=stream.version)
