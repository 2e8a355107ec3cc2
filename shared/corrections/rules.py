"""The rules of correcting, the same for every kind of stream."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts.names import HAPPENED_ON
from shared.corrections.refusals import (
    ApprovedByTheSame,
    CorrectionWaits,
    FactNotAnnullable,
    FactUnknown,
    NothingCorrected,
    NothingToApprove,
)
from shared.corrections.rulebook import Circumstances, Rulebook
from shared.kernel.context import Recorded
from shared.kernel.corrections import (
    applied,
    corrected,
    corrected_facts,
    mark_of,
    pending,
)
from shared.kernel.dates import require_come


def stands(history: Sequence[Recorded[Any]], event_id: UUID) -> Recorded[Any]:
    """Return the fact as it stands.

    Raises:
        FactUnknown: it does not.
    """
    for each in corrected(history):
        if each.event_id == event_id:
            return each
    raise FactUnknown


def correct(
    book: Rulebook,
    history: Sequence[Recorded[Any]],
    event_id: UUID,
    facts: Mapping[str, object],
    how: Circumstances,
) -> Sequence[object]:
    """Put facts of one event right; those that are not named stay as they are."""
    wrong = stands(history, event_id)
    correction = corrected_to(book, wrong, facts, how)
    if applied(wrong.event, correction) == wrong.event:
        raise NothingCorrected
    _require_nothing_waits(history, event_id)
    day = getattr(applied(wrong.event, correction), HAPPENED_ON[type(wrong.event)])
    require_come(day, how.today)
    book.require_coherent(_with(history, correction, event_id))
    explained = book.explained(explained_event_id=event_id, explanation=how.explanation)
    return [explained, correction]


def annul(
    book: Rulebook, history: Sequence[Recorded[Any]], event_id: UUID, how: Circumstances
) -> Sequence[object]:
    """Say that a fact never happened here, or that a correction has no effect.

    An approval stands: what was approved is annulled instead.
    """
    marks = [(each.event_id, mark_of(each.event)) for each in history]
    corrections = {id_ for id_, mark in marks if mark and (mark.corrects or mark.annuls)}
    if event_id not in corrections:
        wrong = stands(history, event_id)
        if type(wrong.event) not in book.annullable:
            raise FactNotAnnullable
        _require_nothing_waits(history, event_id)
    annulled = book.annulled(
        annuls_event_id=event_id,
        annulled_on=how.today,
        correction_reason_code=how.reason_code,
        is_approval_needed=how.is_approval_needed,
    )
    book.require_coherent(_with(history, annulled, event_id))
    explained = book.explained(explained_event_id=event_id, explanation=how.explanation)
    return [explained, annulled]


def approve(
    book: Rulebook,
    history: Sequence[Recorded[Any]],
    correction_id: UUID,
    approver: str,
    today: date,
) -> Sequence[object]:
    """Let a correction that waits have effect; by somebody else than who recorded it."""
    waits = next((each for each in pending(history) if each.event_id == correction_id), None)
    if waits is None:
        raise NothingToApprove
    if waits.context.actor.subject == approver:
        raise ApprovedByTheSame
    approved = book.approved(approves_event_id=correction_id, approved_on=today)
    book.require_coherent(_with(history, approved, correction_id))
    return [approved]


def dispute(
    book: Rulebook, history: Sequence[Recorded[Any]], event_id: UUID, view: str, on: date
) -> Sequence[object]:
    """Note that the individual holds a fact to be wrong; it stands all the same."""
    stands(history, event_id)
    return [book.disputed(disputed_event_id=event_id, view=view, disputed_on=on)]


def echoes(
    book: Rulebook, history: Sequence[Recorded[Any]], correction: Any, how: Circumstances
) -> Sequence[object]:
    """Return the same correction of the other events of the stream where the fact stands."""
    if type(correction) not in book.shared:
        return []
    facts = {name: getattr(correction, name) for name in corrected_facts(type(correction))}
    others = [
        each
        for each in corrected(history)
        if each.event_id != correction.corrects_event_id
        and type(correction) in book.kinds.get(type(each.event), ())
    ]
    found = [(each, corrected_to(book, each, facts, how)) for each in others]
    return [right for each, right in found if applied(each.event, right) != each.event]


def corrected_to(
    book: Rulebook, wrong: Recorded[Any], facts: Mapping[str, object], how: Circumstances
) -> Any:
    """Return the correction by which ``wrong`` says ``facts``, and its other facts as before."""
    kind = book.kind_for(wrong.event, facts)
    names = corrected_facts(kind)
    return kind(
        corrects_event_id=wrong.event_id,
        corrected_on=how.today,
        correction_reason_code=how.reason_code,
        is_approval_needed=how.is_approval_needed,
        **{name: facts.get(name, getattr(wrong.event, name)) for name in names},
    )


def _require_nothing_waits(history: Sequence[Recorded[Any]], event_id: UUID) -> None:
    for each in pending(history):
        mark = mark_of(each.event)
        if mark and event_id in (mark.corrects, mark.annuls):
            raise CorrectionWaits


def _with(history: Sequence[Recorded[Any]], new: Any, about: UUID) -> Sequence[Any]:
    """Return the events as they will stand once ``new`` has effect."""
    if getattr(new, "is_approval_needed", False):
        new = replace(new, is_approval_needed=False)
    last = history[-1]
    added = replace(last, event=new, event_id=UUID(int=about.int ^ 1), version=last.version + 1)
    return [each.event for each in corrected([*history, added])]
