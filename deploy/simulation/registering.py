"""The register of simulated people: told of them when something about them arrives."""

from collections.abc import Sequence
from functools import partial

from deploy.simulation.guarding import protect
from deploy.simulation.quantities import Quantities
from deploy.simulation.slips import correct_person, later, merge_later
from deploy.simulation.town import Town
from deploy.simulation.truth import Matter, Person
from services.intake.application.person_register import identity_file
from services.intake.domain.person.commands import RegisterPerson, RelatePerson
from services.intake.domain.person.events import Relation
from services.intake.domain.person.rules import PERSON
from shared.contracts.intake import Sex
from shared.kernel.context import Actor, Context


def register(
    town: Town, about: Quantities, matter: Matter, persons: Sequence[Person], actor: Actor
) -> None:
    """Register the matter's person the first time, and whose sibling they are said to be."""
    person = matter.person
    context = Context(
        actor=actor,
        thread_id=matter.thread_id,
        causation_id=matter.report_id,
        person_id=person.person_id,
        file_id=identity_file(person.person_id),
    )
    if person.registered_on is None:
        person.registered_on = town.today
        town.desk.begin(PERSON, person.person_id, _registering(town, person), context)
        _note_what_follows(town, about, matter)
    for other in persons:
        if other is person:
            continue
        told = RelatePerson(
            relation=Relation.SIBLING,
            other_person_id=other.person_id,
            report_id=matter.report_id,
            told_on=town.today,
        )
        town.desk.begin(PERSON, person.person_id, told, context)


def _note_what_follows(town: Town, about: Quantities, matter: Matter) -> None:
    """Protect some; find out later what was not known of others, or that they were known."""
    person = matter.person
    if town.chance.happens(about.number("protected")):
        protect(town, matter)
    if person.same_as is not None:
        merge_later(town, person)
    elif person.birth_year is None or person.sex == Sex.UNKNOWN:
        found_on = later(town, about, "found_out")
        if found_on is not None:
            sex, born = town.people.facts_of(person)
            town.agenda.note(found_on, partial(correct_person, town, person, sex, born))


def _registering(town: Town, person: Person) -> RegisterPerson:
    return RegisterPerson(
        person_id=person.person_id,
        number=None,
        number_as_written=None,
        name=None,
        address=None,
        birth_year=person.birth_year,
        sex=Sex(person.sex),
        district_code=person.district_code,
        registered_on=town.today,
    )
