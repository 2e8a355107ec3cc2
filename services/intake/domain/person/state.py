"""What the rules need to remember of a person."""

from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.domain.guarding.rules import Guarded, guarded_after
from services.intake.domain.person.events import (
    GlassReasonKept,
    IdentityKept,
    MediatedAddressKept,
    NumberChanged,
    PersonEvent,
    Relation,
    RelationKept,
    SidesMarked,
)
from shared.contracts.intake import Guarding, PersonRegistered
from shared.contracts.intake_merges import MergeReversed, PersonsMerged


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not in the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """In the register, with the relations told so far."""

    person_id: UUID
    relations: frozenset[tuple[Relation, UUID]] = frozenset()
    merged_into: UUID | None = None
    opposed: frozenset[UUID] = frozenset()  # who is on another side
    guarded: Guarded = field(default_factory=Guarded)


Person: TypeAlias = Unknown | Registered


def evolve(person: Person, event: PersonEvent) -> Person:
    """Return the person after ``event``. Never refuses: it has happened."""
    if isinstance(event, PersonRegistered):
        return Registered(person_id=event.person_id)
    return _go_on(person, event) if isinstance(person, Registered) else person


def _go_on(person: Registered, event: PersonEvent) -> Registered:
    if isinstance(event, Guarding):
        return replace(person, guarded=guarded_after(person.guarded, event))
    match event:
        case RelationKept():
            told = (event.relation, event.other_person_id)
            return replace(person, relations=person.relations | {told})
        case SidesMarked():
            other = {event.other_person_id}
            opposed = person.opposed | other if event.are_opposed else person.opposed - other
            return replace(person, opposed=opposed)
        case PersonsMerged(into_person_id=into):
            return replace(person, merged_into=into)
        case MergeReversed():
            return replace(person, merged_into=None)
        case NumberChanged():
            return person
        case PersonRegistered() | IdentityKept() | MediatedAddressKept() | GlassReasonKept():
            return person
        case _:
            assert_never(event)
