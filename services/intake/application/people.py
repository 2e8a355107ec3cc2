"""Whom an arrival is about: who is known already, who is made, and what they are to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.application.asking import Asking
from services.intake.application.handed_in import Arrival, HandedGuardian, HandedPerson
from services.intake.application.person_register import (
    Candidate,
    PersonRegister,
    readable_number,
)
from services.intake.application.refusals import SamePersonTwice
from services.intake.domain.person.commands import PersonCommand, RegisterPerson, RelatePerson
from services.intake.domain.person.events import Relation
from services.intake.domain.report.submission import GuardianDetails, PersonDetails
from shared.contracts.intake import Sex
from shared.kernel.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons and guardians of one arrival, each under a pseudonym.

    ``guardian_ids`` has None for a guardian without a readable number: such a one is kept as
    written, and not registered.
    """

    arrival: Arrival
    person_ids: tuple[UUID, ...]
    guardian_ids: tuple[UUID | None, ...]
    candidates: Mapping[UUID, Candidate]  # those who were not known before, by pseudonym

    def details(self) -> tuple[PersonDetails, ...]:
        """Return the persons as they were written, with their pseudonyms."""
        return tuple(
            PersonDetails(
                person_id=person_id,
                name=person.name,
                number=person.number,
                address=person.address,
                telephone=person.telephone,
                school=person.school,
            )
            for person_id, person in zip(self.person_ids, self.arrival.persons, strict=True)
        )

    def guardian_details(self) -> tuple[GuardianDetails, ...]:
        """Return the guardians as they were written, with the pseudonyms of their children."""
        return tuple(
            GuardianDetails(
                person_ids=self._children_of(guardian),
                name=guardian.name,
                number=guardian.number,
                telephone=guardian.telephone,
                relation=guardian.relation,
                language=guardian.language,
            )
            for guardian in self.arrival.guardians
        )

    def news_of_guardians(self, on: date) -> Mapping[UUID, Sequence[PersonCommand]]:
        """Return what the register is to be told of the guardians, by pseudonym."""
        return {
            guardian_id: [_register(self.candidates[guardian_id], _as_person(guardian), on)]
            for guardian_id, guardian in self._known_guardians()
            if guardian_id in self.candidates
        }

    def news_of_persons(self, report_id: UUID, on: date) -> Mapping[UUID, Sequence[PersonCommand]]:
        """Return what the register is to be told of the persons, by pseudonym."""
        return {
            person_id: [
                *self._registration(person_id, person, on),
                *self._relations(person_id, report_id, on),
            ]
            for person_id, person in zip(self.person_ids, self.arrival.persons, strict=True)
        }

    def _registration(
        self, person_id: UUID, person: HandedPerson, on: date
    ) -> Sequence[PersonCommand]:
        candidate = self.candidates.get(person_id)
        return [_register(candidate, person, on)] if candidate else []

    def _relations(self, person_id: UUID, report_id: UUID, on: date) -> Sequence[PersonCommand]:
        told = [
            (Relation.GUARDIAN, guardian_id)
            for guardian_id, guardian in self._known_guardians()
            if person_id in self._children_of(guardian)
        ]
        if self.arrival.between_persons is not None:
            others = [other for other in self.person_ids if other != person_id]
            told += [(self.arrival.between_persons, other) for other in others]
        return [
            RelatePerson(relation=kind, other_person_id=other, report_id=report_id, told_on=on)
            for kind, other in told
        ]

    def _known_guardians(self) -> Sequence[tuple[UUID, HandedGuardian]]:
        pairs = zip(self.guardian_ids, self.arrival.guardians, strict=True)
        return [(guardian_id, guardian) for guardian_id, guardian in pairs if guardian_id]

    def _children_of(self, guardian: HandedGuardian) -> tuple[UUID, ...]:
        return tuple(self.person_ids[place] for place in guardian.child_places)


async def identify(
    tx: Transaction, register: PersonRegister, asking: Asking, arrival: Arrival
) -> People:
    """Find or propose a pseudonym for everyone in ``arrival``.

    Raises:
        SamePersonTwice: two of the persons have the same number.
    """
    persons = _candidates(asking, "person", [person.number for person in arrival.persons])
    guardians = _candidates(asking, "guardian", [each.number for each in arrival.guardians])
    numbered = [each for each in guardians if each.number is not None]
    found = await register.find_or_propose(tx, [*persons, *numbered])
    person_ids = tuple(found[each.proposed_id] for each in persons)
    if len(set(person_ids)) < len(person_ids):
        raise SamePersonTwice
    new = [each for each in (*persons, *numbered) if found[each.proposed_id] == each.proposed_id]
    return People(
        arrival=arrival,
        person_ids=person_ids,
        guardian_ids=tuple(found.get(each.proposed_id) for each in guardians),
        candidates={each.proposed_id: each for each in new},
    )


def _candidates(asking: Asking, part: str, numbers: Sequence[str | None]) -> Sequence[Candidate]:
    return [
        Candidate(
            proposed_id=asking.id_for(f"{part}-{place}"), number=readable_number(number, asking.on)
        )
        for place, number in enumerate(numbers)
    ]


def _register(candidate: Candidate, person: HandedPerson, on: date) -> RegisterPerson:
    return RegisterPerson(
        person_id=candidate.proposed_id,
        number=candidate.number,
        number_as_written=person.number,
        name=person.name,
        address=person.address,
        birth_year=person.birth_year,
        sex=person.sex,
        district_code=person.district_code,
        registered_on=on,
    )


def _as_person(guardian: HandedGuardian) -> HandedPerson:
    return HandedPerson(name=guardian.name, number=guardian.number, sex=Sex.UNKNOWN)
