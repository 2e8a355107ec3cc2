"""What is left on the person something was recorded on by mistake: that it was, and no more."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from shared.contracts.names import HAPPENED_ON
from shared.corrections.correcting import Asked
from shared.corrections.rulebook import Rulebook
from shared.kernel.context import Context, Recorded
from shared.kernel.correction_kinds import Misrecording
from shared.kernel.corrections import mark_of
from shared.kernel.moving import moved, moves
from shared.kernel.store import Stream, Transaction


def misrecording_of(correction_id: UUID) -> UUID:
    """Return the stream, and the thread, that a move leaves behind on the first person."""
    return uuid5(correction_id, "misrecording")


async def note_misrecording(
    tx: Transaction,
    stream: Stream[Any],
    cause: Recorded[Any],
    asked: Asked,
    book: Rulebook,
    noted: type[Misrecording],
) -> None:
    """Note on the person a matter was moved from that it was; take it back with the move."""
    mark = mark_of(cause.event)
    if mark is not None and mark.annuls is not None:
        await _take_back(tx, misrecording_of(mark.annuls), asked, book)
        return
    if not moves(cause.event):
        return
    thread_id, was = misrecording_of(cause.event_id), _recorded_on(stream, cause)
    if was is None or (await tx.read(thread_id)).version:
        return
    fact = next(e for e in stream.recorded if e.event_id == cause.event.corrects_event_id)
    note = noted(
        person_id=was,
        case_type=fact.event.case_type,
        opened_on=getattr(fact.event, HAPPENED_ON[type(fact.event)]),
        noted_on=asked.today,
        correction_reason_code=cause.event.correction_reason_code,
    )
    context = Context(
        actor=asked.actor, thread_id=thread_id, causation_id=asked.causation_id, person_id=was
    )
    await tx.append(thread_id, [note], context, after=0)


def _recorded_on(stream: Stream[Any], cause: Recorded[Any]) -> UUID | None:
    """Return whom the matter was about without the move."""
    before = [each for each in stream.recorded if each.event_id != cause.event_id]
    return moved(before).get(stream.stream_id, stream.recorded[0].context.person_id)


async def _take_back(tx: Transaction, note_id: UUID, asked: Asked, book: Rulebook) -> None:
    note = await tx.read(note_id)
    for fact in note.standing:
        annulled = book.annulled(
            annuls_event_id=fact.event_id,
            annulled_on=asked.today,
            correction_reason_code="follows-correction",
            is_approval_needed=False,
        )
        context = replace(note.context, actor=asked.actor, causation_id=asked.causation_id)
        await tx.append(note_id, [annulled], context, after=note.version)
