"""What the rules need to remember of a person."""

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.domain.person.events import (
    IdentityKept,
    NumberChanged,
    PersonEvent,
    Relation,
    RelationKept,
)
from shared.contracts.intake import PersonRegistered
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


Person: TypeAlias = Unknown | Registered


def evolve(person: Person, event: PersonEvent) -> Person:
    """Return the person after ``event``. Never refuses: it has happened."""
    match event:
        case PersonRegistered():
            return Registered(person_id=event.person_id)
        case RelationKept():
            return _related(person, event)
        case PersonsMerged(into_person_id=into):
            return _merged(person, into)
        case MergeReversed():
            return _merged(person, None)
        case IdentityKept() | NumberChanged():
            return person
        case _:
            assert_never(event)


def _related(person: Person, event: RelationKept) -> Person:
    if isinstance(person, Unknown):
        return person
    told = (event.relation, event.other_person_id)
    return replace(person, relations=person.relations | {told})


def _merged(person: Person, into: UUID | None) -> Person:
    return person if isinstance(person, Unknown) else replace(person, merged_into=into)
