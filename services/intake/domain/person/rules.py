"""The rules of the person register: one pseudonym each; a relation is kept once."""

from collections.abc import Sequence
from typing import assert_never

from services.intake.domain.person import merging
from services.intake.domain.person.commands import (
    ChangeNumber,
    MergePersons,
    PersonCommand,
    RegisterPerson,
    RelatePerson,
    ReverseMerge,
)
from services.intake.domain.person.events import IdentityKept, PersonEvent, RelationKept
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


def decide(person: Person, command: PersonCommand) -> Sequence[PersonEvent]:
    """Return what happens when ``command`` meets ``person``, or raise a Refusal."""
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
        case _:
            assert_never(command)


PERSON: Decider[Person, PersonCommand, PersonEvent] = Decider(Unknown(), decide, evolve)
