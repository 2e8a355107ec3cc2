"""Måttens underlag: what each event changes of what is counted."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.reporting.projections.figure_facts import FigureFact, FigurePerson
from services.reporting.projections.figure_folding import Entry, fact_of
from services.reporting.projections.figure_persons import group_of, persons_of
from tests.reporting.figures.told import Town


def entries(town: Town, stream: UUID | None = None) -> Sequence[Entry]:
    return [
        Entry(
            event_id=each.event_id,
            position=each.position,
            name=each.name,
            stream_id=each.matter_id,
            facts=each.fields,
        )
        for each in town.happenings
        if stream is None or each.matter_id == stream
    ]


def fact(town: Town, matter: UUID) -> FigureFact:
    found = fact_of(entries(town, matter))
    assert found is not None
    return found


def person(town: Town, whose: UUID) -> FigurePerson:
    every = entries(town)
    group = group_of(whose, [each for each in every if "merge" in each.name])
    found = persons_of({each: entries(town, each) for each in group})[whose]
    assert found is not None
    return found


def test_an_investigation_is_late_the_day_after_four_calendar_months() -> None:
    town = Town()
    child = town.person()
    in_time = town.investigation(child, "2025-10-31", "2026-02-28")  # no 31st in February
    late = town.investigation(child, "2025-10-31", "2026-03-01")
    leap = town.investigation(child, "2023-10-29", "2024-02-29")
    assert [fact(town, each).is_over_four_months for each in (in_time, late, leap)] == [
        False,
        True,
        False,
    ]


def test_a_corrected_closing_is_the_one_that_counts() -> None:
    town = Town()
    child = town.person()
    matter = town.investigation(child, "2025-02-01")
    closing = town.closed(child, matter, "2025-12-31")
    town.closing_corrected(child, matter, closing, "2025-04-02")
    assert fact(town, matter).ended_on == date(2025, 4, 2)
    assert fact(town, matter).is_over_four_months is False


def test_an_investigation_whose_closing_is_annulled_is_open_again() -> None:
    town = Town()
    child = town.person()
    matter = town.investigation(child, "2025-02-01", contact="2025-03-01")
    closing = town.closed(child, matter, "2025-05-01", is_with=True)
    assert fact(town, matter).last_contact_on == date(2025, 3, 1)
    town.annulled(child, matter, closing)
    assert (fact(town, matter).ended_on, fact(town, matter).outcome) == (None, None)
    assert fact(town, matter).last_contact_on is None


def test_a_contact_told_late_moves_the_last_contact() -> None:
    town = Town()
    child = town.person()
    matter = town.investigation(child, "2025-02-01", "2025-05-01", contact="2025-03-01")
    town.contact(child, matter, "2025-04-20")
    town.contact(child, matter, "2025-02-10")
    assert fact(town, matter).last_contact_on == date(2025, 4, 20)


def test_merged_pseudonyms_are_one_person_until_the_merge_is_reversed() -> None:
    town = Town()
    first, second = town.person("unknown", None), town.person("male", 2011)
    third = town.person("female", 2000)
    town.merged(second, first)
    assert {person(town, each).one_id for each in (first, second)} == {first}
    assert (person(town, first).sex, person(town, first).birth_year) == ("male", 2011)
    town.merged(first, third)
    assert person(town, second).one_id == third
    assert person(town, second).birth_year == 2000
    town.reversed(first, third)
    assert person(town, second).one_id == first
    town.reversed(second, first)
    assert person(town, second).one_id == second
    assert person(town, first).birth_year is None


def test_what_is_corrected_of_a_person_is_what_counts() -> None:
    town = Town()
    child = town.person("female", 2008)
    town.person_corrected(child, town.registered, 2007, "male")
    assert (person(town, child).birth_year, person(town, child).sex) == (2007, "male")
