"""Registrera person, ange relation."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.intake.domain.person.commands import RegisterPerson, RelatePerson
from services.intake.domain.person.events import IdentityKept, Relation, RelationKept
from services.intake.domain.person.merging import PersonNotRegistered
from services.intake.domain.person.rules import (
    PERSON,
    PersonAlreadyRegistered,
    RelatedToOneself,
)
from shared.contracts.intake import PersonRegistered, Sex
from shared.kernel.identity_number import NumberKind, parse_identity_number
from shared.testing.scenario import Scenario

CHILD_ID, GUARDIAN_ID, REPORT_ID = UUID(int=1), UUID(int=2), UUID(int=3)
MONDAY = date(2026, 3, 2)

person = Scenario(PERSON)

register = RegisterPerson(
    person_id=CHILD_ID,
    number=parse_identity_number("200001052380", on=MONDAY),
    number_as_written="20000105-2380",
    name="Test Testsson",
    address=None,
    birth_year=1999,
    sex=Sex.UNKNOWN,
    district_code="norr",
    registered_on=MONDAY,
)
registered = PersonRegistered(
    person_id=CHILD_ID,
    birth_year=2000,
    sex=Sex.FEMALE,
    district_code="norr",
    registered_on=MONDAY,
)
guardian = RelationKept(
    relation=Relation.GUARDIAN,
    other_person_id=GUARDIAN_ID,
    report_id=REPORT_ID,
    kept_on=MONDAY,
)


def relate(other: UUID = GUARDIAN_ID) -> RelatePerson:
    return RelatePerson(
        relation=Relation.GUARDIAN, other_person_id=other, report_id=REPORT_ID, told_on=MONDAY
    )


def test_a_number_knows_better_than_what_was_told() -> None:
    person.given().when(register).then(
        registered,
        IdentityKept(
            number_kind=NumberKind.PERSONAL,
            name="Test Testsson",
            number="200001052380",
            address=None,
        ),
    )


def test_a_person_without_a_number_is_registered_as_unidentified() -> None:
    unidentified = replace(
        register, number=None, number_as_written="ca 14 år", birth_year=2012, sex=Sex.MALE
    )
    person.given().when(unidentified).then(
        replace(registered, birth_year=2012, sex=Sex.MALE),
        IdentityKept(number_kind=None, name="Test Testsson", number="ca 14 år", address=None),
    )


def test_a_person_has_one_pseudonym() -> None:
    person.given(registered).when(register).then_refused(PersonAlreadyRegistered)


def test_a_relation_is_kept_with_where_it_was_told() -> None:
    person.given(registered).when(relate()).then(guardian)


def test_a_relation_told_again_is_nothing_new() -> None:
    person.given(registered, guardian).when(relate()).then()


def test_nobody_is_a_relative_of_their_own() -> None:
    person.given(registered).when(relate(CHILD_ID)).then_refused(RelatedToOneself)


def test_only_somebody_in_the_register_has_relations() -> None:
    person.given().when(relate()).then_refused(PersonNotRegistered)
