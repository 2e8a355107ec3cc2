"""From what is registered of persons to what figures count of them. Pure."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.reporting.projections.figure_facts import FigurePerson
from services.reporting.projections.figure_folding import Entry, Facts, standing_facts

REGISTERED = "intake.person-registered.v1"
MERGED = "intake.persons-merged.v1"
REVERSED = "intake.merge-reversed.v1"
MERGES = frozenset({MERGED, REVERSED})
UNKNOWN = "unknown"


def group_of(person_id: UUID, merges: Sequence[Entry]) -> frozenset[UUID]:
    """Return every pseudonym that ``merges`` ever tied to the person's, itself included."""
    pairs = [(each.stream_id, into) for each in merges if (into := _into(each)) is not None]
    found, before = {person_id}, 0
    while len(found) > before:
        before = len(found)
        found |= {each for pair in pairs if found & {*pair} for each in pair}
    return frozenset(found)


def persons_of(entries: Mapping[UUID, Sequence[Entry]]) -> Mapping[UUID, FigurePerson | None]:
    """Return what is counted of each pseudonym of a group, after ``entries``.

    What is not known of the one that stands for the person is taken from the others, in the
    order they were registered.
    """
    registered = {person: _registered(told) for person, told in entries.items()}
    into = {person: _merged_into(told) for person, told in entries.items()}
    ordered = sorted(entries, key=lambda each: (_first_position(entries[each]), str(each)))
    found: dict[UUID, FigurePerson | None] = {}
    for person, facts in registered.items():
        one = _root(person, into)
        same = [one, *(each for each in ordered if each != one and _root(each, into) == one)]
        known = [told for each in same if (told := registered.get(each)) is not None]
        found[person] = None if facts is None else _person(person, one, known)
    return found


def _person(person_id: UUID, one_id: UUID, known: Sequence[Facts]) -> FigurePerson:
    sexes = [str(each["sex"]) for each in known if each["sex"] != UNKNOWN]
    years = [each["birth_year"] for each in known if each["birth_year"] is not None]
    districts = [each["district_code"] for each in known if each["district_code"] is not None]
    return FigurePerson(
        person_id=person_id,
        one_id=one_id,
        sex=sexes[0] if sexes else UNKNOWN,
        birth_year=years[0] if years else None,
        district_code=districts[0] if districts else None,
    )


def _registered(entries: Sequence[Entry]) -> Facts | None:
    told = [each.facts for each in standing_facts(entries) if each.name == REGISTERED]
    return told[-1] if told else None


def _merged_into(entries: Sequence[Entry]) -> UUID | None:
    told = [each for each in entries if each.name in MERGES]
    return _into(told[-1]) if told and told[-1].name == MERGED else None


def _into(entry: Entry) -> UUID | None:
    other = entry.facts.get("into_person_id")
    return None if other is None else UUID(str(other))


def _root(person: UUID, into: Mapping[UUID, UUID | None]) -> UUID:
    seen: set[UUID] = set()
    while person not in seen and (further := into.get(person)) is not None:
        seen.add(person)
        person = further
    return person


def _first_position(entries: Sequence[Entry]) -> int:
    return entries[0].position if entries else 0
