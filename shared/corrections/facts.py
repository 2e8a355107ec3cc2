"""The facts of a stream, each as it was recorded and as it stands, with what was said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.contracts.names import HAPPENED_ON
from shared.corrections.impact import text_of
from shared.eventstore.codec import Codec
from shared.eventstore.opening import opened
from shared.kernel.context import Recorded
from shared.kernel.corrections import corrected, mark_of, pending
from shared.kernel.sealed import Sealer
from shared.kernel.store import Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One fact of an event."""

    name: str
    recorded: str | None
    corrected: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was said of an event afterwards: a correction, an annulment, a dispute."""

    event_id: UUID
    name: str
    reason_code: str | None
    text: str | None
    recorded_at: datetime
    recorded_by: str
    is_waiting: bool
    approved_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One event, as it was recorded and as it stands."""

    event_id: UUID
    name: str
    happened_on: date
    recorded_at: datetime
    recorded_by: str
    is_annulled: bool
    values: tuple[Value, ...]
    remarks: tuple[Remark, ...]


async def facts_of(stream: Stream[Any], codec: Codec, sealer: Sealer) -> Sequence[Fact]:
    """Return what is published of ``stream``, oldest first, with the words of each remark.

    Raises:
        FileDestroyed: the file has been destroyed.
    """
    history = await opened(stream, codec, sealer)
    stands = {each.event_id: each.event for each in corrected(history)}
    remarks = _remarks(history)
    return [
        _fact(each, stands.get(each.event_id), remarks.get(each.event_id, ()))
        for each in history
        if type(each.event) in HAPPENED_ON and mark_of(each.event) is None
    ]


def _fact(recorded: Recorded[Any], stands: Any, remarks: Sequence[Remark]) -> Fact:
    event = recorded.event
    shown = event if stands is None else stands
    return Fact(
        event_id=recorded.event_id,
        name=recorded.name,
        happened_on=getattr(shown, HAPPENED_ON[type(event)]),
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.context.actor.subject,
        is_annulled=stands is None,
        values=tuple(
            Value(
                name=each.name,
                recorded=text_of(getattr(event, each.name)),
                corrected=text_of(getattr(shown, each.name)),
            )
            for each in fields(event)
        ),
        remarks=tuple(remarks),
    )


def _remarks(history: Sequence[Recorded[Any]]) -> Mapping[UUID, Sequence[Remark]]:
    """Return the remarks on each event; what is said of a correction stands by its fact too."""
    waiting = {each.event_id for each in pending(history)}
    approved_by, said, about, text = {}, dict[UUID, list[Remark]](), dict[UUID, UUID](), None
    for each in history:
        mark = mark_of(each.event)
        if mark and mark.approves:
            approved_by[mark.approves] = each.context.actor.subject
    for each in history:
        event, mark = each.event, mark_of(each.event)
        text = getattr(event, "explanation", text if mark else None)
        named = _named(event)
        if named is None:
            continue
        about[each.event_id] = about.get(named, named)
        words = getattr(event, "view", text)
        remark = _remark(each, words, each.event_id in waiting, approved_by.get(each.event_id))
        said.setdefault(about[each.event_id], []).append(remark)
    return said


def _named(event: Any) -> UUID | None:
    mark = mark_of(event)
    if mark is None:
        return None
    disputed: UUID | None = getattr(event, "disputed_event_id", None)
    return mark.corrects or mark.annuls or disputed


def _remark(
    recorded: Recorded[Any], text: str | None, is_waiting: bool, approved_by: str | None
) -> Remark:
    return Remark(
        event_id=recorded.event_id,
        name=recorded.name,
        reason_code=getattr(recorded.event, "correction_reason_code", None),
        text=text,
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.context.actor.subject,
        is_waiting=is_waiting,
        approved_by=approved_by,
    )
