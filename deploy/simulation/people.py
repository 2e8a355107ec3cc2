"""Whom it is about: people without name or number, some of them siblings."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from deploy.simulation.chance import Chance
from deploy.simulation.desk import Desk
from deploy.simulation.quantities import Quantities
from deploy.simulation.truth import Person, Truth
from shared.contracts.intake import Sex


@dataclass(slots=True)
class People:
    """Everybody the committee has met, by area of work."""

    chance: Chance
    desk: Desk
    truth: Truth
    _facts: dict[UUID, tuple[Sex, int]] = field(default_factory=dict)
    _met: dict[str, list[Person]] = field(default_factory=dict)
    _siblings: dict[int, list[Person]] = field(default_factory=dict)

    def come(self, area: str, about: Quantities, on: date) -> list[Person]:
        """Return whom something that arrives is about: one, or several siblings."""
        met = self._met.setdefault(area, [])
        first = self.chance.one_of(met) if met else None
        is_back = self.chance.happens(about.number("returns"))
        if first is None or not is_back or self._has_outgrown(first, about, on):
            first = self._somebody(area, about, on)
        elif self.chance.happens(about.number("registered_twice")):
            return [self._again(first)]
        if not self.chance.happens(about.number("siblings")):
            return [first]
        if id(first) not in self._siblings:
            more = [self._somebody(area, about, on) for _ in range(self.chance.between(1, 2))]
            for each in [first, *more]:
                self._siblings[id(each)] = [first, *more]
        others = [each for each in self._siblings[id(first)] if each is not first]
        return [first, *others]

    def known_child(self, on: date, oldest: int) -> Person | None:
        """Return a child of the register who is surely a child, if there is one at hand."""
        met = self._met.get("children", [])
        child = self.chance.one_of(met) if met else None
        if child is None or child.registered_on is None or child.birth_year is None:
            return None
        return child if on.year - child.birth_year <= oldest else None

    def facts_of(self, person: Person) -> tuple[Sex, int]:
        """Return the sex and year of birth that the register may not know."""
        return self._facts[person.person_id]

    def _again(self, first: Person) -> Person:
        """Return somebody known, whom the register will take for another."""
        double = replace(
            first,
            person_id=self.desk.new_id(),
            registered_on=None,
            known_as=[],
            protected_on=None,
            same_as=first,
        )
        double.known_as.append(double.person_id)
        self._facts[double.person_id] = self._facts[first.person_id]
        self.truth.persons.append(double)
        return double

    def _has_outgrown(self, person: Person, about: Quantities, on: date) -> bool:
        return on.year - (person.birth_year or on.year) > about.number("oldest")

    def _somebody(self, area: str, about: Quantities, on: date) -> Person:
        chance = self.chance
        youngest, _, oldest = chance.among(about.weights("age")).partition("-")
        born = on.year - chance.between(int(youngest), int(oldest))
        sex = Sex.FEMALE if chance.happens(about.number("share_female")) else Sex.MALE
        place = chance.among(about.weights("place"))
        person = Person(
            person_id=self.desk.new_id(),
            birth_year=None if chance.happens(about.number("birth_year_unknown")) else born,
            sex=Sex.UNKNOWN if chance.happens(about.number("sex_unknown")) else sex,
            district_code=None if chance.happens(about.number("place_unknown")) else place,
        )
        person.known_as.append(person.person_id)
        self._facts[person.person_id] = (sex, born)
        self._met[area].append(person)
        self.truth.persons.append(person)
        return person
