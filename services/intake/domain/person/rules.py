"""The rules of the person register: one pseudonym each; a relation is kept once."""

from collections.abc import Sequence
from typing import assert_never

from services.intake.domain.guarding.commands import GuardingCommand
from services.intake.domain.guarding.rules import guard
from services.intake.domain.person import merging
from services.intake.domain.person.commands import (
    ChangeNumber,
    MarkSides,
    MergePersons,
    PersonCommand,
    RegisterPerson,
    RelatePerson,
    ReverseMerge,
)
from services.intake.domain.person.events import (
    IdentityKept,
    PersonEvent,
    RelationKept,
    SidesMarked,
)
from services.intake.domain.person.merging import PersonNotRegistered
from services.intake.domain.person.state import Person, Registered, Unknown, evolve
from shared.contracts.intake import PersonRegistered, Sex
from shared.kernel.decider import Decider
from shared.kernel.refusal import Refusal


class PersonAlreadyRegistered(Refusal):
    """There is such a person already."""

    code = "person-already-registered"
    detail = "Personen finns redan i registret."


class RelatedToOneself(Refusal):
    """Nobody is a relative of their own."""

    code = "related-to-oneself"
    detail = "En person kan inte ha en relation till sig själv."


class SidesAlreadyMarked(Refusal):
    """It is marked so already."""

    code = "sides-already-marked"
    detail = "Det är redan angivet så."


def register(person: Person, command: RegisterPerson) -> Sequence[PersonEvent]:
    """Make a pseudonym; what the number says goes before what was told."""
    if not isinstance(person, Unknown):
        raise PersonAlreadyRegistered
    number = command.number
    registered = PersonRegistered(
        person_id=command.person_id,
        birth_year=number.birth_year if number else command.birth_year,
        sex=Sex(number.legal_sex) if number else command.sex,
        district_code=command.district_code,
        registered_on=command.registered_on,
    )
    identity = IdentityKept(
        number_kind=number.kind if number else None,
        name=command.name,
        number=number.digits if number else command.number_as_written,
        address=command.address,
    )
    return [registered, identity]


def relate(person: Person, command: RelatePerson) -> Sequence[PersonEvent]:
    """Keep who the other person is to this one; nothing new when it is known."""
    if not isinstance(person, Registered):
        raise PersonNotRegistered
    if command.other_person_id == person.person_id:
        raise RelatedToOneself
    if (command.relation, command.other_person_id) in person.relations:
        return []
    return [
        RelationKept(
            relation=command.relation,
            other_person_id=command.other_person_id,
            report_id=command.report_id,
            kept_on=command.told_on,
        )
    ]


def mark_sides(person: Person, command: MarkSides) -> Sequence[PersonEvent]:
    """Keep that the other is on another side, or no longer is."""
    if not isinstance(person, Registered):
        raise PersonNotRegistered
    if command.other_person_id == person.person_id:
        raise RelatedToOneself
    if (command.other_person_id in person.opposed) is command.are_opposed:
        raise SidesAlreadyMarked
    return [
        SidesMarked(
            other_person_id=command.other_person_id,
            are_opposed=command.are_opposed,
            marked_on=command.marked_on,
            marked_by=command.marked_by,
        )
    ]


def decide(person: Person, command: PersonCommand) -> Sequence[PersonEvent]:
    """Return what happens when ``command`` meets ``person``, or raise a Refusal."""
    if isinstance(command, GuardingCommand):
        if not isinstance(person, Registered):
            raise PersonNotRegistered
        return guard(person.person_id, person.guarded, command)
    match command:
        case RegisterPerson():
            return register(person, command)
        case RelatePerson():
            return relate(person, command)
        case ChangeNumber():
            return merging.change_number(person, command)
        case MergePersons():
            return merging.merge(person, command)
        case ReverseMerge():
            return merging.reverse(person, command)
        case MarkSides():
            return mark_sides(person, command)
        case _:
            assert_never(command)


PERSON: Decider[Person, PersonCommand, PersonEvent] = Decider(Unknown(), decide, evolve)
