"""What stands of a history once corrections are taken in; every event of it remains.

A correction names the event it is about, by one of three fields, and needs no other mark:
``corrects_event_id`` (its other facts take the place of those with the same names),
``annuls_event_id`` (that event never happened; of a correction: it has no effect) and
``approves_event_id``. One that ``is_approval_needed`` has no effect before it is approved.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from shared.kernel.context import Recorded

Event = TypeVar("Event")
Item = TypeVar("Item")

NAMING = ("corrects_event_id", "annuls_event_id", "approves_event_id")
REMARKS = ("explained_event_id", "disputed_event_id")
"""Words about an event; they change nothing and are no facts."""
CIRCUMSTANCES = frozenset(
    {*NAMING, "corrected_on", "annulled_on", "correction_reason_code", "is_approval_needed"}
)
"""Fields of a correction that are no facts of what it corrects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What an event says about another one; at most one of the three is there, none in words."""

    corrects: UUID | None = None
    annuls: UUID | None = None
    approves: UUID | None = None
    is_approval_needed: bool = False

    @classmethod
    def of(cls, told: Mapping[str, object]) -> "Mark | None":
        """Return what ``told`` (fields by name) says about another event, if it does."""
        ids = [told.get(name) for name in NAMING]
        if not any(ids) and not any(told.get(name) for name in REMARKS):
            return None
        corrects, annuls, approves = (UUID(str(each)) if each else None for each in ids)
        return cls(
            corrects=corrects,
            annuls=annuls,
            approves=approves,
            is_approval_needed=bool(told.get("is_approval_needed")),
        )


@dataclass(frozen=True, slots=True)
class Standing(Generic[Item]):
    """A fact that stands, and the corrections of it that do, oldest first."""

    fact: Item
    corrections: Sequence[Item]


def standing(history: Iterable[tuple[UUID, Mark | None, Item]]) -> Sequence[Standing[Item]]:
    """Return the facts of ``history`` (id, mark and item, oldest first) that stand."""
    told = list(history)
    void, approved = _void_and_approved([(event_id, mark) for event_id, mark, _ in told])
    corrections: dict[UUID, list[Item]] = defaultdict(list)
    for event_id, mark, item in told:
        if mark is None or mark.corrects is None or event_id in void:
            continue
        if event_id in approved or not mark.is_approval_needed:
            corrections[mark.corrects].append(item)
    return [
        Standing(item, corrections[event_id])
        for event_id, mark, item in told
        if mark is None and event_id not in void
    ]


@dataclass(frozen=True, slots=True)
class Effects:
    """What corrections, known without the rest of the history, make of single events."""

    void: Set[UUID]
    right: Mapping[UUID, Sequence[object]]

    @classmethod
    def of(cls, told: Sequence[tuple[UUID, object]]) -> "Effects":
        """Return the effects of corrections (id and event, oldest first)."""
        marks = [(event_id, mark_of(event)) for event_id, event in told]
        void, approved = _void_and_approved(marks)
        right: dict[UUID, list[object]] = defaultdict(list)
        for (event_id, mark), (_, event) in zip(marks, told, strict=True):
            is_in_force = mark and (event_id in approved or not mark.is_approval_needed)
            if mark and mark.corrects and is_in_force and event_id not in void:
                right[mark.corrects].append(event)
        return cls(void, right)

    def on(self, event_id: UUID, event: object) -> object | None:
        """Return the event as it stands; None when it does not."""
        if event_id in self.void:
            return None
        for each in self.right.get(event_id, ()):
            event = applied(event, each)
        return event


def pending(history: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
    """Return the corrections of ``history`` (oldest first) that wait for approval."""
    told = [(each.event_id, mark_of(each.event)) for each in history]
    void, approved = _void_and_approved(told)
    waiting = {
        event_id
        for event_id, mark in told
        if mark and mark.is_approval_needed and event_id not in void | approved
    }
    return [each for each in history if each.event_id in waiting]


def _void_and_approved(
    told: Sequence[tuple[UUID, Mark | None]],
) -> tuple[set[UUID], set[UUID]]:
    """Return what is annulled and what is approved; the newest has the last word."""
    void: set[UUID] = set()
    approved: set[UUID] = set()
    for event_id, mark in reversed(told):
        if mark is None or event_id in void:
            continue
        if mark.approves is not None:
            approved.add(mark.approves)
        elif mark.annuls is not None and (event_id in approved or not mark.is_approval_needed):
            void.add(mark.annuls)
    return void, approved


def corrected(history: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
    """Return ``history`` (oldest first) with its corrections taken in, and left out themselves."""
    if not any(_is_said_of_another(type(each.event)) for each in history):
        return history
    told = [(each.event_id, mark_of(each.event), each) for each in history]
    return [_applied(each) for each in standing(told)]


def mark_of(event: Any) -> Mark | None:
    """Return what ``event`` says about another one, if it does."""
    if not _is_said_of_another(type(event)):
        return None
    names = (*NAMING, *REMARKS, "is_approval_needed")
    return Mark.of({name: getattr(event, name, None) for name in names})


def names_another(event: type) -> bool:
    """Say whether events of the class are corrections."""
    facts = fact_names(event)
    return any(name in facts for name in NAMING)


def _is_said_of_another(event: type) -> bool:
    facts = fact_names(event)
    return any(name in facts for name in (*NAMING, *REMARKS))


def fact_names(event: type) -> Set[str]:
    """Return the names of the fields of an event's class; none of another class."""
    facts: Mapping[str, object] = getattr(event, "__dataclass_fields__", {})
    return facts.keys()


def corrected_facts(correction: type) -> Set[str]:
    """Return the names of the facts that a correction's class puts right."""
    return fact_names(correction) - CIRCUMSTANCES


def _applied(found: Standing[Recorded[Any]]) -> Recorded[Any]:
    event = found.fact.event
    for each in found.corrections:
        event = applied(event, each.event)
    return found.fact if event is found.fact.event else replace(found.fact, event=event)


def applied(event: Any, correction: Any) -> Any:
    """Return ``event`` with the facts that ``correction`` puts right."""
    names = corrected_facts(type(correction)) & fact_names(type(event))
    right = {name: getattr(correction, name) for name in names}
    return replace(event, **right)
